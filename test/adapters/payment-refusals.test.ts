import { AllocatePayment, type PaymentRow, RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment, VoidInvoice } from '../../src/payments/index.js';
import { CloseDay } from '../../src/calendar/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { identifier, sql } from '../../src/platform/database/sql.js';
import { SetPrice } from '../../src/services/index.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { CLERK, type Invoiced, person, PaymentClinic } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';

const TABLES = ['payments', 'allocations', 'payment_holdings', 'adjustments', 'transfers', 'entries', 'journals', 'shares', 'audit_entries'];

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let dana: Actor;
  let invoice: Invoiced;
  let nth = 0;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    dana = person('dana', CLERK, [clinic.maple]);
    invoice = await clinic.invoice([[10_000, 8_000, 1_000]]);
  });
  afterAll(() => clinic.close());
  afterEach(() => expect(clinic.database.engine.inUse()).toBe(0));

  const command = (rows: PaymentRow[], over: Partial<RecordInsurancePayment> = {}) =>
    new RecordInsurancePayment({
      locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 1_000, reference: `EFT ${(nth += 1)}`, remainderKind: 'to-allocate', rows, ...over,
    });

  const fingerprint = async (): Promise<string> => {
    const counts = [];
    for (const table of TABLES) counts.push((await clinic.reader.all<{ n: number }>(sql`SELECT COUNT(*) AS n FROM ${identifier(table)}`))[0]?.n);
    const sums = await clinic.reader.all(sql`SELECT SUM(paid_cents) AS paid, SUM(charged_cents) AS charged, SUM(adjusted_cents) AS adjusted FROM shares`);
    return JSON.stringify([counts, sums]);
  };

  /** The sentence, and that nothing at all was left behind. */
  const refused = async (posting: object, actor = dana): Promise<string> => {
    const before = await fingerprint();
    try {
      await clinic.as(actor, posting);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(await fingerprint()).toBe(before);
      return error.sentence;
    }
    throw new Error('nothing was refused');
  };

  it('an amount of zero, or below', async () => {
    expect(await refused(command([], { amountCents: 0 }))).toMatch(/moves no money/);
    expect(await refused(command([], { amountCents: -500 }))).toMatch(/cannot be negative/);
  });

  it('rows above the payment', async () => {
    expect(await refused(command([row(invoice.invoiceId, 2_000)]))).toMatch(/rows come to 20\.00, the payment is 10\.00: 10\.00 too much/);
  });

  it('a row above what is due: the rest must be named instead', async () => {
    expect(await refused(command([row(invoice.invoiceId, 9_000)], { amountCents: 9_000 }))).toMatch(
      new RegExp(`${invoice.number} is due 80\\.00 from this insurer.*10\\.00 too much`),
    );
    expect(await refused(command([row(invoice.invoiceId, 7_000, 500, 501)], { amountCents: 7_000 }))).toMatch(/0\.01 too much/);
  });

  it('a remainder without a name', async () => {
    const { remainderKind: _, ...rest } = command([row(invoice.invoiceId, 400)]);
    expect(await refused(new RecordInsurancePayment(rest))).toMatch(/6\.00 of this payment is not applied\. Say what it is held for/);
  });

  it('the same invoice twice', async () => {
    expect(await refused(command([row(invoice.invoiceId, 100), row(invoice.invoiceId, 200)]))).toMatch(/stands twice/);
  });

  it('another payer’s share', async () => {
    expect(await refused(command([row(invoice.invoiceId, 100)], { payerId: clinic.blueRiver }))).toMatch(/has no share of this insurer/);
    const notOwing = await clinic.invoice([[1_000, 1_000]]);
    expect(await refused(new RecordOtherPayerPayment({ ...command([row(notOwing.invoiceId, 100)]), payerId: clinic.kestrel, method: 'check' }))).toMatch(/has no share of this payer/);
  });

  it('an insurer as another payer, and an employer as an insurer', async () => {
    expect(await refused(command([], { payerId: clinic.kestrel }))).toMatch(/is not an insurer\. Record this as “Other payer payment”/);
    expect(await refused(new RecordOtherPayerPayment({ ...command([]), method: 'check' }))).toMatch(/is an insurer\. Record this as “Insurance payment”/);
  });

  it('a payment of nobody', async () => {
    expect(await refused(command([], { payerId: '' }))).toBe('Choose the insurer this payment comes from.');
    const { payerId: _, ...rest } = command([]);
    expect(await refused(new RecordPatientPayment({ ...rest, method: 'cash', guarantorId: '', remainderKind: 'credit' }))).toMatch(/Open the patient first/);
  });

  it('a patient who only gets repaid by the insurer has no insurer’s part', async () => {
    const selfPaid = await clinic.invoice([[1_000, 0]]);
    expect(await refused(command([row(selfPaid.invoiceId, 100)]))).toMatch(/has no share of this insurer/);
  });

  it('a voided invoice, and a draft', async () => {
    const voided = await clinic.invoice([[1_000, 1_000]]);
    await clinic.system(new VoidInvoice({ locationId: clinic.maple, invoiceId: voided.invoiceId, reason: 'Wrong patient' }));
    expect(await refused(command([row(voided.invoiceId, 100)]))).toMatch(/is voided/);
    const draft = await clinic.invoice([[1_000, 1_000]], { finalize: false });
    expect(await refused(command([row(draft.invoiceId, 100)]))).toMatch(/is still a draft, so nobody owes it yet/);
  });

  it('an invoice of a location where one does not work', async () => {
    await clinic.system(new SetPrice({ serviceId: clinic.service, locationId: clinic.cedar, priceCents: 100 }));
    const elsewhere = await clinic.invoice([[1_000, 1_000]], { locationId: clinic.cedar });
    expect(await refused(command([row(elsewhere.invoiceId, 100)]))).toMatch(/no such record/);
  });

  it('a payment number that stands already, however it is written, unless a reason says why', async () => {
    const first = await clinic.as<{ paymentId: string; number: number }>(dana, command([], { amountCents: 30_000, reference: 'EFT 8004' }));
    const petra = person('petra', CLERK, [clinic.maple]);
    expect(await refused(command([], { reference: 'eft-8004' }), petra)).toBe(
      `EFT 8004 from Harborlight Health Plan was recorded ${formatDate(clinic.today)} by Dana Ruiz for 300.00 as PAY-${first.number}. ` +
        'If this is another payment, say why it carries the same number.',
    );
    const other = await clinic.as<{ paymentId: string }>(petra, command([], { reference: 'EFT8004', duplicateReason: 'Second half of the same transfer' }));
    expect(await clinic.payment(other.paymentId)).toMatchObject({ duplicateOrdinal: 1 });
    const withoutRight = person('fran', CLERK.filter((each) => each !== 'payment.override-duplicate'), [clinic.maple]);
    expect(await refused2(command([], { reference: 'EFT8004', duplicateReason: 'Again' }), withoutRight)).toMatch(/does not include/);
    await clinic.as(dana, command([], { payerId: clinic.blueRiver, reference: 'EFT 8004' }));
  });

  it('the number at another location, without saying what or how much', async () => {
    await clinic.system(command([], { locationId: clinic.cedar, reference: 'CHK 77', amountCents: 12_345 }));
    const sentence = await refused(command([], { reference: 'CHK-77' }));
    expect(sentence).toMatch(/already recorded at another location/);
    expect(sentence).not.toMatch(/123\.45|Cedar|PAY-/);
  });

  it('an insurer’s check dated more than ten days ahead; anybody else’s at all', async () => {
    expect(await refused(command([], { paymentDate: addDays(clinic.today, 11) }))).toMatch(/up to 10 days ahead/);
    await clinic.as(dana, command([], { paymentDate: addDays(clinic.today, 10) }));
    const patient = new RecordPatientPayment({
      locationId: clinic.maple, guarantorId: clinic.amelia, method: 'check', amountCents: 100, rows: [], remainderKind: 'credit', paymentDate: addDays(clinic.today, 1),
    });
    expect(await refused(patient)).toMatch(/lies in the future/);
  });

  it('a posting date ahead, and one before the last entry of what it touches', async () => {
    expect(await refused(command([], { postingDate: addDays(clinic.today, 1) }))).toMatch(/is in the future/);
    expect(await refused(command([row(invoice.invoiceId, 100)], { postingDate: addDays(clinic.today, -3) }))).toMatch(
      new RegExp(`already has an entry posted on ${formatDate(clinic.today)}; post on`),
    );
  });

  it('a posting date on a closed day', async () => {
    const day = addDays(clinic.today, -5);
    await clinic.system(new CloseDay({ locationId: clinic.maple, day }));
    const before = await clinic.reader.all(sql`SELECT id FROM payments`);
    await expect(clinic.as(dana, command([], { postingDate: day }))).rejects.toThrow(/is closed at this location/);
    expect(await clinic.reader.all(sql`SELECT id FROM payments`)).toEqual(before);
    const [act] = await clinic.reader.all<{ outcome: string }>(sql`SELECT outcome FROM audit_acts WHERE refusal LIKE '%is closed at this location%'`);
    expect(act).toEqual({ outcome: 'refused' });
  });

  it('more than is unapplied, allocated later', async () => {
    const { paymentId } = await clinic.as<{ paymentId: string }>(dana, command([], { amountCents: 500 }));
    const allocate = new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(invoice.invoiceId, 501)] });
    expect(await refused(allocate)).toMatch(/has 5\.00 unapplied, the rows come to 5\.01: 0\.01 too much/);
    expect(await refused(new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [] }))).toMatch(/No row has an amount/);
  });

  it('whoever may not post at the location, and records outside the grant as if they were missing', async () => {
    const desk = person('fran', ['patient.read', 'payment.read', 'payment.take-patient'], [clinic.maple]);
    expect(await refused2(command([]), desk)).toMatch(/does not include “post insurers’ payments”/);
    const elsewhere = person('cedar', CLERK, [clinic.cedar]);
    const { paymentId } = await clinic.as<{ paymentId: string }>(dana, command([], { amountCents: 500 }));
    expect(await refused(new AllocatePayment({ locationId: clinic.cedar, paymentId, rows: [row(invoice.invoiceId, 1)] }), elsewhere)).toMatch(/no such record/);
    expect(await refused(command([], { payerId: '01K0000000000000000000NONE' }))).toMatch(/no such record/);
  });

  /** As `refused`, where the refusal itself goes on record. */
  async function refused2(posting: object, actor: Actor): Promise<string> {
    const before = await clinic.reader.all(sql`SELECT id FROM payments`);
    const sentence = await clinic.as(actor, posting).then(() => 'nothing was refused', (error: DomainError) => error.sentence);
    expect(await clinic.reader.all(sql`SELECT id FROM payments`)).toEqual(before);
    return sentence;
  }
});
