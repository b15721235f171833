import { ChoiceField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import type { HoldingKind } from '../domain/payment-state.js';

/** A visit, a purpose or a line is named where the money is taken or released, not here. */
const NAMES = ['credit', 'to-allocate', 'needs-research'] as const satisfies readonly HoldingKind[];

export class HoldingForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @IdField({ label: 'Owner', optional: true }) ownerId?: string;
  @ChoiceField(NAMES, { label: 'Held for', optional: true }) kind?: (typeof NAMES)[number];
}

export class OweForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;
  @TextField({ label: 'The insurer’s reference', most: 60, optional: true }) reference?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}

export class TakeBackForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}
