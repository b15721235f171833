import { ChoiceField, DateField, IdField, TextField } from '../../platform/form-fields.js';
import { CHANNELS } from '../domain/communication-state.js';

/** What was said, and who looks at it again. */
export abstract class ContactLogFields {
  @DateField({ label: 'Date' }) happenedOn!: string;
  @ChoiceField(CHANNELS, { label: 'Channel' }) channel!: string;
  @TextField({ label: 'Spoke to', most: 120, optional: true }) spokeTo?: string;
  @TextField({ label: 'What was said', most: 2000 }) body!: string;
  @DateField({ label: 'Next date', optional: true }) nextOn?: string;
  /** Whoever logs it when left out. */
  @IdField({ label: 'Owner', optional: true }) ownerId?: string;
}
