import { DateField, IdField, MoneyField, PercentField, TextField, WholeField } from '../../platform/form-fields.js';
import type { LineTerms } from '../domain/line-terms.js';

/** What a form says about a line of a draft; what it leaves empty is not there. */
export class DraftLineTerms {
  @WholeField({ label: 'Quantity', least: 1, most: 9_999 }) quantity!: number;
  @DateField({ label: 'Service date' }) serviceDate!: string;
  @IdField({ label: 'Provider', optional: true }) providerId?: string;
  @TextField({ label: 'Diagnoses', most: 20, optional: true }) pointers?: string;
  /** Empty: the price list's. */
  @MoneyField({ label: 'Price', optional: true }) unitPriceCents?: number;
  @TextField({ label: 'Reason of the price', most: 200, optional: true }) priceReason?: string;
  @PercentField({ label: 'Discount in percent', optional: true }) discountBasisPoints?: number;
  @MoneyField({ label: 'Discount', optional: true }) discountCents?: number;
  @TextField({ label: 'Reason of the discount', most: 200, optional: true }) discountReason?: string;
}

export function termsOf(form: DraftLineTerms): LineTerms {
  const { quantity, serviceDate, providerId, pointers, unitPriceCents, priceReason, discountBasisPoints, discountCents, discountReason } = form;
  return { quantity, serviceDate, providerId, pointers, unitPriceCents, priceReason, discountBasisPoints, discountCents, discountReason };
}
