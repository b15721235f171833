import { IdField } from '../../platform/form-fields.js';

export class PairQuery {
  @IdField({ label: 'From' }) from!: string;
  @IdField({ label: 'To' }) to!: string;
  @IdField({ label: 'Before', optional: true }) before?: string;
}
