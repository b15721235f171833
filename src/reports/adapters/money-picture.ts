import { formatMonth } from '../../calendar/index.js';
import { formatCents } from '../../shared/money.js';
import type { MonthFigures, PaidBy } from './money-figures.js';

/** A drawing's measures, in the units of its view box; amounts stand in the table below it. */
export interface MoneyPicture {
  width: number;
  height: number;
  /** Where the months’ names stand. */
  baseY: number;
  grid: { y: number; label: string }[];
  bars: { kind: PaidBy; x: number; y: number; width: number; height: number; title: string }[];
  /** Billed, month by month; the last stretch leads into the running month. */
  line: string;
  running: string;
  points: { x: number; y: number; title: string }[];
  months: { x: number; label: string }[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, BAR] = [720, 250, 46, 8, 12, 26, 26];
const STEPS = 4;
const KINDS: readonly [PaidBy, string][] = [['insurer', 'insurers'], ['patient', 'patients'], ['other', 'other payers']];

/** Collected as stacked bars, billed as a line. What is below 0 is not drawn, only written. */
export function moneyPicture(months: readonly MonthFigures[], exponent: number): MoneyPicture {
  const most = Math.max(1, ...months.flatMap((month) => [month.billedCents, KINDS.reduce((sum, [kind]) => sum + Math.max(0, month.collected[kind]), 0)]));
  const top = roundUp(most, exponent);
  const slot = (WIDTH - LEFT - RIGHT) / months.length;
  const x = (index: number): number => rounded(LEFT + slot * (index + 0.5));
  const y = (cents: number): number => rounded(HEIGHT - BOTTOM - (Math.max(0, cents) / top) * (HEIGHT - TOP - BOTTOM));
  const words = (cents: number): string => formatCents(cents, exponent);
  const points = months.map((month, index) => ({ x: x(index), y: y(month.billedCents), title: `${formatMonth(month.month)}: billed ${words(month.billedCents)}` }));
  const bars = months.flatMap((month, index) => stacked(month, x(index) - BAR / 2, y, words));
  const path = (from: number, through: number): string => points.slice(from, through).map((point) => `${point.x},${point.y}`).join(' ');
  return {
    width: WIDTH, height: HEIGHT, baseY: HEIGHT - BOTTOM + 17, bars, points, line: path(0, -1), running: path(-2, points.length),
    grid: Array.from({ length: STEPS + 1 }, (_, index) => ({ y: y((top / STEPS) * index), label: short((top / STEPS) * index, exponent) })),
    months: months.map(({ month }, index) => ({ x: x(index), label: `${formatMonth(month).slice(0, 3)}${index === 0 || month.endsWith('-01') ? ` ${month.slice(0, 4)}` : ''}` })),
  };
}

function stacked(month: MonthFigures, x: number, y: (cents: number) => number, words: (cents: number) => string): MoneyPicture['bars'] {
  let below = 0;
  return KINDS.flatMap(([kind, who]) => {
    const cents = month.collected[kind];
    if (cents <= 0) return [];
    const [foot, head] = [y(below), y(below + cents)];
    below += cents;
    return [{ kind, x: rounded(x), y: head, width: BAR, height: rounded(foot - head), title: `${formatMonth(month.month)}: ${words(cents)} from ${who}` }];
  });
}

/** 1, 2, 4 or 8 followed by zeros, so that quarters are round. */
function roundUp(cents: number, exponent: number): number {
  const unit = 10 ** exponent;
  const step = unit * 10 ** Math.max(0, Math.floor(Math.log10(cents / unit)));
  return step * ([1, 2, 4, 8].find((factor) => step * factor >= cents) ?? 10);
}

/** 1,500 → `1.5k`, 2,000,000 → `2M`. */
function short(cents: number, exponent: number): string {
  const amount = cents / 10 ** exponent;
  if (amount >= 1_000_000) return `${rounded(amount / 1_000_000)}M`;
  return amount >= 1_000 ? `${rounded(amount / 1_000)}k` : String(rounded(amount));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Parts of a bar of 100 from what is above 0. */
export interface Portion {
  x: number;
  width: number;
  percent: string;
}

export function portions(cents: readonly number[]): Portion[] {
  const total = cents.reduce((sum, one) => sum + Math.max(0, one), 0);
  let x = 0;
  return cents.map((one) => {
    const width = total === 0 ? 0 : rounded((Math.max(0, one) / total) * 100);
    const portion = { x: rounded(x), width, percent: `${formatCents(Math.round(width * 10), 1)}%` };
    x += width;
    return portion;
  });
}
