import { ADJUSTMENT_KINDS, type AdjustmentKind } from '../../invoices/index.js';
import { ChoiceField, DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';

/** Any act on an invoice as it is being typed: the preview takes what there is. */
export class EffectForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @ChoiceField(ADJUSTMENT_KINDS, { label: 'Kind', optional: true }) kind?: AdjustmentKind;
  @IdField({ label: 'Party', optional: true }) partyKey?: string;
  @IdField({ label: 'From', optional: true }) fromPartyKey?: string;
  @IdField({ label: 'To', optional: true }) toPartyKey?: string;
  @IdField({ label: 'Line', optional: true }) lineId?: string;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;
  @TextField({ label: 'Reason code', most: 10, optional: true }) reasonCode?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
}

export class ReleaseForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}

export class FreeForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}
