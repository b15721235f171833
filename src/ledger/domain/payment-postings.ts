import { sumCents } from '../../shared/money.js';
import { CLEARING, DUE_FROM_LOCATIONS, DUE_TO_LOCATIONS, receivableOf, TILLS, UNAPPLIED_INSURANCE, UNAPPLIED_PATIENT, OWED_TO_PAYER, UNDEPOSITED, type PartyKind } from './chart.js';
import { credit, debit, withoutZeros, type EntryLine } from './entry.js';
import type { AllocationFact, AllocationItem, OwedFact, ReceiptFact } from './facts.js';

/**
 * An insurer's money: Dr 1010 / Cr 2120, its parts Dr 2120 / Cr A/R, the remainder Dr 2120 / Cr 2100.
 * Anybody else's: Dr 1010 (1020 where it lies in the till) / Cr 2110, then Dr 2110 / Cr A/R for what is allocated at once.
 */
export function receiptEntries(fact: ReceiptFact): EntryLine[] {
  const money = fact.isCash ? TILLS : UNDEPOSITED;
  const clearing = fact.kind === 'insurer' ? CLEARING : UNAPPLIED_PATIENT;
  const owner = ofPayment(fact);
  const received = [
    debit(fact.locationId, money, fact.amountCents, { paymentId: fact.paymentId, payerId: fact.payerId }),
    credit(fact.locationId, clearing, fact.amountCents, owner),
  ];
  const remainder = fact.kind === 'insurer'
    ? [debit(fact.locationId, CLEARING, fact.unappliedCents, owner), credit(fact.locationId, UNAPPLIED_INSURANCE, fact.unappliedCents, owner)]
    : [];
  return withoutZeros([...received, ...paidTo(fact, clearing), ...partEntries(fact, clearing), ...remainder]);
}

/** Money received earlier is used: Dr 2100 or 2110 of the payment it came from / Cr A/R. */
export function allocationEntries(fact: AllocationFact): EntryLine[] {
  const source = unappliedOf(fact.kind);
  return withoutZeros([...paidTo(fact, source), ...partEntries(fact, source)]);
}

/** Money came off shares: what was reversed Dr A/R / Cr 2100 or 2110, what of it stays the other way, each for itself. */
export function releaseEntries(fact: AllocationFact): EntryLine[] {
  const source = unappliedOf(fact.kind);
  const [reversed, rest] = [fact.allocations.filter((part) => part.amountCents < 0), fact.allocations.filter((part) => part.amountCents > 0)];
  return withoutZeros([...paidTo({ ...fact, allocations: reversed }, source), ...paidTo({ ...fact, allocations: rest }, source)]);
}

/** An insurer's unapplied money that is owed back to it: Dr 2100 / Cr 2150, both of its payment. */
export function owedEntries({ locationId, amountCents, paymentId, payerId, moveId }: OwedFact): EntryLine[] {
  const details = { paymentId, payerId, itemId: moveId };
  return [debit(locationId, UNAPPLIED_INSURANCE, amountCents, details), credit(locationId, OWED_TO_PAYER, amountCents, details)];
}

export function unappliedOf(kind: PartyKind): string {
  return kind === 'insurer' ? UNAPPLIED_INSURANCE : UNAPPLIED_PATIENT;
}

function paidTo(fact: AllocationFact, source: string): EntryLine[] {
  return byInvoice(fact.allocations).flatMap((parts) => [
    debit(fact.locationId, source, sumCents(parts.map((part) => part.amountCents)), { ...ofPayment(fact), invoiceId: parts[0]!.invoiceId }),
    ...parts.flatMap((part) => [
      ...dueBetween(fact, part),
      credit(part.locationId, receivableOf(part.share.partyKind), part.amountCents, {
        paymentId: fact.paymentId,
        invoiceId: part.invoiceId,
        patientId: part.patientId,
        shareId: part.share.shareId,
        payerId: part.share.payerId,
        itemId: part.allocationId,
      }),
    ]),
  ]);
}

/** Provider-level parts: Dr the money / Cr their account, the other way where they lower the check; taken from an earlier payment, that one's balance. */
function partEntries(fact: AllocationFact, source: string): EntryLine[] {
  return (fact.parts ?? []).flatMap(({ accountCode, amountCents, moveId, ofPaymentId }) => [
    debit(fact.locationId, source, amountCents, { ...ofPayment(fact), itemId: moveId }),
    credit(fact.locationId, accountCode, amountCents, { paymentId: ofPaymentId ?? fact.paymentId, payerId: fact.payerId, itemId: moveId }),
  ]);
}

/** Money received at one location for a share of another: the first owes it, Cr 2800 there, and the other has it to come, Dr 1800 (MONEY 23). */
function dueBetween({ locationId, paymentId }: AllocationFact, part: AllocationItem): EntryLine[] {
  if (part.locationId === locationId) return [];
  const details = { paymentId, invoiceId: part.invoiceId, itemId: part.allocationId };
  return [
    credit(locationId, DUE_TO_LOCATIONS, part.amountCents, { ...details, counterLocationId: part.locationId }),
    debit(part.locationId, DUE_FROM_LOCATIONS, part.amountCents, { ...details, counterLocationId: locationId }),
  ];
}

function byInvoice(allocations: readonly AllocationItem[]): AllocationItem[][] {
  const groups = new Map<string, AllocationItem[]>();
  for (const part of allocations) {
    const group = groups.get(part.invoiceId);
    if (group) group.push(part);
    else groups.set(part.invoiceId, [part]);
  }
  return [...groups.values()];
}

/** Unapplied money belongs to whoever paid: the payer, or the guarantor on whose ledger it stands. */
function ofPayment(fact: AllocationFact) {
  return { paymentId: fact.paymentId, payerId: fact.payerId, patientId: fact.kind === 'patient' ? fact.guarantorId : null };
}
