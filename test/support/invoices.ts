import type { InvoiceHistory, Standing, StandingMoney } from '../../src/invoices/domain/fit-shares.js';
import { Invoice } from '../../src/invoices/domain/invoice.js';
import { InvoiceDraft } from '../../src/invoices/domain/invoice-draft.js';
import type { InvoiceRows, Posting } from '../../src/invoices/domain/invoice-state.js';
import { issueFrom } from '../../src/invoices/domain/issue.js';
import type { CoverageRule } from '../../src/invoices/domain/split.js';

let counter = 0;
export const nextId = (): string => `id-${String((counter += 1)).padStart(5, '0')}`;

export const DAY = '2026-11-20';
export const GUARANTOR = 'guarantor';
export const HARBOR: CoverageRule = {
  partyKind: 'insurer', partyKey: 'cov-harbor', payerId: 'harbor', sequence: 1, repay: 'direct', copayKind: 'none', copayValue: 0, copayWhose: 'patient',
};
export const TAMARACK: CoverageRule = { ...HARBOR, partyKey: 'cov-tamarack', payerId: 'tamarack', sequence: 2 };
export const KESTREL: CoverageRule = { ...HARBOR, partyKind: 'other', partyKey: 'kestrel', payerId: 'kestrel', sequence: 3 };
export const fromHarbor = { partyKind: 'insurer', payerRoot: 'harbor' } as const;
export const fromPatient = { partyKind: 'patient', guarantorId: GUARANTOR } as const;

export function posting(date = DAY): Posting {
  let ordinal = 0;
  return { date, nextId, nextOrdinal: () => (ordinal += 1) };
}

export function rules(coverages: readonly CoverageRule[] = []) {
  return { guarantorId: GUARANTOR, coverages, nextId };
}

export interface NewLine {
  priceCents: number;
  quantity?: number;
  taxBasisPoints?: number;
  serviceDate?: string;
}

export function draftWith(lines: readonly NewLine[], coverages: readonly CoverageRule[] = []): InvoiceDraft {
  const draft = InvoiceDraft.start({ id: nextId(), locationId: 'maple', patientId: 'amelia', startedOn: DAY });
  for (const { priceCents, quantity = 1, taxBasisPoints = 0, serviceDate = DAY } of lines) {
    draft.addLine(nextId(), { serviceId: 'visit', code: 'V1', description: 'Visit', priceCents, taxBasisPoints }, { quantity, serviceDate });
    draft.resplit(rules(coverages));
  }
  return draft;
}

export const SNAPSHOT = {
  locationId: 'maple', number: 'MS-10001', patientId: 'amelia', guarantorId: GUARANTOR, patientName: 'Hartwell, Amelia', guarantorName: 'Hartwell, Jo',
  issuerName: 'Maple Street', issuerAddress: '1 Maple Street', issuerTaxId: '00-0000000', guarantorAddress: '27 Birch Lane', termsDays: 30,
};

export function finalized(draft: InvoiceDraft, date = DAY): Invoice {
  const invoice = issueFrom(draft, SNAPSHOT, date);
  invoice.takeEvents();
  return invoice;
}

export function invoiceWith(lines: readonly NewLine[], coverages: readonly CoverageRule[] = [HARBOR]): Invoice {
  return finalized(draftWith(lines, coverages));
}

/** As the next command would find it: stored rows, the version risen, nothing newly appended. */
export function reloaded(invoice: Invoice): Invoice {
  const { root, lines, shares } = invoice.state();
  return Invoice.from({ root: { ...root, version: root.version + 1 }, lines, shares });
}

export function historyOf(invoice: Invoice): InvoiceHistory {
  const { adjustments, transfers, adjudications } = invoice.state();
  return { adjustments, transfers, adjudications };
}

/** What stands on it: its own rows, and the money its payments have there, newest first. */
export function standing(invoice: Invoice, money: readonly StandingMoney[] = []): Standing {
  return { history: historyOf(invoice), money };
}

export function part(amountCents: number, adjustmentCents = 0, toPatientCents = 0) {
  return { amountCents, adjustmentCents, adjustmentReasonCode: 'CO-45', adjustmentReason: '', toPatientCents, toPatientReasonCode: 'PR-2' };
}

/** Balances only, in line order: what must come back after an act and its undoing. */
export function balances(rows: InvoiceRows) {
  return {
    openCents: rows.root.openCents,
    lines: rows.lines.map(({ id, creditedCents, taxCreditedCents }) => ({ id, creditedCents, taxCreditedCents })),
    shares: rows.shares
      .filter((share) => share.chargedCents + share.paidCents + share.adjustedCents !== 0)
      .map(({ lineId, partyKind, partyKey, chargedCents, paidCents, adjustedCents }) => ({ lineId, partyKind, partyKey, chargedCents, paidCents, adjustedCents })),
  };
}

export function openOf(invoice: Invoice, partyKey: string): number {
  return invoice.shares.filter((share) => share.partyKey === partyKey).reduce((sum, share) => sum + share.chargedCents - share.paidCents - share.adjustedCents, 0);
}
