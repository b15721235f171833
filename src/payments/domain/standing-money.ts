import { sumCents } from '../../shared/money.js';
import type { AllocationFact } from './events.js';
import type { AllocationState } from './payment-state.js';

/** What stands of one allocation after reversals. */
export interface LiveAllocation {
  allocation: AllocationState;
  amountCents: number;
}

/** Not reversed, and no reversal itself. Older rows first, as they were entered. */
export function liveAllocations(rows: readonly AllocationState[]): LiveAllocation[] {
  const reversed = new Set(rows.map((row) => row.reversesId));
  return rows.filter((row) => row.reversesId === null && !reversed.has(row.id)).map((row) => ({ allocation: row, amountCents: row.amountCents }));
}

/** What may come off each allocation, newest first: what stands of it less what a takeback took from its origin (MONEY 7). */
export function releasable(rows: readonly AllocationState[]): LiveAllocation[] {
  const standing = liveAllocations(rows);
  const takenFrom = (originId: string): number =>
    -sumCents(standing.filter(({ allocation }) => allocation.takenOriginId === originId).map(({ amountCents }) => amountCents));
  return standing
    .filter(({ amountCents }) => amountCents > 0)
    .map(({ allocation, amountCents }) => ({ allocation, amountCents: Math.max(0, amountCents - takenFrom(allocation.originId)) }))
    .sort((a, b) => newer(b.allocation, a.allocation));
}

/** By the invoice's version, then the order within the act; rows from before these were kept stand in the order they were entered. */
function newer(a: AllocationState, b: AllocationState): number {
  return a.invoiceVersion - b.invoiceVersion || a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1);
}

/** Part or all of an allocation that comes off its share, with what the invoice says of the share. */
export interface ReleasedPart {
  allocation: AllocationState;
  amountCents: number;
  /** Held for the line it came from, or free (MONEY 8). */
  isEarmarked: boolean;
  on: Omit<AllocationFact, 'allocationId' | 'amountCents'> & { invoiceVersion: number };
}

export type NewAllocation = Omit<AllocationState, 'id' | 'paymentId' | 'originId' | 'postingDate' | 'ordinal'> & { originId?: string };
