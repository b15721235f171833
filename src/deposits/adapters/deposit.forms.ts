import { ChoiceField, DateField, IdField, IdsField, VersionField } from '../../platform/form-fields.js';
import { MOST_RECEIPTS } from '../application/deposit-receipts.js';
import { SLIP_GROUPS } from './deposit-words.js';

export class DepositsQuery {
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(['unreconciled', 'reconciled', 'undone'], { label: 'State', optional: true }) state?: string;
  @DateField({ label: 'Deposited from', optional: true }) from?: string;
  @DateField({ label: 'Deposited to', optional: true }) to?: string;
  @IdField({ label: 'Before', optional: true }) before?: string;
}

export class NewDepositQuery {
  @ChoiceField(SLIP_GROUPS.map(({ value }) => value), { label: 'Receipts', optional: true }) group?: string;
}

/** The receipts ticked on a slip, and which of its two buttons was pressed. */
export class TicksForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @ChoiceField(['tick', 'untick'], { label: 'Act' }) act!: 'tick' | 'untick';
  @DateField({ label: 'Bank’s date', optional: true }) bankDate?: string;
  @IdsField({ label: 'Receipts', most: MOST_RECEIPTS, optional: true }) paymentIds?: string[];
}
