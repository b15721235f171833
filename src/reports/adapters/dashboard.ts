import { Injectable } from '@nestjs/common';
import { firstDayOf, formatMonth, lastDayOf, monthOf } from '../../calendar/index.js';
import { bucketsAsOf, ReceivablesQueries } from '../../ledger/index.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { figuresOf, monthsOf, trendsOf, yearThrough } from './money-figures.js';
import { MoneyDaysQueries, type MoneyMove, type Ticked } from './money-days.queries.js';
import { moneyPicture, portions } from './money-picture.js';

export interface Span {
  from: CalendarDate;
  to: CalendarDate;
  locationId?: string | undefined;
}

const INSURERS_SHOWN = 12;

/** Where the clinic stands: a span of the books and the year that leads up to it, over the reader's locations or one of them. */
@Injectable()
export class Dashboard {
  constructor(
    private readonly money: MoneyDaysQueries,
    private readonly owed: ReceivablesQueries,
  ) {}

  async of(scope: Scope, { from, to, locationId }: Span, exponent: number) {
    const moves = await this.money.moves(scope, from, to, locationId);
    const closing = await this.money.owed(scope, to, locationId);
    const year = await this.year(scope, to, locationId, exponent);
    const owedOn = (code: string): number => sumCents(closing.filter(({ account }) => account === code).map(({ cents }) => cents));
    return {
      figures: figuresOf(moves), owed: { insurer: owedOn('1100'), patient: owedOn('1110'), other: owedOn('1120') }, owedCents: sumCents(closing.map(({ cents }) => cents)),
      locations: locationsOf(moves, closing), ticked: await this.ticked(scope, { from, to, locationId }), ...year,
    };
  }

  /** Twelve months up to a day: the picture, its numbers, and what each insurer paid. */
  async year(scope: Scope, through: CalendarDate, locationId: string | undefined, exponent: number) {
    const months = yearThrough(through);
    const moves = await this.money.moves(scope, firstDayOf(months[0]!), through, locationId);
    const closing = await this.money.owed(scope, through, locationId);
    const grown = figuresOf(moves).owedGrowthCents;
    const rows = monthsOf(moves, months, sumCents(closing.map(({ cents }) => cents)) - grown);
    const trends = trendsOf(moves, months);
    const names = await this.money.payerNames(trends.map(({ payerId }) => payerId));
    return {
      picture: moneyPicture(rows, exponent), months: rows.map((row) => ({ ...row, name: formatMonth(row.month), from: firstDayOf(row.month), to: least(lastDayOf(row.month), through) })), year: figuresOf(moves),
      trends: shownOf(trends.map((trend) => ({ ...trend, name: names.get(trend.payerId) ?? 'An insurer' }))), trendMonths: months.slice(-TREND_MONTHS).map((month) => formatMonth(month).slice(0, 3)),
    };
  }

  /** The running month of insurance, and the year as a picture. */
  async month(scope: Scope, today: CalendarDate, exponent: number) {
    const { picture, months, year } = await this.year(scope, today, undefined, exponent);
    const from = firstDayOf(monthOf(today));
    return { from, to: today, picture, year, running: months.at(-1)! };
  }

  /** Insurers' payments of a span, seen by the bank or not yet. */
  ticked(scope: Scope, { from, to, locationId }: Span): Promise<Ticked> {
    return this.money.ticked(scope, from, to, locationId);
  }

  /** What is open by age, counted from the due date, with the account it equals. */
  async aging(scope: Scope, asOf: CalendarDate, locationId: string | undefined, kind?: 'insurer') {
    const totals = (await this.owed.totals(scope, { asOf, by: 'due', locationId })).filter((row) => kind === undefined || row.kind === kind);
    const buckets = bucketsAsOf(asOf).map(({ name, title }, index) => ({ name, title, cents: sumCents(totals.map((row) => row.buckets[index] ?? 0)) }));
    const bar = portions(buckets.map(({ cents }) => cents));
    return { asOf, kind: kind ?? '', location: locationId ?? '', buckets: buckets.map((bucket, index) => ({ ...bucket, ...bar[index]! })), totalCents: sumCents(buckets.map(({ cents }) => cents)) };
  }
}

const TREND_MONTHS = 6;
type Trend = { payerId: string; name: string; cents: number[]; totalCents: number };

/** The largest by name, the others together, so that the sum stays whole. */
function shownOf(trends: readonly Trend[]): { rows: (Omit<Trend, 'cents'> & { last: number[] })[]; totalCents: number; lastTotals: number[] } {
  const [shown, rest] = [trends.slice(0, INSURERS_SHOWN), trends.slice(INSURERS_SHOWN)];
  const last = ({ cents }: Trend): number[] => cents.slice(-TREND_MONTHS);
  const lastOf = (some: readonly Trend[]): number[] => Array.from({ length: TREND_MONTHS }, (_, index) => sumCents(some.map((trend) => last(trend)[index] ?? 0)));
  const rows = shown.map((trend) => ({ payerId: trend.payerId, name: trend.name, totalCents: trend.totalCents, last: last(trend) }));
  const others = rest.length === 0 ? [] : [{ payerId: '', name: `${rest.length} others`, totalCents: sumCents(rest.map(({ totalCents }) => totalCents)), last: lastOf(rest) }];
  return { rows: [...rows, ...others], totalCents: sumCents(trends.map(({ totalCents }) => totalCents)), lastTotals: lastOf(trends) };
}

function least(one: string, other: string): string {
  return one < other ? one : other;
}

export interface LocationFigures {
  locationId: string;
  billedCents: number;
  collectedCents: number;
  writtenOffCents: number;
  owedCents: number;
}

function locationsOf(moves: readonly MoneyMove[], closing: readonly { locationId: string; cents: number }[]): LocationFigures[] {
  return [...new Set([...moves, ...closing].map(({ locationId }) => locationId))].map((locationId) => {
    const { billedCents, collectedCents, writtenOffCents } = figuresOf(moves.filter((move) => move.locationId === locationId));
    return { locationId, billedCents, collectedCents, writtenOffCents, owedCents: sumCents(closing.filter((row) => row.locationId === locationId).map(({ cents }) => cents)) };
  });
}

