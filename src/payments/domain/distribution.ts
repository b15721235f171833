import type { CalendarDate } from '../../shared/calendar-date.js';

/** An invoice as the grid knows it. */
export interface DueRow {
  invoiceId: string;
  number: string;
  serviceDate: CalendarDate;
  dueCents: number;
}

export interface Distribution {
  amounts: { invoiceId: string; amountCents: number }[];
  /** What no row can take; it needs a name. */
  restCents: number;
}

/** The named rule for a typed total, as the user reads it. */
export const OLDEST_FIRST = 'Oldest service date first, each invoice up to what is due.';

/**
 * Fills the oldest service date first, each row up to what it has due; a row with nothing due takes nothing.
 * The answer keeps the order of `rows`, and does not depend on it: rows of one day are filled by number.
 */
export function distributeOldestFirst(totalCents: number, rows: readonly DueRow[]): Distribution {
  const taken = new Map<string, number>();
  let restCents = Math.max(totalCents, 0);
  for (const row of [...rows].sort(byAge)) {
    const part = Math.min(restCents, Math.max(row.dueCents, 0));
    taken.set(row.invoiceId, part);
    restCents -= part;
  }
  return { amounts: rows.map(({ invoiceId }) => ({ invoiceId, amountCents: taken.get(invoiceId) ?? 0 })), restCents };
}

function byAge(a: DueRow, b: DueRow): number {
  if (a.serviceDate !== b.serviceDate) return a.serviceDate < b.serviceDate ? -1 : 1;
  if (a.number.length !== b.number.length) return a.number.length - b.number.length;
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  return a.invoiceId < b.invoiceId ? -1 : 1;
}
