import type { LedgerFilter } from '../../src/patients/adapters/ledger-filter.js';
import { LedgerReading } from '../../src/patients/adapters/ledger-reading.js';
import { readCursor, type LedgerRow } from '../../src/patients/adapters/ledger-page.js';
import { AllocatePayment, RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { SetPrice } from '../../src/services/index.js';
import { eachEngine } from '../support/database.js';
import { PaymentClinic, person } from '../support/payment-clinic.js';

const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let reading: LedgerReading;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    reading = clinic.app.get(LedgerReading);
  });
  afterAll(() => clinic.close());

  const narrowed = (patientId: string, filter: LedgerFilter, actor: Actor = systemActor('system:test')) => actAs(actor, () => reading.show([patientId], filter, 2));
  const first = async (patientId: string, actor?: Actor) => {
    const { balance, totals, ledger } = await narrowed(patientId, {}, actor);
    return { balance, ledger, entryCount: totals.entries };
  };

  async function allRows(patientId: string, filter: LedgerFilter = {}): Promise<LedgerRow[]> {
    return actAs(systemActor('system:test'), async () => {
      let page = await reading.rows([patientId], filter, 2);
      const rows = [...page.rows];
      while (page.earlier) {
        const balanceCents = page.earlier.balanceCents;
        page = await reading.rows([patientId], filter, 2, readCursor(page.earlier.cursor));
        expect(page.rows[0]?.balanceCents).toBe(balanceCents);
        rows.push(...page.rows);
      }
      return rows;
    });
  }

  /** Each balance is the one below plus its own amount, down to nothing. */
  function mustRun(rows: readonly LedgerRow[]): void {
    rows.forEach((row, index) => expect(row.balanceCents).toBe(row.amountCents + (rows[index + 1]?.balanceCents ?? 0)));
  }

  const patientPays = (guarantorId: string, amountCents: number, rows: { invoiceId: string; amountCents: number }[]): Promise<{ paymentId: string }> =>
    clinic.system(
      new RecordPatientPayment({ locationId: clinic.maple, guarantorId, method: 'card', amountCents, rows: rows.map((row) => ({ ...PLAIN, ...row })), remainderKind: 'credit' } as Partial<RecordPatientPayment>),
    );

  test('a charge, a co-pay, an insurer’s payment and a prepayment run up to the balance of the header', async () => {
    const patientId = await clinic.patient();
    const invoice = await clinic.invoice([[10_000, 8_000]], { patientId });
    await patientPays(patientId, 2_000, [{ invoiceId: invoice.invoiceId, amountCents: 2_000 }]);
    await clinic.system(
      new RecordInsurancePayment({
        locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 5_000, reference: `EFT-${patientId}`,
        rows: [{ ...PLAIN, invoiceId: invoice.invoiceId, amountCents: 5_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45' }],
      } as Partial<RecordInsurancePayment>),
    );
    await patientPays(patientId, 2_500, []);
    const { balance, ledger, entryCount } = await first(patientId);
    expect(balance).toEqual({ patientCents: 0, insuranceCents: 2_000, otherCents: 0, creditCents: 2_500, balanceCents: -500 });
    expect(ledger.rows[0]?.balanceCents).toBe(balance.balanceCents);
    mustRun(ledger.rows);
    expect(ledger.rows.map((row) => [row.title, row.amountCents]).reverse()).toEqual([
      ['Charge', 10_000], ['Patient payment', -2_000], ['Contractual adjustment', -1_000], ['Insurance payment', -5_000], ['Patient payment, held as credit', -2_500],
    ]);
    expect(entryCount).toBe(5);
    expect(ledger.rows.find((row) => row.title === 'Charge')).toMatchObject({ invoiceNumber: invoice.number, detail: 'Visit · Maple Street', pill: { text: 'With insurer' } });
    expect(ledger.rows.find((row) => row.title === 'Insurance payment')?.detail).toContain('Harborlight Health Plan · EFT-');
    expect(ledger.rows.find((row) => row.invoiceId === null)?.pill?.text).toBe('Credit 25.00');
  });

  test('a reversed payment stands there with its reversal, and the balance is as before it', async () => {
    const patientId = await clinic.patient();
    const invoice = await clinic.invoice([[4_000, 0]], { patientId });
    const before = (await first(patientId)).balance;
    const { paymentId } = await patientPays(patientId, 1_500, [{ invoiceId: invoice.invoiceId, amountCents: 1_500 }]);
    await clinic.system(new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Wrong card' }));
    const { balance, ledger } = await first(patientId);
    expect(balance).toEqual(before);
    mustRun(ledger.rows);
    expect(ledger.rows.filter((row) => row.counterpart !== null).map((row) => [row.title, row.amountCents])).toEqual([
      ['Reversal of patient payment', 1_500], ['Patient payment', -1_500],
    ]);
    expect(ledger.rows.find((row) => row.title === 'Charge')?.pill?.text).toBe('Patient owes 40.00');
  });

  test('what a parent pays for a child lowers the child’s balance and leaves the parent’s', async () => {
    const parent = await clinic.patient();
    const { number } = (await clinic.reader.one<{ number: string }>(sql`SELECT number AS number FROM patients WHERE id = ${parent}`))!;
    const child = await clinic.patient(number);
    const invoice = await clinic.invoice([[3_000, 0]], { patientId: child });
    await patientPays(parent, 5_000, [{ invoiceId: invoice.invoiceId, amountCents: 3_000 }]);
    expect((await first(child)).balance.balanceCents).toBe(0);
    expect((await first(parent)).balance).toMatchObject({ creditCents: 2_000, balanceCents: -2_000 });
    expect((await first(parent)).ledger.rows.map((row) => row.amountCents)).toEqual([-2_000]);
  });

  test('earlier entries follow page by page, each once, down to a balance of nothing', async () => {
    const patientId = await clinic.patient();
    for (let index = 0; index < 15; index += 1) {
      const invoice = await clinic.invoice([[1_000 + index * 100, index % 2 === 0 ? 500 : 0]], { patientId });
      await patientPays(patientId, 200, [{ invoiceId: invoice.invoiceId, amountCents: 200 }]);
      await patientPays(patientId, 300, []);
    }
    const rows = await allRows(patientId);
    const { balance, entryCount } = await first(patientId);
    expect(rows).toHaveLength(45);
    expect(entryCount).toBe(45);
    expect(new Set(rows.map((row) => `${row.journalId}/${row.invoiceId}`)).size).toBe(45);
    expect(rows[0]?.balanceCents).toBe(balance.balanceCents);
    mustRun(rows);
  });

  test('only entries of the clerk’s locations are shown and added up', async () => {
    const patientId = await clinic.patient();
    await clinic.invoice([[1_000, 0]], { patientId });
    await clinic.system(new SetPrice({ serviceId: clinic.service, locationId: clinic.cedar, priceCents: 100 }));
    await clinic.invoice([[7_000, 0]], { patientId, locationId: clinic.cedar });
    const clerk = person('dana', ['patient.read', 'ledger.read'], [clinic.maple]);
    const { balance, ledger, entryCount } = await first(patientId, clerk);
    expect(balance.balanceCents).toBe(1_000);
    expect(entryCount).toBe(1);
    expect(ledger.rows.map((row) => row.amountCents)).toEqual([1_000]);
    expect((await first(patientId, person('nobody', [], []))).entryCount).toBe(0);
  });

  test('the front desk sees the patient’s own part, without insurers’ postings', async () => {
    const patientId = await clinic.patient();
    const { invoiceId } = await clinic.invoice([[10_000, 8_000]], { patientId });
    await clinic.system(
      new RecordInsurancePayment({
        locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 5_000, reference: `FD-${patientId}`,
        rows: [{ ...PLAIN, invoiceId, amountCents: 5_000, toPatientCents: 3_000, toPatientReasonCode: 'PR-2' }],
      } as Partial<RecordInsurancePayment>),
    );
    await patientPays(patientId, 2_500, [{ invoiceId, amountCents: 2_000 }]);
    const { balance, ledger } = await first(patientId, person('frank', ['patient.read'], [clinic.maple]));
    expect(balance).toEqual({ patientCents: 3_000, insuranceCents: 0, otherCents: 0, creditCents: 500, balanceCents: 2_500 });
    expect(ledger.rows.map((row) => row.title)).not.toContain('Insurance payment');
    expect(ledger.rows.map((row) => row.amountCents).reverse()).toEqual([2_000, 3_000, -500, -2_000]);
    expect(ledger.rows[0]?.balanceCents).toBe(2_500);
    mustRun(ledger.rows);
  });

  test('a patient without entries has an empty ledger', async () => {
    const patientId = await clinic.patient();
    expect(await first(patientId)).toEqual({
      balance: { patientCents: 0, insuranceCents: 0, otherCents: 0, creditCents: 0, balanceCents: 0 }, entryCount: 0, ledger: { rows: [], earlier: null },
    });
  });

  describe('a narrowed ledger', () => {
    let patientId: string;
    let whole: LedgerRow[];
    let oldest: { invoiceId: string; number: string };

    beforeAll(async () => {
      patientId = await clinic.patient();
      oldest = await clinic.invoice([[10_000, 8_000]], { patientId });
      const second = await clinic.invoice([[6_000, 0]], { patientId });
      await clinic.system(
        new RecordInsurancePayment({
          locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 5_000, reference: 'Narrow-100%',
          rows: [{ ...PLAIN, invoiceId: oldest.invoiceId, amountCents: 5_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45', toPatientCents: 500, toPatientReasonCode: 'PR-2' }],
        } as Partial<RecordInsurancePayment>),
      );
      const { paymentId } = await patientPays(patientId, 1_000, [{ invoiceId: second.invoiceId, amountCents: 1_000 }]);
      await clinic.system(new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Wrong card' }));
      await patientPays(patientId, 2_000, []);
      whole = await allRows(patientId);
    });

    const shown = async (filter: LedgerFilter): Promise<string[]> => {
      const { ledger, totals } = await narrowed(patientId, filter);
      expect([totals.entries, totals.amountCents]).toEqual([ledger.rows.length, ledger.rows.reduce((sum, row) => sum + row.amountCents, 0)]);
      // Whatever is left out, each balance is that of the whole ledger after that entry.
      for (const row of ledger.rows) expect(row.balanceCents).toBe(whole.find((each) => each.journalId === row.journalId && each.invoiceId === row.invoiceId)?.balanceCents);
      return ledger.rows.map((row) => row.title).reverse();
    };

    test.each([
      ['charge', ['Charge', 'Charge']],
      ['insurance-payment', ['Insurance payment']],
      ['patient-payment', ['Patient payment', 'Reversal of patient payment']],
      ['other-payment', []],
      ['adjustment', ['Contractual adjustment']],
      ['transfer', ['Transfer to the patient']],
      ['credit', ['Patient payment, held as credit']],
      ['reversal', ['Reversal of patient payment']],
    ] as const)('of the kind %s has those entries only', async (kind, titles) => {
      expect(await shown({ kind })).toEqual(titles);
    });

    test('of an invoice, a payer, the patient or a text', async () => {
      expect(await shown({ invoice: oldest.number.toLowerCase() })).toEqual(['Charge', 'Contractual adjustment', 'Transfer to the patient', 'Insurance payment']);
      expect(await shown({ party: clinic.harbor })).toEqual(['Charge', 'Contractual adjustment', 'Transfer to the patient', 'Insurance payment']);
      expect(await shown({ party: 'patient' })).toEqual(['Charge', 'Charge', 'Transfer to the patient', 'Patient payment', 'Reversal of patient payment', 'Patient payment, held as credit']);
      expect(await shown({ text: 'narrow-100%' })).toContain('Insurance payment');
      expect(await shown({ text: 'narrow-1000' })).toEqual([]);
      expect(await shown({ text: '_' })).toEqual([]);
      expect(await shown({ text: 'visit', kind: 'adjustment' })).toEqual(['Contractual adjustment']);
    });

    test('between dates, by the date that is named', async () => {
      const [{ posted }, { served }] = [(await clinic.reader.one<{ posted: string }>(sql`SELECT MAX(posting_date) AS posted FROM entries WHERE patient_id = ${patientId}`))!, (await clinic.reader.one<{ served: string }>(sql`SELECT MAX(service_date) AS served FROM invoices WHERE patient_id = ${patientId}`))!];
      expect(await shown({ from: posted, to: posted })).toHaveLength(whole.length);
      expect(await shown({ from: '2190-01-01' })).toEqual([]);
      expect(await shown({ to: '2000-01-01' })).toEqual([]);
      expect(await shown({ dates: 'service', from: served, to: served })).toHaveLength(whole.length - 1);
      expect(await shown({ dates: 'service', from: '2190-01-01' })).toEqual([]);
    });

    test('by everything at once', async () => {
      const all: LedgerFilter = { kind: 'insurance-payment', party: clinic.harbor, invoice: oldest.number, text: 'narrow', from: '2020-01-01', to: '2190-01-01', dates: 'service', asOf: '2190-01-01' };
      expect(await shown(all)).toEqual(['Insurance payment']);
      for (const wrong of [{ kind: 'charge' }, { party: 'patient' }, { invoice: 'XX' }, { text: 'wide' }, { from: '2190-01-01' }, { to: '2020-01-01' }] as const) expect(await shown({ ...all, ...wrong })).toEqual([]);
    });

    test('as of a day has that day’s balance and nothing posted later', async () => {
      const { balance, ledger } = await narrowed(patientId, { asOf: '2000-01-01' });
      expect([balance.balanceCents, ledger.rows]).toEqual([0, []]);
      expect((await narrowed(patientId, { asOf: '2190-01-01' })).balance).toEqual((await first(patientId)).balance);
    });

    test('names what money is held for', async () => {
      const { held } = await narrowed(patientId, {});
      expect(held.map(({ title, amountCents }) => [title, amountCents])).toEqual([['Credit', 2_000]]);
      expect((await narrowed(patientId, {}, person('nobody', [], []))).held).toEqual([]);
    });

    test('names the purpose of a prepayment with what is left of it, and the visit that money is held for', async () => {
      const parent = await clinic.patient();
      const { number } = (await clinic.reader.one<{ number: string }>(sql`SELECT number FROM patients WHERE id = ${parent}`))!;
      const child = await clinic.patient(number);
      const take = (fields: Partial<RecordPatientPayment>) => clinic.system<{ paymentId: string }>(new RecordPatientPayment({ locationId: clinic.maple, guarantorId: parent, method: 'card', rows: [], ...fields }));
      const braces = await take({ amountCents: 9_000, remainderKind: 'purpose', purpose: 'Braces' });
      await take({ amountCents: 2_000, remainderKind: 'visit', patientId: parent, visitDate: '2026-11-18' });
      await take({ amountCents: 3_000, remainderKind: 'visit', patientId: child, visitDate: '2026-12-02' });
      const { invoiceId } = await clinic.invoice([[4_000, 0]], { patientId: parent });
      await clinic.system(new AllocatePayment({ locationId: clinic.maple, paymentId: braces.paymentId, rows: [{ ...PLAIN, invoiceId, amountCents: 4_000 }] }));
      const titles = (await narrowed(parent, {})).held.map(({ title, amountCents }) => [title.replace(/Amelia\d+/, 'the child'), amountCents]);
      expect(titles).toEqual([['Prepayment: Braces', 5_000], ['Held for the visit of Nov 18, 2026', 2_000], ['Held for the visit of Dec 2, 2026 (the child)', 3_000]]);
    });

    test('pages by key like the whole', async () => {
      const many = await clinic.patient();
      for (let index = 0; index < 23; index += 1) await patientPays(many, 100 + index, []);
      const rows = await allRows(many, { kind: 'credit' });
      expect(rows).toHaveLength(23);
      mustRun(rows);
    });
  });
});
