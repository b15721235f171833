import { AddCoverage } from '../../src/patients/index.js';
import { type LineCode, type ProviderRow, RecordRemittance, type RemittedLine } from '../../src/payments/index.js';
import { sql } from '../../src/platform/database/sql.js';
import type { ReleaseClinic } from './release-clinic.js';

/** What an EOB says of a line, in cents. */
export interface Said {
  paid?: number;
  co?: number;
  pr?: number;
  denied?: number;
  /** OA-23. */
  prior?: number;
  takeback?: number;
  followUp?: string;
}

const code = (group: LineCode['group'], reason: string, treatment: LineCode['treatment'], amountCents = 0): LineCode[] =>
  amountCents === 0 ? [] : [{ group, reason, treatment, amountCents }];

export function remitted(invoiceId: string, lineId: string, { paid = 0, co, pr, denied, prior, takeback = 0, followUp = '' }: Said): RemittedLine {
  const codes = [...code('CO', '45', 'contractual', co), ...code('PR', '2', 'responsibility', pr), ...code('CO', '50', 'denied', denied), ...code('OA', '23', 'prior', prior)];
  const isDecided = paid !== 0 || codes.length > 0;
  return { invoiceId, lineId, takebackCents: takeback, decision: isDecided ? { allowedCents: null, paidCents: paid, codes, remarks: [] } : null, claimNumber: 'ICN1', followUp };
}

/** A clinic whose insurers send explanations of benefits. */
export class EobDesk {
  constructor(readonly books: ReleaseClinic) {}

  /** A patient covered by Harborlight, and by Blue River second. */
  async covered({ second = false } = {}): Promise<string> {
    const { clinic } = this.books;
    const patientId = await clinic.patient();
    const cover = (payerId: string, sequence: number) => clinic.system(new AddCoverage({ patientId, payerId, sequence, memberId: `XK${sequence}`, validFrom: '2020-01-01' }));
    await cover(clinic.harbor, 1);
    if (second) await cover(clinic.blueRiver, 2);
    return patientId;
  }

  /** A finalized invoice of one line, with the insurer's estimate. */
  async claim(chargeCents: number, estimateCents: number, patientId: string, locationId = this.books.clinic.maple): Promise<{ invoiceId: string; lineId: string }> {
    const { invoiceId } = await this.books.clinic.invoice([[chargeCents, estimateCents]], { patientId, locationId });
    return { invoiceId, lineId: await this.books.lineOf(invoiceId) };
  }

  async post(payerId: string, amountCents: number, lines: readonly RemittedLine[], rows: readonly ProviderRow[] = [], extra: Partial<RecordRemittance> = {}): Promise<string> {
    const { paymentId } = await this.books.do<{ paymentId: string }>(
      new RecordRemittance({ ...this.books.at, payerId, method: 'insurance-eft', amountCents, lines: [...lines], providerRows: [...rows], remainderKind: 'to-allocate', ...extra }),
    );
    return paymentId;
  }

  harbor(amountCents: number, lines: readonly RemittedLine[], rows: readonly ProviderRow[] = [], extra: Partial<RecordRemittance> = {}): Promise<string> {
    return this.post(this.books.clinic.harbor, amountCents, lines, rows, extra);
  }

  blueRiver(amountCents: number, lines: readonly RemittedLine[], rows: readonly ProviderRow[] = []): Promise<string> {
    return this.post(this.books.clinic.blueRiver, amountCents, lines, rows);
  }

  /** Party → `[charged, paid, adjusted]` of an invoice's shares that were ever charged something. */
  async shares(invoiceId: string): Promise<Record<string, number[]>> {
    const { clinic } = this.books;
    const rows = await clinic.reader.all<{ kind: string; payerId: string | null; charged: number; paid: number; adjusted: number }>(sql`
      SELECT party_kind AS kind, payer_id AS payerId, SUM(charged_cents) AS charged, SUM(paid_cents) AS paid, SUM(adjusted_cents) AS adjusted FROM shares WHERE invoice_id = ${invoiceId} GROUP BY party_kind, payer_id`);
    const name = ({ kind, payerId }: (typeof rows)[number]): string => (payerId === clinic.harbor ? 'harbor' : payerId === clinic.blueRiver ? 'blueRiver' : kind);
    return Object.fromEntries(rows.map((row) => [name(row), [row.charged, row.paid, row.adjusted]]));
  }

  async terms(paymentId: string): Promise<Record<string, number>> {
    const row = await this.books.clinic.reader.one<Record<string, number>>(sql`
      SELECT amount_cents AS amount, allocated_cents AS allocated, parts_cents AS parts, unapplied_cents AS unapplied, owed_cents AS owed, recouped_cents AS recouped FROM payments WHERE id = ${paymentId}`);
    return Object.fromEntries(Object.entries(row!).filter(([, cents]) => cents !== 0));
  }
}
