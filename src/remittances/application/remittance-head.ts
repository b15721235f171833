import { ChoiceField, DateField, IdField, MoneyField, TextField } from '../../platform/form-fields.js';
import { type RemainderKind, REMAINDERS, type RemittanceHead } from '../domain/remittance-state.js';

/** The head of a remittance as a form types it. */
export abstract class RemittanceHeadFields {
  @IdField({ label: 'Insurer' }) payerId!: string;
  @TextField({ label: 'Method', most: 20 }) method!: string;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;
  @TextField({ label: 'Check or EFT no.', most: 60, optional: true }) reference?: string;
  @DateField({ label: 'Payment date', optional: true }) paymentDate?: string;
  @DateField({ label: 'Deposit date', optional: true }) depositDate?: string;
  @TextField({ label: 'Claim no.', most: 120, optional: true }) claimNumber?: string;
  @TextField({ label: 'Notes', most: 1000, optional: true }) notes?: string;
  @ChoiceField(REMAINDERS, { label: 'If money is left', optional: true }) remainderKind?: RemainderKind;
  @TextField({ label: 'Their reference', most: 60, optional: true }) owedReference?: string;
  @TextField({ label: 'Reason if it looks recorded', most: 500, optional: true }) duplicateReason?: string;
}

export function headOf(typed: RemittanceHeadFields): RemittanceHead {
  const { payerId, method, amountCents = 0, reference = '', paymentDate = null, depositDate = null, claimNumber = '', notes = '', remainderKind = '', owedReference = '', duplicateReason = '' } = typed;
  return { payerId, method, amountCents, reference, paymentDate, depositDate, claimNumber, notes, remainderKind, owedReference, duplicateReason };
}
