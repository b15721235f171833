import { ChoiceField, ChoicesField, FlagField, TextField, WholeField } from '../../platform/form-fields.js';
import { ACTS, PAYERS, SLIPS } from '../domain/choice-state.js';

const MOST_POSITION = 9_999;

/** What may be typed for a payment method or a reason. */
export abstract class ChoiceFields {
  @TextField({ label: 'Name', most: 60 }) name!: string;
  @WholeField({ label: 'Order', most: MOST_POSITION }) position!: number;
  @ChoicesField([...Object.keys(PAYERS), ...Object.keys(ACTS)], { label: 'For', optional: true }) serves!: string[];
  @FlagField() needsNumber?: boolean;
  @ChoiceField(Object.keys(SLIPS), { label: 'On the slip', optional: true }) slip?: string;
  @FlagField() onSlip?: boolean;
}
