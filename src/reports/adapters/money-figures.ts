import { firstDayOf, monthOf, monthsBetween } from '../../calendar/index.js';
import { CHARGES, MONEY_AT_HAND, RECEIVABLE_CODES, TAX_PAYABLE, WRITE_OFF_CODES } from '../../ledger/index.js';
import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { MoneyMove } from './money-days.queries.js';

export type PaidBy = 'insurer' | 'patient' | 'other';
const PAID_BY: readonly PaidBy[] = ['insurer', 'patient', 'other'];

/** A span of the books in amounts as a reader expects them: what was billed, came in or was given up is positive. */
export interface MoneyFigures {
  /** Charges without tax: account 4000. */
  billedCents: number;
  taxCents: number;
  /** Received less reversed, by who paid. */
  collected: Record<PaidBy, number>;
  collectedCents: number;
  writtenOffCents: number;
  /** What receivables grew by. */
  owedGrowthCents: number;
}

export interface MonthFigures extends MoneyFigures {
  month: string;
  /** Receivables at its end. */
  owedCents: number;
}

export function figuresOf(moves: readonly MoneyMove[]): MoneyFigures {
  const on = (codes: readonly string[], also: (move: MoneyMove) => boolean = () => true): number => sumCents(moves.filter((move) => codes.includes(move.account) && also(move)).map(({ cents }) => cents));
  const collected = Object.fromEntries(PAID_BY.map((kind) => [kind, on(MONEY_AT_HAND, ({ paidBy }) => paidBy === kind)])) as Record<PaidBy, number>;
  return {
    billedCents: 0 - on([CHARGES]), taxCents: 0 - on([TAX_PAYABLE]), collected, collectedCents: sumCents(Object.values(collected)),
    writtenOffCents: on(WRITE_OFF_CODES), owedGrowthCents: on(RECEIVABLE_CODES),
  };
}

/** @param months ascending, without a gap  @param openingCents receivables before the first of them */
export function monthsOf(moves: readonly MoneyMove[], months: readonly string[], openingCents: number): MonthFigures[] {
  let owedCents = openingCents;
  return months.map((month) => {
    const figures = figuresOf(moves.filter((move) => move.month === month));
    owedCents += figures.owedGrowthCents;
    return { month, ...figures, owedCents };
  });
}

export interface InsurerTrend {
  payerId: string;
  /** In the order of the months. */
  cents: number[];
  totalCents: number;
}

/** What each insurer paid, month by month; the largest first. */
export function trendsOf(moves: readonly MoneyMove[], months: readonly string[]): InsurerTrend[] {
  const paid = moves.filter(({ account, paidBy }) => paidBy === 'insurer' && MONEY_AT_HAND.some((code) => code === account));
  const trends = [...new Set(paid.map(({ payerId }) => payerId))].map((payerId) => {
    const cents = months.map((month) => sumCents(paid.filter((move) => move.payerId === payerId && move.month === month).map((move) => move.cents)));
    return { payerId, cents, totalCents: sumCents(cents) };
  });
  return trends.sort((one, other) => other.totalCents - one.totalCents);
}

/** Lands within the month eleven months back, whatever months lie between. */
const ELEVEN_MONTHS = 330;

/** The months of a year that ends with that of `through`: `2026-01` … `2026-12`. */
export function yearThrough(through: CalendarDate): string[] {
  return monthsBetween(addDays(firstDayOf(monthOf(through)), -ELEVEN_MONTHS), through);
}
