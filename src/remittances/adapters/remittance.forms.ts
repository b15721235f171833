import { WAYS_OUT, type WayOut } from '../../payments/index.js';
import { ChoiceField, DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { AddProviderLine } from '../application/add-provider-line.js';

export class DraftsQuery {
  @IdField({ label: 'Before', optional: true }) before?: string;
}

export class NewRemittanceQuery {
  @IdField({ label: 'Insurer', optional: true }) payer?: string;
}

export class FindClaimQuery {
  @TextField({ label: 'Claim', most: 120, optional: true }) q?: string;
}

/** One of the claims found, or what was typed where it leads to one claim. */
export class AddClaimForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdField({ label: 'Claim', optional: true }) invoiceId?: string;
  @TextField({ label: 'Claim', most: 120, optional: true }) q?: string;
}

/** A provider-level row; a recoupment by letter names the claim it is about, and its line where it has several: MS-10001/2. */
export class ProviderRowForm extends AddProviderLine {
  @TextField({ label: 'Claim', most: 120, optional: true }) claim?: string;
}

export class RemoveRowForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @VersionField() version!: number;
}

export class PostForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}

/** Where a takeback belongs: `claim` as typed, `kept` as its account and reference. */
export class SettleSuspenseForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @ChoiceField(WAYS_OUT, { label: 'Where it belongs' }) way!: WayOut;
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  @TextField({ label: 'Claim', most: 120, optional: true }) claim?: string;
  @TextField({ label: 'Kept', most: 80, optional: true }) kept?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
}
