import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { MergePayers } from '../application/merge-payers.js';
import { UndoPayerMerge } from '../application/undo-payer-merge.js';
import { MergingQueries } from './merging.queries.js';
import { PayersQueries } from './payers.queries.js';

const MERGE = 'payer.merge';

@Controller('insurers/:payerId/merging')
export class MergingController {
  constructor(
    private readonly commands: Commands,
    private readonly payers: PayersQueries,
    private readonly merging: MergingQueries,
  ) {}

  /** `into` is chosen first; then the page shows what the two have in common. */
  @Get()
  @Needs(MERGE)
  @Page('insurers/merging', { title: 'Merge payers', nav: 'insurers', fragment: 'insurers/_merging' })
  async show(@Param('payerId') payerId: string, @Query('intoId') intoId = '') {
    const payer = await this.payers.known(payerId);
    const into = intoId === '' ? undefined : await this.payers.details(intoId);
    const own = await this.payers.group(payerId);
    const same = into ? await this.merging.sameNumbers(own, await this.payers.group(into.payerId)) : [];
    return { title: `Merge ${payer.name}`, payer, into: into ?? null, targets: await this.merging.targets(payerId, payer.name, payer.kind), standing: await this.merging.standing(own), same };
  }

  @Post()
  @Needs(MERGE)
  async merge(@Param('payerId') payerId: string, @Body() command: MergePayers, @Submission() submission: string): Promise<SeeOther> {
    const done = await this.commands.execute<{ payerId: string }>(Object.assign(command, { payerId }), { submission });
    return seeOther(`/insurers/${done.payerId}`);
  }

  @Post('undoing')
  @Needs(MERGE)
  async undo(@Param('payerId') payerId: string, @Body() command: UndoPayerMerge, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { payerId }), { submission });
    return seeOther(`/insurers/${payerId}`);
  }
}
