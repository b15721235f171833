import { ChoiceField, DateField, IdField, TextField } from '../../platform/form-fields.js';

export const LIST_STATES = ['open', 'pending', 'partly-paid', 'settled', 'voided', 'draft', 'reviewed', 'all'] as const;

/** The filters of the list of invoices; each works alone and together with the others. */
export class InvoiceListQuery {
  @ChoiceField(LIST_STATES, { label: 'State', optional: true }) state?: (typeof LIST_STATES)[number];
  /** Blank: the current location; `all`: every granted one. */
  @IdField({ label: 'Location', or: 'all', optional: true }) location?: string;
  @TextField({ label: 'Number', most: 30, optional: true }) number?: string;
  @DateField({ label: 'Posted from', optional: true }) from?: string;
  @DateField({ label: 'Posted to', optional: true }) to?: string;
  @DateField({ label: 'Served from', optional: true }) serviceFrom?: string;
  @DateField({ label: 'Served to', optional: true }) serviceTo?: string;
  @TextField({ label: 'Patient', most: 80, optional: true }) patient?: string;
  @IdField({ label: 'Payer', optional: true }) payerId?: string;
  @ChoiceField(['overdue', 'upcoming'], { label: 'Due', optional: true }) due?: 'overdue' | 'upcoming';
  @ChoiceField(['insurer', 'other', 'patient'], { label: 'Owed by', optional: true }) owedBy?: 'insurer' | 'other' | 'patient';
  @IdField({ label: 'Page', optional: true }) before?: string;
}

export class NewDraftQuery {
  @IdField({ label: 'Patient', optional: true }) patient?: string;
}
