import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { AddPayer } from '../application/add-payer.js';
import { DeactivatePayer } from '../application/deactivate-payer.js';
import { EditPayer } from '../application/edit-payer.js';
import { ReactivatePayer } from '../application/reactivate-payer.js';
import { PAYER_KIND_NAMES, PAYER_KINDS } from '../domain/payer-state.js';
import { MergingQueries } from './merging.queries.js';
import { type PayerItem, PayersQueries } from './payers.queries.js';

const READ = 'payer.read';
const EDIT = 'payer.edit';
const READ_POSTINGS = 'ledger.read';
const KINDS = PAYER_KINDS.map((kind) => ({ value: kind, label: PAYER_KIND_NAMES[kind] }));

const COLUMNS = [
  column<PayerItem>('Name', (row) => row.name), column<PayerItem>('Kind', (row) => row.kindName), column<PayerItem>('Payer ID', (row) => row.payerRef),
  column<PayerItem>('Phone', (row) => row.phone), column<PayerItem>('Terms in days', (row) => row.termsDays), column<PayerItem>('State', (row) => (row.mergedInto === null ? row.state : 'merged')),
];

@Controller('insurers')
export class PayersController {
  constructor(
    private readonly commands: Commands,
    private readonly payers: PayersQueries,
    private readonly merging: MergingQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('insurers/index', { title: 'Insurers', nav: 'insurers', fragment: 'insurers/_list' })
  async index(@Query('q') q = '', @Query('kind') kind = '', @Query('state') state = '', @Query('after') after?: string) {
    const { items, next } = await this.payers.find({ find: q, kind, state, ...(after === undefined ? {} : { after }) });
    return { items, q, kind, state, kinds: KINDS, nextHref: next && addressOf('/insurers', { q, kind, state, after: next }), csvHref: addressOf('/insurers/export', { q, kind, state }) };
  }

  @Get('export')
  @Needs(READ)
  export(@Query('q') q = '', @Query('kind') kind = '', @Query('state') state = '') {
    return csvFile('payers', COLUMNS, (after) => this.payers.find({ find: q, kind, state, ...(after === undefined ? {} : { after }) }));
  }

  @Get('new')
  @Needs(EDIT)
  @Page('insurers/new', { title: 'Add a payer', nav: 'insurers' })
  new() {
    return { kinds: KINDS };
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() command: AddPayer, @Submission() submission: string): Promise<SeeOther> {
    const { payerId } = await this.commands.execute<{ payerId: string }>(command, { submission });
    return seeOther(`/insurers/${payerId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('insurers/show', { title: 'Insurer', nav: 'insurers', fragment: 'insurers/_payments' })
  async show(@Param('id') id: string, @Query('before') before?: string) {
    const payer = await this.payers.known(id);
    // The front desk reads payments at the counter, but no insurers' postings.
    const group = await this.payers.group(id);
    const { items, next } = await this.payers.payments(payer.mergedInto ? [id] : group, scopeFor(READ_POSTINGS), before);
    const contacts = await this.payers.contacts(id);
    const merged = group.length > 1 && !payer.mergedInto ? await this.merging.members(id) : [];
    return { title: payer.name, payer, contacts, merged, payments: items, nextHref: next && `/insurers/${id}?before=${next}` };
  }

  @Get(':id/edit')
  @Needs(EDIT)
  @Page('insurers/edit', { title: 'Edit a payer', nav: 'insurers' })
  async edit(@Param('id') id: string) {
    const payer = await this.payers.known(id);
    return { title: `Edit ${payer.name}`, payer, kinds: KINDS };
  }

  @Post(':id')
  @Needs(EDIT)
  async change(@Param('id') payerId: string, @Body() command: EditPayer, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { payerId }), { submission });
    return seeOther(`/insurers/${payerId}`);
  }

  @Post(':id/deactivation')
  @Needs(EDIT)
  async deactivate(@Param('id') payerId: string, @Body() command: DeactivatePayer, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { payerId }), { submission });
    return seeOther(`/insurers/${payerId}`);
  }

  @Post(':id/reactivation')
  @Needs(EDIT)
  async reactivate(@Param('id') payerId: string, @Body() command: ReactivatePayer, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { payerId }), { submission });
    return seeOther(`/insurers/${payerId}`);
  }
}
