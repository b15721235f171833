import { CHARGES, OPENING_BALANCES, receivableOf, TAX_PAYABLE, writeOffAccount } from './chart.js';
import { credit, debit, withoutZeros, type EntryLine } from './entry.js';
import type { AdjustmentFact, ChargeFact, ShareFact, TransferFact } from './facts.js';

/** Dr A/R of every share / Cr charges and tax of every line; an opening balance has no revenue of its own. */
export function chargeEntries(fact: ChargeFact): EntryLine[] {
  const { locationId, invoiceId, patientId } = fact;
  const owed = fact.shares.map((share) =>
    debit(locationId, receivableOf(share.partyKind), share.chargedCents, { ...ofShare(fact, share), itemId: share.lineId }),
  );
  const earned = fact.lines.flatMap((line) => {
    const details = { invoiceId, patientId, itemId: line.lineId };
    return fact.origin === 'opening'
      ? [credit(locationId, OPENING_BALANCES, line.netCents + line.taxCents, details)]
      : [credit(locationId, CHARGES, line.netCents, details), credit(locationId, TAX_PAYABLE, line.taxCents, details)];
  });
  return withoutZeros([...owed, ...earned]);
}

/** Dr the receiving A/R / Cr the giving one: what is owed moves, nothing is earned or lost. */
export function transferEntries(fact: TransferFact): EntryLine[] {
  return withoutZeros(fact.transfers.flatMap((item) => [
    debit(fact.locationId, receivableOf(item.to.partyKind), item.amountCents, { ...ofShare(fact, item.to), itemId: item.transferId, paymentId: fact.paymentId }),
    credit(fact.locationId, receivableOf(item.from.partyKind), item.amountCents, { ...ofShare(fact, item.from), itemId: item.transferId, paymentId: fact.paymentId }),
  ]));
}

/** Dr the account of the write-off's kind (and the tax given back) / Cr A/R of the share; negative amounts run the other way. */
export function adjustmentEntries(fact: AdjustmentFact): EntryLine[] {
  const { locationId, invoiceId, patientId, paymentId } = fact;
  return withoutZeros(fact.adjustments.flatMap((item) => {
    const details = { invoiceId, patientId, paymentId, itemId: item.adjustmentId };
    return [
      debit(locationId, writeOffAccount(item.kind), item.amountCents - item.taxCents, details),
      debit(locationId, TAX_PAYABLE, item.taxCents, details),
      credit(locationId, receivableOf(item.share.partyKind), item.amountCents, { ...ofShare(fact, item.share), paymentId, itemId: item.adjustmentId }),
    ];
  }));
}

function ofShare(fact: { invoiceId: string; patientId: string }, share: ShareFact) {
  return { invoiceId: fact.invoiceId, patientId: fact.patientId, shareId: share.shareId, payerId: share.payerId };
}
