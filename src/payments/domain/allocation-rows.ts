import type { AllocationFact } from './events.js';
import { earmarkFor, freeOf, holdIn } from './holdings.js';
import type { AppliedRow, PaymentRows, Posting } from './payment-state.js';
import * as refuse from './refusals.js';
import type { NewAllocation, ReleasedPart } from './standing-money.js';

/** A first allocation is its own origin; any later one of the same money carries it on. */
export function appendAllocation({ root, allocations }: PaymentRows, row: NewAllocation, posting: Posting): string {
  const id = posting.nextId();
  const { originId = id } = row;
  allocations.push({ ...row, id, paymentId: root.id, originId, postingDate: posting.date, ordinal: posting.nextOrdinal() });
  return id;
}

export function enterAllocations(rows: PaymentRows, applied: readonly AppliedRow[], posting: Posting): AllocationFact[] {
  return applied.flatMap(({ invoiceId, patientId, locationId, invoiceVersion, shares }) =>
    shares.map(({ shareId, lineId, partyKind, payerId, guarantorId, amountCents, takenOriginId = null }) => {
      const id = appendAllocation(rows, { invoiceId, lineId, shareId, amountCents, takenOriginId, invoiceVersion, reversesId: null }, posting);
      return { allocationId: id, share: { shareId, partyKind, payerId, guarantorId }, invoiceId, patientId, locationId, amountCents };
    }),
  );
}

/** The row is reversed whole, what stays of it is allocated again with the same origin (MONEY 7, 8). */
export function releaseAllocation(rows: PaymentRows, { allocation, amountCents, isEarmarked, on }: ReleasedPart, posting: Posting): AllocationFact[] {
  const { root } = rows;
  if (amountCents <= 0 || amountCents > allocation.amountCents) throw new refuse.ReleasedAboveStanding(root.number, allocation.amountCents);
  root.allocatedCents -= amountCents;
  root.unappliedCents += amountCents;
  holdIn(rows, isEarmarked ? earmarkFor(allocation.lineId) : freeOf(root.kind), amountCents, posting);
  const { invoiceVersion, ...fact } = on;
  const reversal = appendAllocation(rows, { ...allocation, amountCents: -allocation.amountCents, reversesId: allocation.id, invoiceVersion }, posting);
  const reversed = { ...fact, allocationId: reversal, amountCents: -allocation.amountCents };
  const restCents = allocation.amountCents - amountCents;
  if (restCents === 0) return [reversed];
  const rest = appendAllocation(rows, { ...allocation, amountCents: restCents, invoiceVersion }, posting);
  return [reversed, { ...fact, allocationId: rest, amountCents: restCents }];
}
