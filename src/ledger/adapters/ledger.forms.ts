import { ChoiceField, DateField, IdField, MoneyField, TextField } from '../../platform/form-fields.js';
import { AGED_BY, BUCKETS, type AgedBy } from '../domain/aging.js';
import { CAUSE_GROUPS, CAUSES, MOVEMENTS } from '../domain/causes.js';

export class ExplainQuery {
  @IdField({ label: 'Journal', optional: true }) journal?: string;
  /** An invoice, or `none` for what belongs to no invoice: unapplied money. */
  @IdField({ label: 'Invoice', or: 'none', optional: true }) invoice?: string;
  @IdField({ label: 'Patient', optional: true }) patient?: string;
  @IdField({ label: 'Payment', optional: true }) payment?: string;
  @IdField({ label: 'Share', optional: true }) share?: string;
}

export class JournalsQuery {
  @IdField({ label: 'Location', optional: true }) location?: string;
  @TextField({ label: 'Account', most: 12, optional: true }) account?: string;
  @ChoiceField(['debit', 'credit'], { label: 'Side', optional: true }) side?: 'debit' | 'credit';
  @ChoiceField(Object.keys(MOVEMENTS), { label: 'Movement', optional: true }) movement?: string;
  @ChoiceField([...Object.keys(CAUSE_GROUPS), ...Object.keys(CAUSES)], { label: 'What happened', optional: true }) cause?: string;
  @ChoiceField(['insurer', 'patient', 'other'], { label: 'Paid by', optional: true }) paidBy?: 'insurer' | 'patient' | 'other';
  @IdField({ label: 'Payer', optional: true }) payer?: string;
  @DateField({ label: 'Posted from', optional: true }) from?: string;
  @DateField({ label: 'Posted to', optional: true }) to?: string;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;
  @TextField({ label: 'Entered by', most: 120, optional: true }) who?: string;
  @TextField({ label: 'Patient', most: 40, optional: true }) patient?: string;
  @TextField({ label: 'Payment', most: 40, optional: true }) payment?: string;
  @TextField({ label: 'Invoice', most: 40, optional: true }) invoice?: string;
  @TextField({ label: 'Journal', most: 40, optional: true }) number?: string;
  @IdField({ label: 'Older than', optional: true }) before?: string;
}

export class TrialBalanceQuery {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'As of', optional: true }) asOf?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
}

export class RollForwardQuery {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'To', optional: true }) to?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
}

export class ReceivablesQuery {
  @DateField({ label: 'As of', optional: true }) asOf?: string;
  @ChoiceField(Object.keys(AGED_BY), { label: 'Aged by', optional: true }) by?: AgedBy;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(['insurer', 'patient', 'other'], { label: 'Who owes', optional: true }) kind?: 'insurer' | 'patient' | 'other';
  @IdField({ label: 'Payer or guarantor', optional: true }) party?: string;
  @ChoiceField(BUCKETS, { label: 'Age', optional: true }) bucket?: string;
  @TextField({ label: 'After', most: 44, optional: true }) after?: string;
}
