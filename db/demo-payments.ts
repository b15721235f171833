import { RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment, ReversePayment, type PaymentAnswer, type PaymentMethod, type PaymentRow } from '../src/payments/index.js';
import { list, sql } from '../src/platform/database/sql.js';
import type { Seeding } from './seeding.js';

interface Owed {
  invoiceId: string;
  locationId: string;
  partyKind: string;
  payerId: string | null;
  guarantorId: string | null;
  openCents: number;
}

const AT_ONCE = 3;
const PATIENT_METHODS: readonly PaymentMethod[] = ['cash', 'card', 'check'];

/** Money for the invoices: insurers over several at once, one of them partly, one with a remainder, one reversed; patients and others one by one. */
export class DemoPayments {
  constructor(
    private readonly seeding: Seeding,
    private readonly postingDate: string,
  ) {}

  async record(invoiceIds: readonly string[]): Promise<void> {
    const insurers = await this.#owed(invoiceIds, 'insurer');
    let nth = 0;
    for (const group of chunks(insurers)) {
      nth += 1;
      await this.#insurer(nth, group);
    }
    for (const [index, owed] of (await this.#owed(invoiceIds, 'patient')).entries()) if (index % 2 === 0) await this.#patient(index, owed);
    for (const [index, owed] of (await this.#owed(invoiceIds, 'other')).entries()) if (index < 2) await this.#other(index, owed);
  }

  async #owed(invoiceIds: readonly string[], partyKind: string): Promise<Owed[]> {
    return this.seeding.reader.all<Owed>(sql`
      SELECT s.invoice_id AS invoiceId, i.location_id AS locationId, s.party_kind AS partyKind, s.payer_id AS payerId, s.guarantor_id AS guarantorId,
             SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
      FROM shares s JOIN invoices i ON i.id = s.invoice_id
      WHERE s.invoice_id IN (${list(invoiceIds)}) AND s.party_kind = ${partyKind} AND i.state <> 'voided'
      GROUP BY s.invoice_id, i.location_id, s.party_kind, s.payer_id, s.guarantor_id
      HAVING SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) > 0
      ORDER BY i.location_id, s.payer_id, s.invoice_id`);
  }

  async #insurer(nth: number, group: readonly Owed[]): Promise<void> {
    const [{ locationId, payerId }] = group as [Owed];
    const rows = group.map((owed, index) => rowOf(owed, { adjustedPercent: nth % 2 === 0 ? 10 : 0, isPartial: nth === 1 && index === 0 }));
    const remainderCents = nth === 3 ? 5_000 : 0;
    const amountCents = rows.reduce((sum, row) => sum + row.amountCents, remainderCents);
    const fields = {
      locationId, payerId: payerId!, amountCents, rows, postingDate: this.postingDate, paymentDate: this.postingDate,
      method: nth % 3 === 0 ? ('insurance-check' as const) : ('insurance-eft' as const),
      reference: `${nth % 3 === 0 ? 'CHK' : 'EFT'} ${70_310 + nth * 17}`, claimNumber: `CLM-${4_400 + nth}`,
      ...(remainderCents > 0 ? { remainderKind: 'to-allocate' as const } : {}),
    };
    const { paymentId } = await this.seeding.do<PaymentAnswer>(`insurer-payment:${nth}`, () => new RecordInsurancePayment(fields));
    if (nth === 2) {
      const reason = 'Posted from the wrong remittance; the right one follows.';
      await this.seeding.do('reversal', () => new ReversePayment({ locationId, paymentId, reason }));
    }
  }

  async #patient(index: number, owed: Owed): Promise<void> {
    const row = rowOf(owed, { adjustedPercent: 0, isPartial: index === 4 });
    const creditCents = index === 8 ? 2_000 : 0;
    const fields = {
      locationId: owed.locationId, guarantorId: owed.guarantorId!, amountCents: row.amountCents + creditCents, rows: [row],
      postingDate: this.postingDate, paymentDate: this.postingDate, method: PATIENT_METHODS[(index / 2) % PATIENT_METHODS.length]!,
      ...(creditCents > 0 ? { remainderKind: 'credit' as const } : {}),
    };
    await this.seeding.do(`patient-payment:${index}`, () => new RecordPatientPayment(fields));
  }

  async #other(index: number, owed: Owed): Promise<void> {
    const row = rowOf(owed, { adjustedPercent: 0, isPartial: false });
    const fields = {
      locationId: owed.locationId, payerId: owed.payerId!, amountCents: row.amountCents, rows: [row],
      postingDate: this.postingDate, paymentDate: this.postingDate, method: 'transfer' as const, reference: `KF-${2_200 + index}`,
    };
    await this.seeding.do(`other-payment:${index}`, () => new RecordOtherPayerPayment(fields));
  }
}

function rowOf({ invoiceId, openCents }: Owed, { adjustedPercent, isPartial }: { adjustedPercent: number; isPartial: boolean }): PaymentRow {
  const adjustmentCents = Math.floor((openCents * adjustedPercent) / 100);
  const payableCents = openCents - adjustmentCents;
  return {
    invoiceId, amountCents: isPartial ? Math.ceil(payableCents / 2) : payableCents, adjustmentCents,
    adjustmentReasonCode: adjustmentCents > 0 ? 'CO-45' : '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '',
  };
}

/** Invoices of one payer at one location, a few for each payment. */
function chunks(owed: readonly Owed[]): Owed[][] {
  const groups: Owed[][] = [];
  for (const one of owed) {
    const last = groups.at(-1);
    if (last && last.length < AT_ONCE && last[0]!.payerId === one.payerId && last[0]!.locationId === one.locationId) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
