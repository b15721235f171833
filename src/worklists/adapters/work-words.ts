import type { WorkKind } from '../domain/work-item-state.js';

interface Words {
  title: string;
  /** Of its pill. */
  look: 'bad' | 'warn' | 'info';
  symbol: string;
  /** What is done next, as a hint on the item. */
  next: string;
}

export const WORK_WORDS: Readonly<Record<WorkKind, Words>> = {
  denied: { title: 'Denied', look: 'bad', symbol: 'x', next: 'Appeal or send a corrected claim; write off or move it to another party on the invoice if that fails.' },
  'follow-up': { title: 'Follow-up', look: 'warn', symbol: 'flag', next: 'Look at what was marked when the explanation of benefits was posted, then mark it as done.' },
  stale: { title: 'Bill again', look: 'warn', symbol: 'undo', next: 'The earlier payer changed its decision after this one decided. Send the claim again, then mark it as done.' },
  secondary: { title: 'Secondary to bill', look: 'info', symbol: 'arrow', next: 'Send the claim with the earlier payer’s explanation of benefits, then mark it as done.' },
  'no-response': { title: 'No response', look: 'warn', symbol: 'clock', next: 'Ask the payer where the claim is, and log what was said.' },
  suspense: { title: 'Takeback without its claim', look: 'bad', symbol: 'question', next: 'The payer took money back under a reference that leads nowhere here. Ask what it was for, then say where it belongs.' },
  unapplied: { title: 'Unapplied money', look: 'warn', symbol: 'question', next: 'Find the invoice and allocate it, or owe it back to the insurer.' },
  credit: { title: 'Credit balance', look: 'info', symbol: 'wallet', next: 'Use it on what is due, or agree with the patient what becomes of it.' },
  unreconciled: { title: 'Unreconciled', look: 'warn', symbol: 'half', next: 'Compare the deposit with the bank’s statement and tick it off.' },
};

/** Where an item’s own page is. */
export function pageOf({ kind, invoiceId, paymentId, subjectKey, payerId }: { kind: WorkKind; invoiceId: string | null; paymentId: string | null; subjectKey: string; payerId: string | null }): string {
  if (kind === 'unreconciled') return `/deposits/${subjectKey}`;
  if (kind === 'suspense') return `/remittances/suspense/${subjectKey}`;
  if (invoiceId !== null) return `/invoices/${invoiceId}`;
  return paymentId === null ? `/insurers/${payerId ?? ''}/ledger` : `/payments/${paymentId}`;
}
