import { ChoiceField, DateField, IdField, TextField } from '../../platform/form-fields.js';

export class ActsQuery {
  @TextField({ label: 'Who', most: 120, optional: true }) who?: string;
  @TextField({ label: 'What was done', most: 80, optional: true }) command?: string;
  @TextField({ label: 'Kind of record', most: 40, optional: true }) type?: string;
  @TextField({ label: 'Record', most: 60, optional: true }) record?: string;
  @ChoiceField(['done', 'refused'], { label: 'Outcome', optional: true }) outcome?: string;
  @IdField({ label: 'Where', optional: true }) location?: string;
  @DateField({ label: 'Entered from', optional: true }) from?: string;
  @DateField({ label: 'Entered to', optional: true }) to?: string;
  @IdField({ label: 'Older than', optional: true }) before?: string;
}

export class HistoryQuery {
  @TextField({ label: 'Kind of record', most: 40 }) type!: string;
  @IdField({ label: 'Record' }) id!: string;
}
