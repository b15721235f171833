import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { column, csvFile, instantColumn, Me, moneyColumn, Needs, type SignedIn, wholeList } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';
import { bucketsAsOf } from '../domain/aging.js';
import { CAUSES, MOVEMENTS } from '../domain/causes.js';
import { SpanBackwards } from '../domain/refusals.js';
import { JournalsQueries, type JournalListRow } from './journals.queries.js';
import { JournalsQuery, ReceivablesQuery, RollForwardQuery, TrialBalanceQuery } from './ledger.forms.js';
import { type ItemRow, type PartyRow, ReceivablesQueries } from './receivables.queries.js';
import { RollForwardQueries, type RollForwardRow } from './roll-forward.queries.js';
import { TrialBalanceQueries, type TrialBalanceRow } from './trial-balance.queries.js';

const READ = 'ledger.read';
const KINDS = { insurer: 'Insurer', patient: 'Patient', other: 'Other payer' };

const JOURNAL_COLUMNS = [
  column<JournalListRow>('Journal', (row) => `J-${row.number}`), column<JournalListRow>('Posting date', (row) => row.postingDate), column<JournalListRow>('Cause', (row) => CAUSES[row.cause] ?? row.cause),
  column<JournalListRow>('What happened', (row) => row.memo), column<JournalListRow>('Entered by', (row) => row.actorName), instantColumn<JournalListRow>('Entered', (row) => row.enteredAt),
  column<JournalListRow>('Reversal', (row) => (row.reversesId === null ? '' : 'yes')), moneyColumn<JournalListRow>('Each side', (row) => row.debitCents), moneyColumn<JournalListRow>('Of the filter', (row) => row.matchedCents),
];

type Located<T> = T & { title: string };
const BALANCE_COLUMNS = [
  column<Located<TrialBalanceRow>>('Location', (row) => row.title), column<Located<TrialBalanceRow>>('Account', (row) => row.code), column<Located<TrialBalanceRow>>('Name', (row) => row.name),
  moneyColumn<Located<TrialBalanceRow>>('Opening', (row) => row.openingCents), moneyColumn<Located<TrialBalanceRow>>('Debits', (row) => row.debitCents),
  moneyColumn<Located<TrialBalanceRow>>('Credits', (row) => row.creditCents), moneyColumn<Located<TrialBalanceRow>>('Closing', (row) => row.closingCents),
];
const ROLL_COLUMNS = [
  column<Located<RollForwardRow>>('Location', (row) => row.title), column<Located<RollForwardRow>>('Who owes', (row) => row.name), moneyColumn<Located<RollForwardRow>>('Opening', (row) => row.openingCents),
  ...Object.entries(MOVEMENTS).map(([name, title]) => moneyColumn<Located<RollForwardRow>>(title, (row) => row.moved[name] ?? 0)), moneyColumn<Located<RollForwardRow>>('Closing', (row) => row.closingCents),
];
const PARTY_COLUMNS = [
  column<PartyRow>('Who', (row) => row.name), column<PartyRow>('Kind', (row) => KINDS[row.kind]),
  ...bucketsAsOf('2000-01-01').map(({ title }, index) => moneyColumn<PartyRow>(title, (row) => row.buckets[index] ?? 0)),
  moneyColumn<PartyRow>('Open', (row) => row.openCents), moneyColumn<PartyRow>('Unapplied', (row) => row.unappliedCents),
];
const ITEM_COLUMNS = [
  column<ItemRow>('Invoice', (row) => row.number), column<ItemRow>('Patient', (row) => row.patientName), column<ItemRow>('Counted from', (row) => row.baseDate),
  column<ItemRow>('Days', (row) => row.ageDays), moneyColumn<ItemRow>('Open', (row) => row.openCents),
];

/** What the books show, as files: the same reads under the same filters as their pages. */
@Controller('ledger')
@Needs(READ)
export class BooksExportController {
  constructor(
    private readonly journals: JournalsQueries,
    private readonly balances: TrialBalanceQueries,
    private readonly rolling: RollForwardQueries,
    private readonly owed: ReceivablesQueries,
    private readonly clock: Clock,
  ) {}

  @Get('journals/export')
  exportJournals(@Query() { location: locationId, before: _, ...filter }: JournalsQuery) {
    const scope = scopeFor(READ);
    return csvFile('journals', JOURNAL_COLUMNS, async (before) => {
      const { rows, next } = await this.journals.list(scope, { ...filter, locationId, before });
      return { items: rows, next };
    });
  }

  @Get('trial-balance/export')
  async exportTrialBalance(@Query() { from, asOf, location }: TrialBalanceQuery, @Me() me: SignedIn) {
    const through = asOf ?? this.#today(me);
    if (from !== undefined && from > through) throw new SpanBackwards();
    const tables = await this.balances.over(scopeFor(READ), from, through, location);
    return csvFile(`trial-balance-${through}`, BALANCE_COLUMNS, wholeList(tables.flatMap(({ title, rows }) => rows.map((row) => ({ ...row, title })))));
  }

  @Get('roll-forward/export')
  async exportRollForward(@Query() query: RollForwardQuery, @Me() me: SignedIn) {
    const to = query.to ?? this.#today(me);
    const from = query.from ?? `${to.slice(0, 7)}-01`;
    if (from > to) throw new SpanBackwards();
    const tables = await this.rolling.over(scopeFor(READ), from, to, query.location);
    return csvFile(`roll-forward-${from}-${to}`, ROLL_COLUMNS, wholeList(tables.flatMap(({ title, rows }) => rows.map((row) => ({ ...row, title })))));
  }

  /** Who owes; or, narrowed to a party or an age, the invoices that make it up. */
  @Get('receivables/export')
  exportReceivables(@Query() { after: _, ...query }: ReceivablesQuery, @Me() me: SignedIn) {
    const [scope, asOf] = [scopeFor(READ), query.asOf ?? this.#today(me)];
    const filter = { ...query, asOf, by: query.by ?? ('due' as const), locationId: query.location };
    if (query.party === undefined && query.bucket === undefined) {
      return csvFile(`receivables-${asOf}`, PARTY_COLUMNS, async (after) => {
        const { rows, next } = await this.owed.parties(scope, { ...filter, after });
        return { items: rows, next };
      });
    }
    return csvFile(`open-invoices-${asOf}`, ITEM_COLUMNS, async (after) => {
      const { rows, next } = await this.owed.items(scope, { ...filter, after });
      return { items: rows.map((row) => ({ ...row, ageDays: daysBetween(row.baseDate, asOf) })), next };
    });
  }

  #today(me: SignedIn): CalendarDate {
    return dayIn(me.location.timeZone, this.clock.epochMs());
  }
}
