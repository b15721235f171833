import { BANK, TILLS, UNDEPOSITED } from './chart.js';
import { credit, debit, type EntryLine } from './entry.js';
import type { DepositFact } from './facts.js';
import { mirrored } from './journal.js';

/** Receipt by receipt: cash Dr 1010 / Cr 1020 out of the till, then everything Dr 1000 / Cr 1010 to the bank. */
export function depositEntries({ locationId, payments }: DepositFact): EntryLine[] {
  return payments.flatMap(({ paymentId, amountCents, isCash }) => [
    ...(isCash ? [debit(locationId, UNDEPOSITED, amountCents, { paymentId }), credit(locationId, TILLS, amountCents, { paymentId })] : []),
    debit(locationId, BANK, amountCents, { paymentId }),
    credit(locationId, UNDEPOSITED, amountCents, { paymentId }),
  ]);
}

/** The same backwards: Dr 1010 / Cr 1000, and cash back into the till. */
export function backFromBankEntries(fact: DepositFact): EntryLine[] {
  return mirrored(depositEntries(fact));
}
