import { ChoiceField, DateField, IdField, TextField } from '../../platform/form-fields.js';
import { LEDGER_DATES, LEDGER_KINDS, type LedgerFilter, type LedgerKind } from './ledger-filter.js';

/** How the ledger of a patient is narrowed, as its address says it. */
export class LedgerQuery implements LedgerFilter {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'To', optional: true }) to?: string;
  @ChoiceField(LEDGER_DATES, { label: 'Which date', optional: true }) dates?: 'posting' | 'service';
  @ChoiceField(LEDGER_KINDS, { label: 'Kind of entry', optional: true }) kind?: LedgerKind;
  @IdField({ label: 'Party', optional: true, or: 'patient' }) party?: string;
  @TextField({ label: 'Invoice', most: 30, optional: true }) invoice?: string;
  @TextField({ label: 'Text', most: 60, optional: true }) text?: string;
  @DateField({ label: 'As of', optional: true }) asOf?: string;
  @TextField({ label: 'Cursor', most: 80, optional: true }) before?: string;
}

export const KIND_CHOICES: { value: LedgerKind; label: string }[] = [
  { value: 'charge', label: 'Charges' }, { value: 'insurance-payment', label: 'Insurance payments' }, { value: 'patient-payment', label: 'Patient payments' },
  { value: 'other-payment', label: 'Other payers’ payments' }, { value: 'adjustment', label: 'Adjustments' }, { value: 'transfer', label: 'Transfers between parties' },
  { value: 'credit', label: 'Credits held and used' }, { value: 'reversal', label: 'Reversals' },
];

export function filterOf({ from, to, dates, kind, party, invoice, text, asOf }: LedgerQuery): LedgerFilter {
  return { from, to, dates, kind, party, invoice, text, asOf };
}

/** The filter as it stands in the address of a page, an export or the next page. */
export function addressOf(filter: LedgerFilter): string {
  return new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
}
