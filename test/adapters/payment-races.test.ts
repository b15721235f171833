import { AllocatePayment, RecordInsurancePayment, RecordPatientPayment, ReversePayment, type PaymentRow } from '../../src/payments/index.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person, PaymentClinic } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let dana: Actor;
  let nth = 0;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    dana = person('dana', CLERK, [clinic.maple]);
  });
  afterAll(async () => {
    expect(await runCheck(clinic.reader)).toMatchObject({ holds: true, violations: [] });
    await clinic.close();
  });
  afterEach(() => expect(clinic.database.engine.inUse()).toBe(0));

  const command = (rows: PaymentRow[], over: Partial<RecordInsurancePayment> = {}) =>
    new RecordInsurancePayment({
      locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', reference: `EFT ${(nth += 1)}`, rows,
      amountCents: rows.reduce((sum, each) => sum + each.amountCents, 0), ...over,
    });

  /** Both outcomes of a crowd; anything but a sentence is an error of the test. */
  const crowd = async (work: Promise<unknown>[]): Promise<{ done: unknown[]; sentences: string[] }> => {
    const outcomes = await Promise.allSettled(work);
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    for (const error of failed) if (!(error instanceof DomainError)) throw error;
    return { done: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])), sentences: failed.map((error) => (error as DomainError).sentence) };
  };

  it('the same submission ten times at once has one effect and one answer', async () => {
    const invoice = await clinic.invoice([[10_000, 10_000]]);
    const submission = newId();
    const same = command([row(invoice.invoiceId, 10_000)]);
    const { done } = await crowd(Array.from({ length: 10 }, () => clinic.as(dana, same, submission)));
    expect(done).toHaveLength(10);
    expect(new Set(done.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const count = await clinic.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM payments WHERE reference = ${same.reference!}`);
    expect(count).toEqual({ n: 1 });
    expect(await clinic.open(invoice.invoiceId)).toEqual([0, 0, 0]);
  });

  it('of two payments that together are more than an invoice owes, one is refused', async () => {
    const invoice = await clinic.invoice([[10_000, 10_000]]);
    const { done, sentences } = await crowd([clinic.as(dana, command([row(invoice.invoiceId, 6_000)])), clinic.as(dana, command([row(invoice.invoiceId, 6_000)]))]);
    expect(done).toHaveLength(1);
    expect(sentences).toEqual([expect.stringMatching(/is due 40\.00 from this insurer.*20\.00 too much/)]);
    expect(await clinic.open(invoice.invoiceId)).toEqual([4_000, 0, 0]);
  });

  it('of eight that carry the same number, the first stands and the others name it', async () => {
    const { done, sentences } = await crowd(
      Array.from({ length: 8 }, () => clinic.as(dana, command([], { amountCents: 500, reference: 'EFT race', remainderKind: 'to-allocate' }))),
    );
    expect(done).toHaveLength(1);
    expect(sentences).toHaveLength(7);
    for (const sentence of sentences) expect(sentence).toMatch(/^EFT race from Harborlight Health Plan was recorded .* by Dana Ruiz for 5\.00/);
  });

  it('twenty that each pay 5.00 of 60.00 fill it exactly, and the rest hear why', async () => {
    const invoice = await clinic.invoice([[6_000, 6_000]]);
    const { done, sentences } = await crowd(Array.from({ length: 20 }, () => clinic.as(dana, command([row(invoice.invoiceId, 500)]))));
    expect(done).toHaveLength(12);
    for (const sentence of sentences) expect(sentence).toMatch(/is due 0\.00/);
    expect(await clinic.open(invoice.invoiceId)).toEqual([0, 0, 0]);
  });

  it('eight clients that allocate one payment never use more than it holds', async () => {
    const invoices = [];
    for (let n = 0; n < 8; n += 1) invoices.push(await clinic.invoice([[1_000, 1_000]]));
    const { paymentId } = await clinic.as<{ paymentId: string }>(dana, command([], { amountCents: 5_500, remainderKind: 'to-allocate' }));
    const { done, sentences } = await crowd(
      invoices.map(({ invoiceId }) => clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(invoiceId, 1_000)] }))),
    );
    expect(done).toHaveLength(5);
    for (const sentence of sentences) expect(sentence).toMatch(/has 5\.00 unapplied, the rows come to 10\.00/);
    expect(await clinic.payment(paymentId)).toMatchObject({ allocatedCents: 5_000, unappliedCents: 500 });
  });

  it('two who reverse one payment reverse it once', async () => {
    const invoice = await clinic.invoice([[1_000, 1_000]]);
    const { paymentId } = await clinic.as<{ paymentId: string }>(dana, command([row(invoice.invoiceId, 1_000)]));
    const { done, sentences } = await crowd(
      [1, 2].map(() => clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Twice' }))),
    );
    expect(done).toHaveLength(1);
    expect(sentences).toEqual([expect.stringMatching(/reversed already/)]);
    expect(await clinic.open(invoice.invoiceId)).toEqual([1_000, 0, 0]);
  });

  it('invoices named in opposite orders by a crowd never end in a deadlock somebody sees', async () => {
    const [a, b] = [await clinic.invoice([[20_000, 20_000]]), await clinic.invoice([[20_000, 20_000]])];
    const rows = (n: number): PaymentRow[] => (n % 2 ? [row(a.invoiceId, 100), row(b.invoiceId, 100)] : [row(b.invoiceId, 100), row(a.invoiceId, 100)]);
    const { done } = await crowd(Array.from({ length: 16 }, (_, n) => clinic.as(dana, command(rows(n)))));
    expect(done).toHaveLength(16);
    expect([await clinic.open(a.invoiceId), await clinic.open(b.invoiceId)]).toEqual([[18_400, 0, 0], [18_400, 0, 0]]);
  });

  it('a key used again for other content is refused', async () => {
    const submission = newId();
    const pays = (amountCents: number) =>
      new RecordPatientPayment({ locationId: clinic.maple, guarantorId: clinic.amelia, method: 'cash', amountCents, rows: [], remainderKind: 'credit' });
    await clinic.as(dana, pays(100), submission);
    await expect(clinic.as(dana, pays(200), submission)).rejects.toThrow(DomainError);
  });
});
