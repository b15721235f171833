import { ChoiceField, IdField, TextField } from '../../platform/form-fields.js';
import { HOLDING_KINDS } from '../domain/payment-state.js';
import { AGES } from './ages.js';

const AGE_VALUES = AGES.map(({ value }) => value);

export class UnappliedQuery {
  @ChoiceField(HOLDING_KINDS, { label: 'Held for', optional: true }) kind?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @TextField({ label: 'Owner', most: 40, optional: true }) owner?: string;
  @ChoiceField(AGE_VALUES, { label: 'Age', optional: true }) age?: string;
  @TextField({ label: 'After', most: 60, optional: true }) after?: string;
}

export class AwaitingQuery {
  @IdField({ label: 'Insurer', optional: true }) payer?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(AGE_VALUES, { label: 'Age', optional: true }) age?: string;
  @TextField({ label: 'After', most: 80, optional: true }) after?: string;
}
