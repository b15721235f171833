import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, moneyColumn, Needs, Page, type SeeOther, seeOther, Submission, wholeList } from '../../platform/web/index.js';
import { SETTLE, SettleLocations } from '../application/settle-locations.js';
import { UndoSettlement } from '../application/undo-settlement.js';
import { PairQuery } from './settlement.forms.js';
import { type PairLine, READ, SettlementsQueries } from './settlements.queries.js';

const COLUMNS = [
  column<PairLine>('Owes', (row) => row.fromName), column<PairLine>('To', (row) => row.toName), moneyColumn<PairLine>('Received for them', (row) => row.receivedCents),
  moneyColumn<PairLine>('Received by them', (row) => row.returnedCents), moneyColumn<PairLine>('Settled', (row) => row.settledCents), moneyColumn<PairLine>('Owed', (row) => row.owedCents),
];

/** What locations owe each other, down to the payments, and the transfers that settle it. */
@Controller('settlements')
export class SettlementsController {
  constructor(
    private readonly settlements: SettlementsQueries,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('settlements/index', { title: 'Between locations', nav: 'settlements' })
  async index() {
    return { pairs: await this.settlements.pairs(scopeFor(READ)) };
  }

  @Get('export')
  @Needs(READ)
  async export() {
    return csvFile('between-locations', COLUMNS, wholeList(await this.settlements.pairs(scopeFor(READ))));
  }

  @Get('pair')
  @Needs(READ)
  @Page('settlements/pair', { title: 'Between two locations', nav: 'settlements' })
  async pair(@Query() { from, to, before }: PairQuery) {
    const { next, ...shown } = await this.settlements.pair(from, to, before);
    const mayAct = [from, to].every((id) => currentActor().can(SETTLE, id));
    return {
      title: `${shown.pair.fromName} and ${shown.pair.toName}`, ...shown, mayAct, maySettle: mayAct && shown.pair.owedCents > 0,
      nextHref: next === undefined ? '' : addressOf('/settlements/pair', { from, to, before: next }),
    };
  }

  @Post()
  @Needs(SETTLE)
  async settle(@Body() command: SettleLocations, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(pairAddress(command.locationId, command.toId));
  }

  /** Where an entry of a settlement leads. */
  @Get(':id')
  @Needs(READ)
  async show(@Param('id') id: string): Promise<SeeOther> {
    const { fromId, toId } = await this.settlements.between(id);
    return seeOther(pairAddress(fromId, toId));
  }

  @Post(':id/undoing')
  @Needs(SETTLE)
  async undo(@Param('id') settlementId: string, @Body() form: UndoSettlement, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new UndoSettlement({ ...form, settlementId }), { submission });
    const { fromId, toId } = await this.settlements.between(settlementId);
    return seeOther(pairAddress(fromId, toId));
  }
}

function pairAddress(from: string, to: string): string {
  return addressOf('/settlements/pair', { from, to });
}
