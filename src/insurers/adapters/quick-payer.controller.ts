import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { ChoiceField, TextField } from '../../platform/form-fields.js';
import { Fragment, Needs, Submission } from '../../platform/web/index.js';
import { AddPayer } from '../application/add-payer.js';
import { alikeTo } from '../domain/look-alike.js';
import { PAYER_KIND_NAMES, PAYER_KINDS, paysAs } from '../domain/payer-state.js';
import { PayersQueries } from './payers.queries.js';

const EDIT = 'payer.edit';

/** Named apart from the fields of the page below the dialog. */
export class QuickPayer {
  @TextField({ label: 'Name', most: 120 }) payerName!: string;
  @ChoiceField(PAYER_KINDS, { label: 'Kind' }) payerKind!: string;
  @TextField({ label: 'Electronic payer ID', most: 40, optional: true }) payerCode?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) payerPhone?: string;
  /** Id of the field that takes the new payer. */
  @TextField({ label: 'Field', most: 80 }) into!: string;
}

/** The “+” beside a payer field: a payer is added in a dialog, and what was typed on the page stays. */
@Controller('insurers/quick')
export class QuickPayerController {
  constructor(
    private readonly commands: Commands,
    private readonly payers: PayersQueries,
  ) {}

  /** `side` keeps an employer out of an insurer's field. */
  @Get()
  @Needs(EDIT)
  @Fragment('insurers/_quick')
  dialog(@Query('into') into = '', @Query('side') side = '') {
    const kinds = PAYER_KINDS.filter((kind) => side === '' || paysAs(kind) === side).map((kind) => ({ value: kind, label: PAYER_KIND_NAMES[kind] }));
    return { into, kinds };
  }

  @Get('alike')
  @Needs(EDIT)
  @Fragment('insurers/_alike')
  async alike(@Query('payerName') name = '') {
    const active = (await this.payers.all()).filter(({ state }) => state === 'active');
    return { alike: alikeTo(name, active).map((payer) => ({ ...payer, kindName: PAYER_KIND_NAMES[payer.kind] })) };
  }

  @Post()
  @Needs(EDIT)
  @Fragment('insurers/_quick-added')
  async add(@Body() { payerName, payerKind, payerCode, payerPhone, into }: QuickPayer, @Submission() submission: string) {
    const command = new AddPayer({ name: payerName, kind: payerKind, ...(payerCode && { payerRef: payerCode }), ...(payerPhone && { phone: payerPhone }) });
    const { payerId } = await this.commands.execute<{ payerId: string }>(command, { submission });
    return { payerId, name: (await this.payers.get(payerId))?.name ?? payerName, into };
  }
}
