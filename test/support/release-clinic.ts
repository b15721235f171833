import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, ReviewDraft, StartInvoiceDraft } from '../../src/invoices/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment } from '../../src/payments/index.js';
import { AddService } from '../../src/services/index.js';
import type { Config } from '../../src/platform/config.js';
import { sql } from '../../src/platform/database/sql.js';
import { PaymentClinic } from './payment-clinic.js';
import { row } from './payments.js';

/** A clinic in which money stands on invoices, with what the books say of it account by account. */
export class ReleaseClinic {
  private constructor(readonly clinic: PaymentClinic) {}

  static async open(config: Config, extra: { imports?: object[] } = {}): Promise<ReleaseClinic> {
    return new ReleaseClinic(await PaymentClinic.open(config, extra));
  }

  get at() {
    return { locationId: this.clinic.maple };
  }

  do<T = unknown>(command: object): Promise<T> {
    return this.clinic.system<T>(command);
  }

  async patientPays(invoiceId: string, amountCents: number, extraCents = 0, guarantorId = this.clinic.amelia): Promise<string> {
    const { paymentId } = await this.do<{ paymentId: string }>(
      new RecordPatientPayment({
        ...this.at, guarantorId, method: 'check', amountCents: amountCents + extraCents, rows: amountCents > 0 ? [row(invoiceId, amountCents)] : [], remainderKind: 'credit',
      }),
    );
    return paymentId;
  }

  async harborPays(invoiceId: string, amountCents: number, adjustmentCents = 0, toPatientCents = 0, extraCents = 0): Promise<string> {
    const { paymentId } = await this.do<{ paymentId: string }>(
      new RecordInsurancePayment({
        ...this.at, payerId: this.clinic.harbor, method: 'insurance-eft', amountCents: amountCents + extraCents,
        rows: [row(invoiceId, amountCents, adjustmentCents, toPatientCents)], remainderKind: 'to-allocate',
      }),
    );
    return paymentId;
  }

  async kestrelPays(invoiceId: string, amountCents: number): Promise<string> {
    const { paymentId } = await this.do<{ paymentId: string }>(
      new RecordOtherPayerPayment({ ...this.at, payerId: this.clinic.kestrel, method: 'check', amountCents, rows: [row(invoiceId, amountCents)] }),
    );
    return paymentId;
  }

  /** What the journals of the acts since `mark` did, account by account; accounts that come out even are left out. */
  async booked(since: number): Promise<Record<string, number>> {
    const rows = await this.clinic.reader.all<{ account: string; cents: number }>(
      sql`SELECT e.account_code AS account, SUM(e.amount_cents) AS cents FROM entries e JOIN journals j ON j.id = e.journal_id WHERE j.number > ${since} GROUP BY e.account_code HAVING SUM(e.amount_cents) <> 0`,
    );
    return Object.fromEntries(rows.map(({ account, cents }) => [account, cents]));
  }

  async mark(): Promise<number> {
    return (await this.clinic.reader.one<{ n: number | null }>(sql`SELECT MAX(number) AS n FROM journals`))!.n ?? 0;
  }

  /** `[kind, amount, for which line]`, as the payment holds it. */
  async holdings(paymentId: string): Promise<[string, number, string][]> {
    const rows = await this.clinic.reader.all<{ kind: string; cents: number; reference: string }>(
      sql`SELECT kind AS kind, amount_cents AS cents, reference AS reference FROM payment_holdings WHERE payment_id = ${paymentId} ORDER BY kind, reference`,
    );
    return rows.map(({ kind, cents, reference }) => [kind, cents, reference]);
  }

  /** `[amount, is a reversal, shares its origin with the first]` of every row, oldest first. */
  async allocations(paymentId: string): Promise<[number, boolean, boolean][]> {
    const rows = await this.clinic.reader.all<{ cents: number; reversesId: string | null; originId: string }>(
      sql`SELECT amount_cents AS cents, reverses_id AS reversesId, origin_id AS originId FROM allocations WHERE payment_id = ${paymentId} ORDER BY id`,
    );
    return rows.map(({ cents, reversesId, originId }) => [cents, reversesId !== null, originId === rows[0]!.originId]);
  }

  /** The allocation that stands, of a payment with one. */
  async allocationOf(paymentId: string): Promise<string> {
    return (await this.clinic.reader.one<{ id: string }>(sql`
      SELECT a.id AS id FROM allocations a WHERE a.payment_id = ${paymentId} AND a.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM allocations r WHERE r.reverses_id = a.id)`))!.id;
  }

  async partyKeyOf(invoiceId: string, kind: string): Promise<string> {
    return (await this.clinic.reader.one<{ id: string }>(sql`SELECT party_key AS id FROM shares WHERE invoice_id = ${invoiceId} AND party_kind = ${kind}`))!.id;
  }

  /** A finalized invoice of one taxed line, all of it the patient's. */
  async taxed(priceCents: number, taxBasisPoints: number): Promise<{ invoiceId: string }> {
    const { serviceId } = await this.do<{ serviceId: string }>(new AddService({ ...this.at, code: `TAX${priceCents}`, description: 'Brace', priceCents, taxBasisPoints }));
    const { draftId } = await this.do<{ draftId: string }>(new StartInvoiceDraft({ ...this.at, patientId: this.clinic.amelia }));
    await this.do(new AddDraftLine({ ...this.at, draftId, serviceId, quantity: 1, serviceDate: this.clinic.today }));
    await this.do(new ApplyInsuranceToDraft({ ...this.at, draftId, amounts: [] }));
    await this.do(new ReviewDraft({ ...this.at, draftId }));
    return this.do(new FinalizeInvoice({ ...this.at, draftId }));
  }

  async lineOf(invoiceId: string, position = 1): Promise<string> {
    return (await this.clinic.reader.one<{ id: string }>(sql`SELECT id AS id FROM invoice_lines WHERE invoice_id = ${invoiceId} AND position = ${position}`))!.id;
  }

  async violations(): Promise<unknown[]> {
    return (await runCheck(this.clinic.reader)).violations;
  }
}
