import type { CalendarDate } from '../../shared/calendar-date.js';
import { spreadCents, sumCents } from '../../shared/money.js';

/** An invoice as the grid knows it. */
export interface DueRow {
  invoiceId: string;
  number: string;
  serviceDate: CalendarDate;
  dueDate: CalendarDate;
  dueCents: number;
}

export interface Distribution {
  amounts: { invoiceId: string; amountCents: number }[];
  /** What no row can take; it needs a name. */
  restCents: number;
}

/** How a typed total finds its rows. `static/spread.js` does the same while it is typed; a test holds the two together. */
export const ALLOCATION_RULES = ['oldest-first', 'by-due-date', 'pro-rata', 'chosen'] as const;
export type AllocationRule = (typeof ALLOCATION_RULES)[number];

/**
 * The amounts add to the total together with the rest, keep the order of `rows`, and do not depend on it.
 * @param chosen the ticked invoices, for the rule that asks for them
 */
export function distribute(rule: AllocationRule, totalCents: number, rows: readonly DueRow[], chosen: ReadonlySet<string> = new Set()): Distribution {
  const takers = [...rows].filter(({ dueCents, invoiceId }) => dueCents > 0 && (rule !== 'chosen' || chosen.has(invoiceId))).sort(inOrderOf(rule));
  const dues = takers.map(({ dueCents }) => dueCents);
  const usableCents = Math.min(Math.max(totalCents, 0), sumCents(dues));
  const parts = rule === 'pro-rata' ? spreadCents(usableCents, dues) : inTurn(usableCents, dues);
  const taken = new Map(takers.map(({ invoiceId }, index) => [invoiceId, parts[index]!]));
  return {
    amounts: rows.map(({ invoiceId }) => ({ invoiceId, amountCents: taken.get(invoiceId) ?? 0 })),
    restCents: Math.max(totalCents, 0) - usableCents,
  };
}

function inTurn(totalCents: number, dues: readonly number[]): number[] {
  let rest = totalCents;
  return dues.map((dueCents) => {
    const part = Math.min(rest, dueCents);
    rest -= part;
    return part;
  });
}

function inOrderOf(rule: AllocationRule): (a: DueRow, b: DueRow) => number {
  const key = rule === 'by-due-date' ? keyByDueDate : keyByAge;
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

/** Text that sorts the oldest service date first; invoices of one day by number, `MS-999` before `MS-1000`. */
export function keyByAge({ serviceDate, number, invoiceId }: Pick<DueRow, 'serviceDate' | 'number' | 'invoiceId'>): string {
  return `${serviceDate} ${String(number.length).padStart(3, '0')} ${number} ${invoiceId}`;
}

export function keyByDueDate(row: Pick<DueRow, 'serviceDate' | 'dueDate' | 'number' | 'invoiceId'>): string {
  return `${row.dueDate} ${keyByAge(row)}`;
}
