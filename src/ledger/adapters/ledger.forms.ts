import { DateField, IdField, TextField } from '../../platform/form-fields.js';

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
  @TextField({ label: 'Account', most: 4, optional: true }) account?: string;
  @DateField({ label: 'Posted from', optional: true }) from?: string;
  @DateField({ label: 'Posted to', optional: true }) to?: string;
  @IdField({ label: 'Older than', optional: true }) before?: string;
}

export class TrialBalanceQuery {
  @DateField({ label: 'As of', optional: true }) asOf?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
}
