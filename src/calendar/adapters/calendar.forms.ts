import { DateField, IdField, TextField } from '../../platform/form-fields.js';

export class DaysQuery {
  @IdField({ label: 'Location', optional: true }) location?: string;
  /** `2026-11`; the month of today when left out. */
  @TextField({ label: 'Month', most: 7, optional: true }) month?: string;
  /** The day that is about to be closed or opened again. */
  @DateField({ label: 'Day', optional: true }) day?: string;
  /** Months before this one are listed. */
  @TextField({ label: 'Before', most: 7, optional: true }) before?: string;
}
