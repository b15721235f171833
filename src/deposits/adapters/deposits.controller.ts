import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { OrganizationQueries } from '../../locations/index.js';
import { currentActor, mustBeAllowed, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Fragment, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission, wholeList } from '../../platform/web/index.js';
import { type DepositAnswer, DepositReceipts } from '../application/deposit-receipts.js';
import { TakeTickOff } from '../application/take-tick-off.js';
import { TickOffDeposit } from '../application/tick-off-deposit.js';
import { UndoDeposit } from '../application/undo-deposit.js';
import { DepositsQuery, NewDepositQuery, TicksForm } from './deposit.forms.js';
import { SLIP_GROUPS } from './deposit-words.js';
import { type DepositItem, DepositsQueries, type SlipRow } from './deposits.queries.js';
import { sumsOf, UndepositedQueries } from './undeposited.queries.js';

const READ = 'ledger.read';
const DEPOSIT = 'payment.deposit';
const UNDO = 'payment.reverse-any';

const COLUMNS = [
  column<DepositItem>('Slip', (row) => row.slipNumber), column<DepositItem>('Location', (row) => row.locationName), column<DepositItem>('Deposit date', (row) => row.postingDate),
  column<DepositItem>('Receipts', (row) => row.receipts), moneyColumn<DepositItem>('Amount', (row) => row.amountCents), moneyColumn<DepositItem>('Returned', (row) => row.returnedCents),
  column<DepositItem>('Bank’s date', (row) => row.bankDate), column<DepositItem>('State', (row) => row.standing),
];
type Slipped = SlipRow & { methodName: string };
const SLIP_COLUMNS = [
  column<Slipped>('Payment', (row) => `PAY-${row.number}`), column<Slipped>('From', (row) => row.partyName), column<Slipped>('Method', (row) => row.methodName),
  column<Slipped>('Payment number', (row) => row.reference), column<Slipped>('Posting date', (row) => row.postingDate), column<Slipped>('Bank’s date', (row) => row.bankDate),
  column<Slipped>('State', (row) => row.state), moneyColumn<Slipped>('Amount', (row) => row.amountCents),
];

@Controller('deposits')
export class DepositsController {
  constructor(
    private readonly deposits: DepositsQueries,
    private readonly undeposited: UndepositedQueries,
    private readonly organization: OrganizationQueries,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('deposits/index', { title: 'Deposits', nav: 'deposits', fragment: 'deposits/_list' })
  async index(@Query() { location = '', state = '', from = '', to = '', before }: DepositsQuery, @Me() me: SignedIn) {
    const filter = { location, state, from, to };
    const { items, totalCents, next } = await this.deposits.list(scopeFor(READ), { ...filter, before });
    return { items, totalCents, filter, places: me.locations.map(({ id, name }) => ({ value: id, label: name })), nextHref: next && addressOf('/deposits', { ...filter, before: next }), csvHref: addressOf('/deposits/export', filter) };
  }

  @Get('export')
  @Needs(READ)
  export(@Query() { before: _, ...filter }: DepositsQuery) {
    const scope = scopeFor(READ);
    return csvFile('deposits', COLUMNS, (before) => this.deposits.list(scope, { ...filter, before }));
  }

  /** Everything that lies at the current location is ticked: taking all of it is the usual deposit. */
  @Get('new')
  @Needs(DEPOSIT)
  @Page('deposits/new', { title: 'Deposit', nav: 'deposits' })
  async new(@Query() { group = '' }: NewDepositQuery, @Me() { location }: SignedIn) {
    mustBeAllowed(DEPOSIT, location.id);
    const { rows, hasMore } = await this.undeposited.at(location.id, group);
    return { rows, hasMore, group, groups: SLIP_GROUPS, location, sums: sumsOf(rows), today: await this.days.accountingDay(location.id) };
  }

  /** What the ticked receipts come to; nothing is written. */
  @Post('preview')
  @Needs(DEPOSIT)
  @Fragment('deposits/_sums')
  async preview(@Body() { locationId, paymentIds = [] }: DepositReceipts) {
    mustBeAllowed(DEPOSIT, locationId);
    return { sums: await this.undeposited.sums(locationId, paymentIds) };
  }

  @Post()
  @Needs(DEPOSIT)
  async deposit(@Body() command: DepositReceipts, @Submission() submission: string): Promise<SeeOther> {
    const { depositId } = await this.commands.execute<DepositAnswer>(command, { submission });
    return seeOther(`/deposits/${depositId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('deposits/show', { title: 'Deposit', nav: 'deposits' })
  async show(@Param('id') id: string) {
    const shown = await this.deposits.show(scopeFor(READ), id);
    const { locationId, state, slipNumber } = shown.deposit;
    const actor = currentActor();
    const stands = state === 'deposited';
    const { heldCents, openCents, tickedCents } = shown.sums;
    return {
      title: `Deposit slip ${slipNumber}`, ...shown, organization: (await this.organization.get())?.name ?? '', today: await this.days.today(locationId),
      mayTick: stands && heldCents > 0 && actor.can(DEPOSIT, locationId), hasOpen: openCents > 0,
      mayUndo: stands && tickedCents === 0 && actor.can(UNDO, locationId),
    };
  }

  @Get(':id/export')
  @Needs(READ)
  async exportSlip(@Param('id') id: string) {
    const { deposit, rows } = await this.deposits.show(scopeFor(READ), id);
    return csvFile(`deposit-slip-${deposit.slipNumber}`, SLIP_COLUMNS, wholeList(rows));
  }

  /** One form with two buttons. Nothing ticked is nothing chosen, not everything. */
  @Post(':id/bank-ticks')
  @Needs(DEPOSIT)
  async tick(@Param('id') depositId: string, @Body() { act, bankDate, locationId, version, paymentIds = [] }: TicksForm, @Submission() submission: string): Promise<SeeOther> {
    const chosen = { depositId, locationId, version, paymentIds };
    await this.commands.execute(act === 'untick' ? new TakeTickOff(chosen) : new TickOffDeposit({ ...chosen, bankDate }), { submission });
    return seeOther(`/deposits/${depositId}`);
  }

  @Post(':id/undoing')
  @Needs(UNDO)
  async undo(@Param('id') depositId: string, @Body() form: UndoDeposit, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(new UndoDeposit({ ...form, depositId }), { submission });
    return seeOther(`/deposits/${depositId}`);
  }
}
