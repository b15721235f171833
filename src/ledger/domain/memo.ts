/** Journal memos: what happened, in words a clerk would use. */
export const paymentName = (number: number | string): string => `PAY-${number}`;
export const journalName = (number: number | string): string => `J-${number}`;

export function chargeMemo(fact: { number: string; origin: string }): string {
  return fact.origin === 'opening' ? `Opening balance of invoice ${fact.number}` : `Charges of invoice ${fact.number}`;
}

export function transferMemo(number: string, count: number): string {
  return `${count === 1 ? 'Amount' : `${count} amounts`} moved to another party on invoice ${number}`;
}

export function insuranceMemo(number: string): string {
  return `Insurance applied on invoice ${number}`;
}

const KIND_NAMES: Record<string, string> = {
  contractual: 'Contractual adjustment',
  courtesy: 'Courtesy write-off',
  'small-balance': 'Small balance write-off',
  'timely-filing': 'Timely filing write-off',
  denial: 'Denial written off',
  charity: 'Charity write-off',
  'admin-error': 'Administrative write-off',
  'bad-debt': 'Bad debt write-off',
};

export function adjustmentName(kind: string): string {
  return KIND_NAMES[kind] ?? 'Adjustment';
}

export function adjustmentMemo(number: string, kinds: readonly string[]): string {
  const names = [...new Set(kinds)].map(adjustmentName);
  return `${names.join(', ')} on invoice ${number}`;
}

const PAYERS: Record<string, string> = { insurer: 'Insurance payment', patient: 'Patient payment', other: 'Other payer’s payment' };

export function receiptMemo(fact: { number: number | string; kind: string; allocations: readonly { invoiceId: string }[] }): string {
  return `${PAYERS[fact.kind] ?? 'Payment'} ${paymentName(fact.number)} received${onInvoices(fact.allocations)}`;
}

export function allocationMemo(fact: { number: number | string; allocations: readonly { invoiceId: string }[] }): string {
  return `Unapplied money of ${paymentName(fact.number)} used${onInvoices(fact.allocations)}`;
}

export function releaseMemo(fact: { number: number | string; allocations: readonly { invoiceId: string }[] }): string {
  const count = new Set(fact.allocations.map((part) => part.invoiceId)).size;
  return `Money of ${paymentName(fact.number)} released from ${count === 1 ? 'an invoice' : `${count} invoices`}`;
}

/** In the books of a location whose invoices were paid by money received elsewhere, or no longer are. */
export function elsewhereMemo(number: number | string, cause: string): string {
  return `Money of ${paymentName(number)}, received at another location, ${cause === 'payment-released' ? 'released' : 'applied here'}`;
}

export function owedMemo({ number, reference }: { number: number | string; reference: string }): string {
  return `Money of ${paymentName(number)} named as owed to the insurer${reference === '' ? '' : `, ${reference}`}`;
}

function onInvoices(allocations: readonly { invoiceId: string }[]): string {
  const count = new Set(allocations.map((part) => part.invoiceId)).size;
  if (count === 0) return '';
  return count === 1 ? ', applied to 1 invoice' : `, applied to ${count} invoices`;
}

export function depositMemo({ slipNumber, payments }: { slipNumber: number; payments: readonly unknown[] }): string {
  return `Deposit slip ${slipNumber}, ${payments.length === 1 ? '1 receipt' : `${payments.length} receipts`} taken to the bank`;
}

export function settlementMemo(reference: string): string {
  return `Settled between locations${reference === '' ? '' : `, ${reference}`}`;
}

export function undoneDepositMemo(slipNumber: number, reason: string): string {
  return clipped(`Deposit slip ${slipNumber} undone. ${reason}`);
}

export function returnedMemo(slipNumber: number, reason: string): string {
  return clipped(`Money of deposit slip ${slipNumber} returned by the bank. ${reason}`);
}

/** Undoes what is left of journals that were partly undone before. */
export function remainderMemo(cause: string, reason: string): string {
  return clipped(`${cause}: what still stood of it. ${reason}`);
}

/** `reason` may be long; the memo keeps what fits its column. */
export function mirrorMemo(cause: string, journalNumber: number, reason: string): string {
  return clipped(`${cause}: reverses ${journalName(journalNumber)}. ${reason}`);
}

function clipped(text: string): string {
  const memo = text.trim();
  return memo.length <= 300 ? memo : `${memo.slice(0, 299)}…`;
}

export function reversalMemo(what: string, journalNumber: number | undefined): string {
  return journalNumber === undefined ? `Reversal: ${what}` : `Reversal of ${journalName(journalNumber)}: ${what}`;
}
