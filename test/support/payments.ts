import { Payment } from '../../src/payments/domain/payment.js';
import type { AppliedRow, HoldingKind, PaidShare, Posting, ReceivedPayment } from '../../src/payments/domain/payment-state.js';
import type { PaymentRow, Receipt } from '../../src/payments/domain/receipt.js';

export const DAY = '2026-11-25';

let nth = 0;
export const nextId = (): string => `id-${(nth += 1)}`;

export function postingOn(date: string): Posting {
  let ordinal = 0;
  return { date, nextId, nextOrdinal: () => (ordinal += 1) };
}

/** As if every invoice were at its second act. */
export const versionOf = (): number => 2;

export function row(invoiceId: string, amountCents: number, adjustmentCents = 0, toPatientCents = 0): PaymentRow {
  return {
    invoiceId, amountCents, adjustmentCents, toPatientCents,
    adjustmentReasonCode: adjustmentCents > 0 ? 'CO-45' : '', adjustmentReason: '', toPatientReasonCode: toPatientCents > 0 ? 'PR-2' : '',
  };
}

export function receipt(over: Partial<Receipt> = {}): Receipt {
  return { kind: 'insurer', method: over.kind && over.kind !== 'insurer' ? 'check' : 'insurance-eft', amountCents: 10_000, rows: [], remainderKind: undefined, ...over };
}

export function appliedTo(invoiceId: string, amountCents: number, over: Partial<PaidShare> = {}): AppliedRow {
  const share = { shareId: `${invoiceId}-share`, lineId: `${invoiceId}-line`, partyKind: 'insurer' as const, payerId: 'harbor', guarantorId: null, serviceDate: DAY, amountCents };
  return { invoiceId, patientId: 'amelia', locationId: 'maple', invoiceVersion: 2, shares: [{ ...share, ...over }] };
}

export function insurerPayment(amountCents: number, applied: readonly AppliedRow[], remainder?: HoldingKind, over: Partial<ReceivedPayment> = {}): Payment {
  const received: ReceivedPayment = {
    id: nextId(), locationId: 'maple', number: 20_001, kind: 'insurer', payerId: 'harbor', guarantorId: null, partyRoot: 'harbor', method: 'insurance-eft', liesIn: 'funds',
    amountCents, reference: 'EFT 8004', referenceKey: 'EFT8004', duplicateOrdinal: 0, duplicateReason: null, paymentDate: DAY, depositDate: null,
    claimNumber: '', notes: '', postedBy: 'dana', tenderGroupId: null, purpose: '', ...over,
  };
  return Payment.record(received, applied, remainder && { kind: remainder, reference: '' }, postingOn(DAY));
}

/** As the next command would find it. */
export function reloaded(payment: Payment): Payment {
  const { root, holdings } = payment.state();
  return Payment.from({ root: { ...root, version: root.version + 1 }, holdings });
}
