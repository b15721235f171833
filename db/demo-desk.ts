import { DepositReceipts, TickOffDeposit } from '../src/deposits/index.js';
import { AddPayerContact, LogContact } from '../src/insurers/index.js';
import { ImportPatient, MergePatients, SetPatientAlert } from '../src/patients/index.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../src/payments/index.js';
import { sql } from '../src/platform/database/sql.js';
import { AddProvider } from '../src/services/index.js';
import { addDays } from '../src/shared/calendar-date.js';
import { ALERTS, CONTACTS, type DemoGround, DUPLICATE, PROVIDERS } from './demo-clinic.js';
import type { Seeding } from './seeding.js';

/** Days after the first in the books. */
const [TAKEN_ON, DEPOSITED_ON, SEEN_AT_BANK_ON, TODAY] = [41, 42, 44, 45];

/** What a clinic does beside invoices and their payments: who renders, whom to call, money held for something, the way to the bank. */
export class DemoDesk {
  constructor(
    private readonly seeding: Seeding,
    private readonly ground: DemoGround,
  ) {}

  static async providers(seeding: Seeding): Promise<string[]> {
    const ids: string[] = [];
    for (const provider of PROVIDERS) ids.push((await seeding.do<{ providerId: string }>(`provider:${provider.npi}`, () => new AddProvider(provider))).providerId);
    return ids;
  }

  async run(): Promise<void> {
    await this.#people();
    await this.#payers();
    await this.#heldMoney();
    await this.#deposit();
  }

  async #people(): Promise<void> {
    const { patients, locations } = this.ground;
    for (const [index, { patient, ...alert }] of ALERTS.entries()) await this.seeding.do(`alert:${index}`, () => new SetPatientAlert({ patientId: patients[patient]!, ...alert }));
    const { intoNumber, ...person } = DUPLICATE;
    const { patientId } = await this.seeding.do<{ patientId: string }>('duplicate', () => new ImportPatient({ ...person, locationId: locations.MS }));
    const reason = 'Registered twice: same birth date, phone and address.';
    await this.seeding.do('duplicate-merged', () => new MergePatients({ patientId, version: 1, intoNumber, reason }));
  }

  async #payers(): Promise<void> {
    const { payers, firstDay, clerkId } = this.ground;
    for (const { payer, version, ...contact } of CONTACTS) await this.seeding.do(`contact:${payer}:${version}`, () => new AddPayerContact({ payerId: payers[payer], version, ...contact }));
    const waiting = await this.seeding.reader.one<{ invoiceId: string }>(sql`
      SELECT s.invoice_id AS invoiceId FROM shares s JOIN invoices i ON i.id = s.invoice_id
      WHERE s.payer_id = ${payers.harborlight} AND i.state = 'open' AND s.paid_cents = 0 AND s.adjusted_cents = 0 ORDER BY i.service_date, s.id ${sql`LIMIT 1`}`);
    const called = {
      payerId: payers.harborlight, ...(waiting ?? {}), happenedOn: addDays(firstDay, TAKEN_ON), channel: 'phone', spokeTo: 'Pat Moss',
      body: 'The claim is in medical review. They ask for the visit notes by fax and answer within three days.', nextOn: addDays(firstDay, TODAY), ownerId: clerkId,
    };
    await this.seeding.do('called', () => new LogContact(called));
    const wrote = { payerId: payers.tamarack, happenedOn: addDays(firstDay, 20), channel: 'letter', body: 'New claim address from next month on.', ownerId: clerkId };
    await this.seeding.do('wrote', () => new LogContact(wrote));
  }

  async #heldMoney(): Promise<void> {
    const { patients, payers, locations, firstDay } = this.ground;
    const on = addDays(firstDay, TAKEN_ON);
    const taken = { locationId: locations.MS, postingDate: on, paymentDate: on, rows: [] };
    const prepaid = { ...taken, guarantorId: patients[12]!, method: 'card' as const, amountCents: 15_000, remainderKind: 'purpose' as const, purpose: 'Orthotics, ordered' };
    await this.seeding.do('prepayment', () => new RecordPatientPayment(prepaid));
    const visit = { patientId: patients[3]!, visitDate: addDays(firstDay, TODAY + 1) };
    const coPaid = { ...taken, ...visit, guarantorId: patients[3]!, method: 'cash' as const, amountCents: 2_500, remainderKind: 'visit' as const, notes: 'Co-pay of the next visit' };
    await this.seeding.do('visit-co-pay', () => new RecordPatientPayment(coPaid));
    const unknown = { ...taken, payerId: payers.tamarack, method: 'insurance-check' as const, reference: 'CHK 551902', amountCents: 4_800, remainderKind: 'needs-research' as const, notes: 'No patient on the advice' };
    await this.seeding.do('research', () => new RecordInsurancePayment(unknown));
  }

  /** The older receipts of Maple Street are at the bank, all but one seen there. */
  async #deposit(): Promise<void> {
    const { locations, firstDay } = this.ground;
    const locationId = locations.MS;
    const receipts = await this.seeding.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM payments p WHERE p.location_id = ${locationId} AND p.kind = 'patient' AND p.state = 'posted' AND p.method IN ('cash', 'check') AND p.posting_date < ${addDays(firstDay, DEPOSITED_ON)}
      ORDER BY p.id ${sql`LIMIT 6`}`);
    const paymentIds = receipts.map(({ id }) => id);
    const { depositId } = await this.seeding.do<{ depositId: string }>('deposit', () => new DepositReceipts({ locationId, paymentIds, postingDate: addDays(firstDay, DEPOSITED_ON) }));
    await this.seeding.do('deposit-seen', () => new TickOffDeposit({ depositId, locationId, version: 1, paymentIds: paymentIds.slice(1), bankDate: addDays(firstDay, SEEN_AT_BANK_ON) }));
  }
}
