import { type PaymentAnswer, RecordInsurancePayment, RecordPatientPayment, RecordRemittance, type RemittedLine } from '../src/payments/index.js';
import { sql } from '../src/platform/database/sql.js';
import { AddClaim, StartRemittance, TypeLine } from '../src/remittances/index.js';
import { sumCents } from '../src/shared/money.js';
import type { DemoGround, LocationCode } from './demo-clinic.js';
import type { Seeding } from './seeding.js';

interface ClaimLine {
  invoiceId: string;
  lineId: string;
  chargeCents: number;
}

const INTEREST_CENTS = 310;

/** What came in today: the right remittance for the one that was reversed, another EOB half typed, a check for the other location, people at the desk. */
export class DemoToday {
  constructor(
    private readonly seeding: Seeding,
    private readonly ground: DemoGround,
  ) {}

  async run(): Promise<void> {
    await this.#remittance();
    await this.#draft();
    await this.#forTheOther();
    for (const [index, [at, method, percent]] of ([['MS', 'cash', 50], ['MS', 'card', 100], ['RS', 'check', 100]] as const).entries()) {
      await this.seeding.do(`today:desk:${index}`, () => this.#atTheDesk(at, method, percent));
    }
  }

  /** Two claims decided, the last of their lines denied; interest for the long wait. */
  async #remittance(): Promise<void> {
    await this.seeding.do<PaymentAnswer>('today:remittance', async () => {
      const reversed = await this.seeding.reader.one<{ id: string }>(sql`SELECT p.id AS id FROM payments p WHERE p.state = 'reversed' ORDER BY p.id ${sql`LIMIT 1`}`);
      const lines = (await this.#waiting()).slice(1, 3).flat();
      const decided = lines.map((line, index) => (index === lines.length - 1 ? denied(line) : paid(line)));
      return new RecordRemittance({
        locationId: this.ground.locations.MS, payerId: this.ground.payers.harborlight, method: 'insurance-eft', reference: 'EFT 80044', replacesId: reversed!.id,
        amountCents: sumCents([INTEREST_CENTS, ...decided.map(({ decision }) => decision!.paidCents)]), lines: decided, providerRows: [{ code: 'L6', amountCents: INTEREST_CENTS, reference: '' }],
      });
    });
  }

  /** Its first claim is typed; when the others are as well, nothing remains. */
  async #draft(): Promise<void> {
    const locationId = this.ground.locations.MS;
    const claims = (await this.#waiting()).slice(1, 4);
    const amountCents = sumCents(claims.flat().map(({ chargeCents }) => splitOf(chargeCents).paidCents));
    const head = { locationId, payerId: this.ground.payers.harborlight, method: 'insurance-check', reference: 'CHK 551977', amountCents };
    const { draftId } = await this.seeding.do<{ draftId: string }>('today:draft', () => new StartRemittance(head));
    for (const [nth, claim] of claims.entries()) {
      const { rowIds } = await this.seeding.do<{ rowIds: string[] }>(`today:claim:${nth}`, () => new AddClaim({ locationId, draftId, invoiceId: claim[0]!.invoiceId }));
      if (nth > 0) continue;
      for (const [index, rowId] of rowIds.entries()) {
        const { allowedCents, coinsuranceCents, paidCents } = splitOf(claim[index]!.chargeCents);
        await this.seeding.do(`today:line:${index}`, () => new TypeLine({ locationId, draftId, rowId, version: 1, allowedCents, coinsuranceCents, paidCents }));
      }
    }
  }

  /** Tamarack sends Riverside's money to Maple Street. */
  async #forTheOther(): Promise<void> {
    await this.seeding.do('today:for-the-other', async () => {
      const { locations, payers } = this.ground;
      const [[line]] = await this.#waiting('RS', payers.tamarack) as [[ClaimLine]];
      const row = { invoiceId: line.invoiceId, amountCents: Math.floor(line.chargeCents / 2), adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
      return new RecordInsurancePayment({ locationId: locations.MS, payerId: payers.tamarack, method: 'insurance-check', reference: 'CHK 551990', amountCents: row.amountCents, rows: [row] });
    });
  }

  /** The largest part that a patient owes there. */
  async #atTheDesk(at: LocationCode, method: string, percent: number): Promise<RecordPatientPayment> {
    const locationId = this.ground.locations[at];
    const owed = await this.seeding.reader.one<{ invoiceId: string; guarantorId: string; openCents: number }>(sql`
      SELECT s.invoice_id AS invoiceId, s.guarantor_id AS guarantorId, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
      FROM shares s JOIN invoices i ON i.id = s.invoice_id WHERE i.location_id = ${locationId} AND i.state = 'open' AND s.party_kind = 'patient'
      GROUP BY s.invoice_id, s.guarantor_id HAVING SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) > 0 ORDER BY openCents DESC, s.invoice_id ${sql`LIMIT 1`}`);
    const { invoiceId, guarantorId, openCents } = owed!;
    const row = { invoiceId, amountCents: Math.ceil((openCents * percent) / 100), adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    return new RecordPatientPayment({ locationId, guarantorId, method, amountCents: row.amountCents, rows: [row] });
  }

  /** Claims of an insurer that nobody has paid or lowered, the oldest first, with their lines. */
  async #waiting(at: LocationCode = 'MS', payerId = this.ground.payers.harborlight): Promise<ClaimLine[][]> {
    const lines = await this.seeding.reader.all<ClaimLine>(sql`
      SELECT n.invoice_id AS invoiceId, n.id AS lineId, n.charge_cents AS chargeCents FROM invoice_lines n JOIN invoices i ON i.id = n.invoice_id
      WHERE i.location_id = ${this.ground.locations[at]} AND i.state = 'open' AND n.kind <> 'opening'
        AND EXISTS (SELECT 1 FROM shares s WHERE s.invoice_id = i.id AND s.payer_id = ${payerId})
        AND NOT EXISTS (SELECT 1 FROM shares s WHERE s.invoice_id = i.id AND (s.paid_cents <> 0 OR s.adjusted_cents <> 0)) ORDER BY i.service_date, i.id, n.position`);
    return [...new Set(lines.map(({ invoiceId }) => invoiceId))].map((id) => lines.filter(({ invoiceId }) => invoiceId === id));
  }
}

/** Four fifths are allowed, of which the patient owes a fifth. */
function splitOf(chargeCents: number): { allowedCents: number; coinsuranceCents: number; paidCents: number } {
  const allowedCents = Math.floor((chargeCents * 4) / 5);
  const coinsuranceCents = Math.floor(allowedCents / 5);
  return { allowedCents, coinsuranceCents, paidCents: allowedCents - coinsuranceCents };
}

function paid({ invoiceId, lineId, chargeCents }: ClaimLine): RemittedLine {
  const { allowedCents, coinsuranceCents, paidCents } = splitOf(chargeCents);
  const codes = [
    { group: 'CO', reason: '45', treatment: 'contractual', amountCents: chargeCents - allowedCents }, { group: 'PR', reason: '2', treatment: 'responsibility', amountCents: coinsuranceCents },
  ] as const;
  return { invoiceId, lineId, takebackCents: 0, decision: { allowedCents, paidCents, codes: [...codes], remarks: [] }, claimNumber: 'HB-2026-4471', followUp: '' };
}

function denied({ invoiceId, lineId, chargeCents }: ClaimLine): RemittedLine {
  const codes = [{ group: 'CO', reason: '16', treatment: 'denied', amountCents: chargeCents }] as const;
  return { invoiceId, lineId, takebackCents: 0, decision: { allowedCents: 0, paidCents: 0, codes: [...codes], remarks: [] }, claimNumber: 'HB-2026-4471', followUp: 'They miss the referral: send it and ask again' };
}
