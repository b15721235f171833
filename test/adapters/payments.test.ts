import { AllocatePayment, RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment, ReversePayment, type PaymentRow } from '../../src/payments/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Actor } from '../../src/platform/actor.js';
import { addDays } from '../../src/shared/calendar-date.js';
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

  const record = async (rows: PaymentRow[], over: Partial<RecordInsurancePayment> = {}, actor = dana): Promise<string> => {
    const amountCents = rows.reduce((sum, each) => sum + each.amountCents, 0);
    const command = new RecordInsurancePayment({
      locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents, reference: `EFT ${(nth += 1)}`, rows, ...over,
    });
    return (await clinic.as<{ paymentId: string }>(actor, command)).paymentId;
  };

  describe('an insurer pays', () => {
    it('300.00: 200.00 to one invoice, 80.00 to another, 20.00 kept to allocate', async () => {
      const [a, b] = [await clinic.invoice([[20_000, 20_000]]), await clinic.invoice([[8_000, 8_000]])];
      const id = await record([row(a.invoiceId, 20_000), row(b.invoiceId, 8_000)], { amountCents: 30_000, remainderKind: 'to-allocate' });
      expect(await clinic.payment(id)).toMatchObject({ allocatedCents: 28_000, unappliedCents: 2_000, state: 'posted' });
      expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
      expect(await clinic.open(b.invoiceId)).toEqual([0, 0, 0]);
      expect([await clinic.balance('1010', id), await clinic.balance('2120', id), await clinic.balance('2100', id), await clinic.balance('1100', id)]).toEqual([30_000, 0, -2_000, -28_000]);
    });

    it('96.00 of 200.00, gives up 80.00 and leaves 24.00 to the patient', async () => {
      const a = await clinic.invoice([[20_000, 20_000]]);
      await record([row(a.invoiceId, 9_600, 8_000, 2_400)]);
      expect(await clinic.open(a.invoiceId)).toEqual([0, 2_400, 0]);
    });

    it('several lines in their order', async () => {
      const a = await clinic.invoice([[10_000, 6_000], [5_000, 5_000], [4_000, 4_000]]);
      const id = await record([row(a.invoiceId, 8_000)]);
      const amounts = await clinic.reader.all<{ cents: number }>(
        sql`SELECT a.amount_cents AS cents FROM allocations a JOIN invoice_lines n ON n.id = a.line_id WHERE a.payment_id = ${id} ORDER BY n.position`,
      );
      expect(amounts.map(({ cents }) => cents)).toEqual([6_000, 2_000]);
    });
  });

  describe('others pay', () => {
    it('the patient pays their own shares, and keeps a credit', async () => {
      const a = await clinic.invoice([[10_000, 6_000]]);
      const { paymentId } = await clinic.as<{ paymentId: string }>(dana, new RecordPatientPayment({
        locationId: clinic.maple, guarantorId: clinic.amelia, method: 'cash', amountCents: 5_000, rows: [row(a.invoiceId, 4_000)], remainderKind: 'credit',
      }));
      expect(await clinic.open(a.invoiceId)).toEqual([6_000, 0, 0]);
      expect([await clinic.balance('1020', paymentId), await clinic.balance('2110', paymentId)]).toEqual([5_000, -1_000]);
    });

    it('an employer pays its own shares', async () => {
      const a = await clinic.invoice([[10_000, 6_000, 4_000]]);
      await clinic.as(dana, new RecordOtherPayerPayment({ locationId: clinic.maple, payerId: clinic.kestrel, method: 'check', amountCents: 4_000, reference: 'CHK 1', rows: [row(a.invoiceId, 4_000)] }));
      expect(await clinic.open(a.invoiceId)).toEqual([6_000, 0, 0]);
    });

    it('one payment of a guarantor covers several children', async () => {
      const { number } = (await clinic.reader.one<{ number: string }>(sql`SELECT number FROM patients WHERE id = ${clinic.amelia}`))!;
      const child = await clinic.patient(number);
      const [own, childs] = [await clinic.invoice([[3_000, 0]]), await clinic.invoice([[2_000, 0]], { patientId: child })];
      await clinic.as(dana, new RecordPatientPayment({
        locationId: clinic.maple, guarantorId: clinic.amelia, method: 'card', amountCents: 5_000, rows: [row(own.invoiceId, 3_000), row(childs.invoiceId, 2_000)],
      }));
      expect([await clinic.open(own.invoiceId), await clinic.open(childs.invoiceId)]).toEqual([[0, 0, 0], [0, 0, 0]]);
    });
  });

  describe('what was kept', () => {
    it('is allocated later, out of the money that is held', async () => {
      const a = await clinic.invoice([[10_000, 10_000]]);
      const id = await record([], { amountCents: 15_000, remainderKind: 'needs-research' });
      await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId: id, rows: [row(a.invoiceId, 10_000)] }));
      expect(await clinic.payment(id)).toMatchObject({ allocatedCents: 10_000, unappliedCents: 5_000 });
      expect(await clinic.balance('2100', id)).toBe(-5_000);
      const held = await clinic.reader.all(sql`SELECT kind, amount_cents AS cents FROM payment_holdings WHERE payment_id = ${id}`);
      expect(held).toEqual([{ kind: 'needs-research', cents: 5_000 }]);
    });

    it('leaves no empty holding behind', async () => {
      const a = await clinic.invoice([[10_000, 10_000]]);
      const id = await record([], { amountCents: 10_000, remainderKind: 'to-allocate' });
      await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId: id, rows: [row(a.invoiceId, 10_000)] }));
      expect(await clinic.reader.all(sql`SELECT id FROM payment_holdings WHERE payment_id = ${id}`)).toEqual([]);
    });
  });

  describe('a reversal', () => {
    const reverse = (paymentId: string, actor = dana, reason = 'Keyed for the wrong insurer') => clinic.as(actor, new ReversePayment({ locationId: clinic.maple, paymentId, reason }));

    it('brings back every share as it was, with adjustments and transfers, and leaves nothing of the payment', async () => {
      const [a, b] = [await clinic.invoice([[20_000, 20_000]]), await clinic.invoice([[8_000, 5_000]])];
      const id = await record([row(a.invoiceId, 9_600, 8_000, 2_400), row(b.invoiceId, 5_000)], { amountCents: 20_000, remainderKind: 'to-allocate' });
      await reverse(id);
      expect(await clinic.open(a.invoiceId)).toEqual([20_000, 0, 0]);
      expect(await clinic.open(b.invoiceId)).toEqual([5_000, 3_000, 0]);
      expect(await clinic.payment(id)).toMatchObject({ state: 'reversed', allocatedCents: 0, unappliedCents: 0 });
      for (const account of ['1010', '2120', '2100', '1100']) expect(await clinic.balance(account, id)).toBe(0);
    });

    it('frees the payment number', async () => {
      const a = await clinic.invoice([[1_000, 1_000]]);
      const id = await record([row(a.invoiceId, 1_000)], { reference: 'EFT again' });
      await reverse(id);
      const again = await record([row(a.invoiceId, 1_000)], { reference: 'eft AGAIN' });
      expect(await clinic.payment(again)).toMatchObject({ duplicateOrdinal: 0 });
    });

    it('is dated on the accounting day, whatever the payment’s own', async () => {
      const a = await clinic.invoice([[1_000, 1_000]]);
      const id = await record([], { amountCents: 1_000, remainderKind: 'to-allocate', postingDate: addDays(clinic.today, -2) });
      await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId: id, rows: [row(a.invoiceId, 400)] }));
      await reverse(id, person('sam', ['payment.read', 'payment.reverse-any'], [clinic.maple]));
      const dates = await clinic.reader.all<{ postingDate: string }>(sql`SELECT DISTINCT posting_date AS postingDate FROM allocations WHERE payment_id = ${id} AND reverses_id IS NOT NULL`);
      expect(dates).toEqual([{ postingDate: clinic.today }]);
    });

    it('is refused a second time', async () => {
      const id = await record([], { amountCents: 1_000, remainderKind: 'to-allocate' });
      await reverse(id);
      await expect(reverse(id)).rejects.toThrow(/reversed already, and a reversal is not reversed/);
    });

    it('needs a reason', async () => {
      const id = await record([], { amountCents: 1_000, remainderKind: 'to-allocate' });
      await expect(reverse(id, dana, ' ')).rejects.toThrow(/reason is missing/);
    });

    it('of somebody else’s posting takes a supervisor, and so does one of an earlier day', async () => {
      const [others, earlier] = [
        await record([], { amountCents: 1_000, remainderKind: 'to-allocate' }),
        await record([], { amountCents: 1_000, remainderKind: 'to-allocate', postingDate: addDays(clinic.today, -1) }),
      ];
      await expect(reverse(others, person('petra', CLERK, [clinic.maple]))).rejects.toThrow(/takes a supervisor/);
      await expect(reverse(earlier)).rejects.toThrow(/takes a supervisor/);
      const supervisor = person('sam', [...CLERK, 'payment.reverse-any'], [clinic.maple]);
      await reverse(others, supervisor);
      await reverse(earlier, supervisor);
    });

    it('releases what the patient has paid since on what it moved, held for that line', async () => {
      const a = await clinic.invoice([[10_000, 10_000]]);
      const id = await record([row(a.invoiceId, 8_000, 0, 2_000)]);
      const { paymentId } = await clinic.as<{ paymentId: string }>(
        dana, new RecordPatientPayment({ locationId: clinic.maple, guarantorId: clinic.amelia, method: 'cash', amountCents: 2_000, rows: [row(a.invoiceId, 2_000)] }),
      );
      await reverse(id);
      expect(await clinic.open(a.invoiceId)).toEqual([10_000, 0, 0]);
      expect(await clinic.payment(paymentId)).toMatchObject({ allocatedCents: 0, unappliedCents: 2_000 });
      const [held] = await clinic.reader.all(sql`SELECT kind AS kind, amount_cents AS cents FROM payment_holdings WHERE payment_id = ${paymentId}`);
      expect(held).toEqual({ kind: 'earmark', cents: 2_000 });
    });
  });

  describe('the cost of a posting', () => {
    const statementsFor = async (count: number, each: (id: string) => PaymentRow, over: Partial<RecordInsurancePayment> = {}): Promise<number> => {
      const rows: PaymentRow[] = [];
      for (let n = 0; n < count; n += 1) rows.push(each((await clinic.invoice([[1_000, 1_000]])).invoiceId));
      await record(rows, over);
      return clinic.commands.lastStatements;
    };

    it('is the same number of statements for 3 and for 30 invoices, at most 18', async () => {
      const [few, many] = [await statementsFor(3, (id) => row(id, 1_000)), await statementsFor(30, (id) => row(id, 1_000))];
      expect(many).toBe(few);
      expect(many).toBeLessThanOrEqual(18);
    });

    it('is three more with adjustments, transfers and a remainder: who holds money for the patient’s part, and its new shares', async () => {
      const full = (id: string) => row(id, 500, 300, 200);
      const [few, many] = [
        await statementsFor(3, full, { amountCents: 2_000, remainderKind: 'to-allocate' }),
        await statementsFor(30, full, { amountCents: 20_000, remainderKind: 'to-allocate' }),
      ];
      expect(many).toBe(few);
      expect(many).toBeLessThanOrEqual(21);
    });
  });
});
