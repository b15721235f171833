import {
  AllocatePayment, OweToInsurer, RecordInsurancePayment, RecordPatientPayment, ReleaseAllocation, RenameHolding, ReversePayment, TakeBackOwed, TransferShare, UseCredit, type PaymentRow,
} from '../../src/payments/index.js';
import { FinalizeInvoice, ReviewDraft } from '../../src/invoices/index.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { MergePatients } from '../../src/patients/index.js';
import { newId } from '../../src/platform/ids.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person, PaymentClinic } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';
import { refusalOf } from '../support/records.js';

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let dana: Actor;
  let rosa: Actor;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    dana = person('dana', [...CLERK, 'payment.use-other-credit'], [clinic.maple]);
    rosa = person('rosa', ['patient.read', 'invoice.read', 'payment.read', 'payment.take-patient', 'payment.use-credit'], [clinic.maple]);
  });
  afterAll(async () => {
    expect(await runCheck(clinic.reader)).toMatchObject({ holds: true, violations: [] });
    const [books] = await clinic.reader.all<{ receivable: number; open: number }>(sql`
      SELECT (SELECT COALESCE(SUM(amount_cents), 0) FROM entries WHERE account_code IN ('1100', '1110', '1120')) AS receivable,
             (SELECT COALESCE(SUM(charged_cents - paid_cents - adjusted_cents), 0) FROM shares) AS open`);
    expect(books!.receivable).toBe(books!.open);
    await clinic.close();
  });
  afterEach(() => expect(clinic.database.engine.inUse()).toBe(0));

  const pay = async (fields: Partial<RecordPatientPayment>, actor = dana, submission?: string) =>
    clinic.as<{ paymentId: string; number: number }>(actor, new RecordPatientPayment({ locationId: clinic.maple, guarantorId: clinic.amelia, method: 'card', rows: [], ...fields }), submission);
  const holdings = (paymentId: string) =>
    clinic.reader.all<{ id: string; kind: string; cents: number; reference: string; owner: string }>(
      sql`SELECT id, kind, amount_cents AS cents, reference, owner_id AS owner FROM payment_holdings WHERE payment_id = ${paymentId}`,
    );
  const own = async (cents: number, patientId = clinic.amelia) => clinic.invoice([[cents, 0]], { patientId });
  const used = (rows: PaymentRow[], fields: Partial<UseCredit> = {}, actor = dana) =>
    clinic.as<{ paymentId: string }>(actor, new UseCredit({ locationId: clinic.maple, kind: 'patient', guarantorId: clinic.amelia, rows, ...fields }));

  describe('one payment made in several ways', () => {
    it('is a payment for each way, of one act and under one key, and its rows are paid in order', async () => {
      const [a, b] = [await own(3_000), await own(2_500)];
      const submission = newId();
      const fields = {
        amountCents: 6_000, method: 'card' as const, reference: `AUTH ${newId()}`, tenders: [{ method: 'cash' as const, amountCents: 4_000, reference: '' }],
        rows: [row(a.invoiceId, 3_000), row(b.invoiceId, 2_500)], remainderKind: 'credit' as const,
      };
      const { paymentId } = await pay(fields, dana, submission);
      expect(await pay(fields, dana, submission)).toMatchObject({ paymentId });
      const group = await clinic.reader.all<{ id: string; method: string; amount: number; allocated: number; unapplied: number }>(
        sql`SELECT id, method, amount_cents AS amount, allocated_cents AS allocated, unapplied_cents AS unapplied FROM payments WHERE tender_group_id = ${paymentId} ORDER BY number`,
      );
      expect(group).toMatchObject([
        { id: paymentId, method: 'cash', amount: 4_000, allocated: 4_000, unapplied: 0 }, { method: 'card', amount: 2_000, allocated: 1_500, unapplied: 500 },
      ]);
      const acts = await clinic.reader.all(sql`SELECT DISTINCT act_id FROM audit_entries WHERE record_type = 'payment' AND record_id IN (${group[0]!.id}, ${group[1]!.id})`);
      expect(acts).toHaveLength(1);
      expect([await clinic.balance('1020', paymentId), await clinic.balance('1010', group[1]!.id)]).toEqual([4_000, 2_000]);
    });

    it('one of them may be reversed, and the other stays', async () => {
      const a = await own(3_000);
      const { paymentId } = await pay({ amountCents: 3_000, tenders: [{ method: 'cash', amountCents: 1_000, reference: '' }], rows: [row(a.invoiceId, 3_000)] });
      await clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'The note was false' }));
      expect(await clinic.open(a.invoiceId)).toEqual([0, 1_000, 0]);
    });
  });

  describe('a credit', () => {
    it('MONEY 6: is used without a new payment, out of the payment it came with', async () => {
      const { paymentId } = await pay({ amountCents: 2_500, remainderKind: 'credit' });
      const a = await own(2_000);
      const payments = await clinic.reader.all(sql`SELECT id FROM payments`);
      await used([row(a.invoiceId, 2_000)], { credits: [{ paymentId, amountCents: 2_000 }] });
      expect(await clinic.reader.all(sql`SELECT id FROM payments`)).toHaveLength(payments.length);
      expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
      expect([await clinic.balance('2110', paymentId), await clinic.balance('1110', paymentId)]).toEqual([-500, -2_000]);
    });

    it('goes with money received in the same act', async () => {
      const { paymentId } = await pay({ amountCents: 1_000, remainderKind: 'credit' });
      const a = await own(4_000);
      const answer = await pay({ amountCents: 3_000, rows: [row(a.invoiceId, 4_000)], credits: [{ paymentId, amountCents: 1_000 }] });
      expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
      expect([await clinic.payment(paymentId), await clinic.payment(answer.paymentId)]).toMatchObject([{ unappliedCents: 0 }, { allocatedCents: 3_000, unappliedCents: 0 }]);
    });

    it('is found, the longest waiting first, when none is chosen; neither a purpose nor a visit is touched', async () => {
      const ben = await clinic.patient();
      const [purpose] = [await pay({ guarantorId: ben, amountCents: 9_000, remainderKind: 'purpose', purpose: 'Braces' })];
      const first = await pay({ guarantorId: ben, amountCents: 1_000, remainderKind: 'credit' });
      const second = await pay({ guarantorId: ben, amountCents: 1_000, remainderKind: 'credit' });
      const a = await own(1_500, ben);
      await used([row(a.invoiceId, 1_500)], { guarantorId: ben });
      const left = [await clinic.payment(purpose!.paymentId), await clinic.payment(first.paymentId), await clinic.payment(second.paymentId)].map((one) => one.unappliedCents);
      expect(left).toEqual([9_000, 0, 500]);
      const b = await own(2_000, ben);
      expect(await refusalOf(used([row(b.invoiceId, 2_000)], { guarantorId: ben }))).toMatch(/credits at this location come to 5.00, the rows to 20.00/);
    });

    it('MONEY 6: of somebody else takes a right of its own, and stays theirs', async () => {
      const ben = await clinic.patient();
      const { paymentId } = await pay({ guarantorId: ben, amountCents: 2_000, remainderKind: 'credit' });
      const a = await own(2_000);
      const credits = [{ paymentId, amountCents: 2_000 }];
      expect(await refusalOf(used([row(a.invoiceId, 2_000)], { credits }, rosa))).toMatch(/use one party’s money on another party’s invoices|payment.use-other-credit/);
      await used([row(a.invoiceId, 2_000)], { credits });
      expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
      expect(await clinic.balance('2110', paymentId)).toBe(0);
    });

    it('of an insurer, more than there is, or where one may not use it, is refused; received at another location it is used like any other', async () => {
      const { paymentId } = await pay({ amountCents: 1_000, remainderKind: 'credit' });
      const a = await own(5_000);
      expect(await refusalOf(used([row(a.invoiceId, 1_001)], { credits: [{ paymentId, amountCents: 1_001 }] }))).toMatch(/10.00 unapplied/);
      expect(await refusalOf(used([row(a.invoiceId, 500)], { credits: [{ paymentId, amountCents: 600 }] }))).toMatch(/6.00 of credit is used, the rows come to 5.00/);
      const { paymentId: insurers } = await clinic.as<{ paymentId: string }>(dana, new RecordInsurancePayment({
        locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 1_000, reference: newId(), rows: [], remainderKind: 'to-allocate',
      }));
      expect(await refusalOf(used([row(a.invoiceId, 500)], { credits: [{ paymentId: insurers, amountCents: 500 }] }))).toMatch(/not money of this kind of payer/);
      const { paymentId: elsewhere } = await clinic.system<{ paymentId: string }>(new RecordPatientPayment({ locationId: clinic.cedar, guarantorId: clinic.amelia, method: 'card', amountCents: 1_000, rows: [], remainderKind: 'credit' }));
      const everywhere = person('dana', CLERK, [clinic.maple, clinic.cedar]);
      const readsThere = { ...everywhere, can: (right: string, place: string) => everywhere.can(right, place) && (place === clinic.maple || right === 'payment.read') };
      const use = (who?: Actor) => used([row(a.invoiceId, 500)], { credits: [{ paymentId: elsewhere, amountCents: 500 }] }, who);
      expect(await refusalOf(use(readsThere))).toMatch(/was received at another location, where your role does not use credits/);
      expect(await refusalOf(use())).toMatch(/no such record/);
      await use(everywhere);
      expect([await clinic.balance('2110', elsewhere), await clinic.balance('2800', elsewhere), await clinic.balance('1800', elsewhere)]).toEqual([-500, -500, 500]);
    });
  });

  it('somebody may pay what another owes, with the right to it', async () => {
    const ben = await clinic.patient();
    const [mine, bens] = [await own(1_000), await own(2_000, ben)];
    const rows = [row(mine.invoiceId, 1_000), { ...row(bens.invoiceId, 2_000), payeeId: ben }];
    expect(await refusalOf(pay({ amountCents: 3_000, rows }, rosa))).toMatch(/another party’s invoices|payment.use-other-credit/);
    const { paymentId } = await pay({ amountCents: 3_000, rows });
    expect([await clinic.open(mine.invoiceId), await clinic.open(bens.invoiceId)]).toEqual([[0, 0, 0], [0, 0, 0]]);
    expect(await clinic.balance('1110', paymentId)).toBe(-3_000);
  });

  describe('money without an invoice', () => {
    it('keeps its purpose, also when it is used up', async () => {
      const { paymentId } = await pay({ amountCents: 1_000, remainderKind: 'purpose', purpose: 'Ten sessions' });
      const a = await own(1_000);
      await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(a.invoiceId, 1_000)] }));
      expect(await holdings(paymentId)).toEqual([]);
      expect(await clinic.reader.one(sql`SELECT purpose FROM payments WHERE id = ${paymentId}`)).toEqual({ purpose: 'Ten sessions' });
      expect(await refusalOf(pay({ amountCents: 1_000, remainderKind: 'purpose' }))).toMatch(/Type what the money is for/);
    });

    it('is held for the visit of a patient its payer owes for, and only spent elsewhere once it is lifted', async () => {
      const visitDate = addDays(clinic.today, 5);
      const held = { amountCents: 2_000, remainderKind: 'visit' as const, patientId: clinic.amelia, visitDate };
      const { paymentId } = await pay(held);
      const [holding] = await holdings(paymentId);
      expect(holding).toMatchObject({ kind: 'visit', cents: 2_000, reference: `${clinic.amelia}:${visitDate}` });
      const a = await own(2_000);
      const allocate = () => clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(a.invoiceId, 2_000)] }));
      expect(await refusalOf(allocate())).toMatch(/held for a visit that is not on these rows/);
      await clinic.as(dana, new RenameHolding({ locationId: clinic.maple, paymentId, holdingId: holding!.id, kind: 'credit' }));
      await allocate();
      expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
      expect(await refusalOf(pay({ ...held, patientId: await clinic.patient() }))).toMatch(/Somebody else owes this patient’s part/);
      expect(await refusalOf(pay({ ...held, visitDate: undefined as unknown as string }))).toMatch(/type the date of the visit/);
    });

    describe('held for a visit, when its invoice is finalized', () => {
      const visitDate = () => addDays(clinic.today, -3);
      const copay = async (amountCents: number, patientId: string) => (await pay({ guarantorId: patientId, amountCents, remainderKind: 'visit', patientId, visitDate: visitDate() })).paymentId;

      it('goes to the patient’s part by itself; what is left is a credit once no insurer is asked', async () => {
        const patientId = await clinic.patient();
        const paymentId = await copay(3_000, patientId);
        const a = await clinic.invoice([[2_000, 0]], { patientId, serviceDate: visitDate() });
        expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
        expect(await holdings(paymentId)).toMatchObject([{ kind: 'credit', cents: 1_000 }]);
        expect([await clinic.balance('2110', paymentId), await clinic.balance('1110', paymentId)]).toEqual([-1_000, -2_000]);
      });

      it('is a credit once the insurer has paid its part without an EOB, also from money received earlier', async () => {
        for (const isEarlier of [false, true]) {
          const patientId = await clinic.patient();
          const paymentId = await copay(1_500, patientId);
          const a = await clinic.invoice([[5_000, 4_500]], { patientId, serviceDate: visitDate() });
          expect(await holdings(paymentId)).toMatchObject([{ kind: 'visit', cents: 1_000 }]);
          const insurer = { locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 4_500 };
          const half = { ...insurer, amountCents: 500, rows: [row(a.invoiceId, 500)] };
          await clinic.system(new RecordInsurancePayment(half));
          expect(await holdings(paymentId)).toMatchObject([{ kind: 'visit' }]);
          if (isEarlier) {
            const { paymentId: earlier } = await clinic.system<{ paymentId: string }>(new RecordInsurancePayment({ ...insurer, rows: [], remainderKind: 'to-allocate' }));
            await clinic.system(new AllocatePayment({ locationId: clinic.maple, paymentId: earlier, rows: [row(a.invoiceId, 4_000)] }));
          } else await clinic.system(new RecordInsurancePayment({ ...insurer, amountCents: 4_000, rows: [row(a.invoiceId, 4_000)] }));
          expect(await holdings(paymentId)).toMatchObject([{ kind: 'credit', cents: 1_000 }]);
        }
      });

      it('MONEY 21: of two payments each pays on a day that the invoice and it allow, whichever comes first', async () => {
        const patientId = await clinic.patient();
        const finalized = async (serviceDate: string, postingDate: string): Promise<string> => {
          const { invoiceId: draftId } = await clinic.invoice([[2_000, 0]], { patientId, serviceDate, finalize: false });
          await clinic.system(new ReviewDraft({ locationId: clinic.maple, draftId }));
          return (await clinic.system<{ invoiceId: string }>(new FinalizeInvoice({ locationId: clinic.maple, draftId, postingDate }))).invoiceId;
        };
        const other = await finalized(addDays(clinic.today, -20), addDays(clinic.today, -5));
        const held = { guarantorId: patientId, remainderKind: 'visit' as const, patientId, visitDate: visitDate() };
        const { paymentId: first } = await pay({ ...held, amountCents: 1_500, rows: [row(other, 500)], postingDate: addDays(clinic.today, -3) });
        await pay({ ...held, amountCents: 800, postingDate: addDays(clinic.today, -2) });
        await clinic.system(new ReleaseAllocation({ locationId: clinic.maple, paymentId: first, allocationId: (await clinic.reader.one<{ id: string }>(sql`SELECT id AS id FROM allocations WHERE payment_id = ${first}`))!.id, reason: 'Wrong one' }));
        const invoiceId = await finalized(visitDate(), addDays(clinic.today, -1));
        expect(await clinic.open(invoiceId)).toEqual([0, 200, 0]);
      });

      it('MONEY 8: is a credit when whoever finalizes declines it, and is used by hand', async () => {
        const patientId = await clinic.patient();
        const paymentId = await copay(1_500, patientId);
        const a = await clinic.invoice([[2_000, 0]], { patientId, serviceDate: visitDate(), declinesVisitMoney: true });
        expect(await clinic.open(a.invoiceId)).toEqual([0, 2_000, 0]);
        expect(await holdings(paymentId)).toMatchObject([{ kind: 'credit', cents: 1_500 }]);
        await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(a.invoiceId, 1_500)] }));
        expect(await clinic.open(a.invoiceId)).toEqual([0, 500, 0]);
      });

      it('waits for what an insurer leaves to the patient', async () => {
        const paymentId = await copay(3_000, clinic.amelia);
        const a = await clinic.invoice([[10_000, 8_000]], { serviceDate: visitDate() });
        expect(await clinic.open(a.invoiceId)).toEqual([8_000, 0, 0]);
        expect(await holdings(paymentId)).toMatchObject([{ kind: 'visit', cents: 1_000 }]);
        await clinic.as(dana, new RecordInsurancePayment({
          locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 7_400, reference: newId(), rows: [row(a.invoiceId, 7_400, 0, 600)],
        }));
        expect(await clinic.open(a.invoiceId)).toEqual([0, 0, 0]);
        expect(await holdings(paymentId)).toMatchObject([{ cents: 400 }]);
      });

      it('pays what a transfer brings to the patient, and is a credit once no insurer is asked any more', async () => {
        const patientId = await clinic.patient();
        const paymentId = await copay(3_000, patientId);
        const a = await clinic.invoice([[10_000, 10_000]], { patientId, serviceDate: visitDate() });
        const toPatient = (amountCents: number) => clinic.system(new TransferShare({ locationId: clinic.maple, invoiceId: a.invoiceId, fromPartyKey: clinic.harbor, toPartyKey: patientId, amountCents, reason: 'Co-pay after all' }));
        await toPatient(2_000);
        expect([await clinic.open(a.invoiceId), await holdings(paymentId)]).toMatchObject([[8_000, 0, 0], [{ kind: 'visit', cents: 1_000 }]]);
        const b = await clinic.invoice([[500, 500]], { patientId, serviceDate: visitDate() });
        await clinic.system(new TransferShare({ locationId: clinic.maple, invoiceId: b.invoiceId, fromPartyKey: clinic.harbor, toPartyKey: patientId, amountCents: 500, reason: 'Not covered' }));
        expect([await clinic.open(b.invoiceId), await holdings(paymentId)]).toMatchObject([[0, 0, 0], [{ kind: 'visit', cents: 500 }]]);
        await toPatient(8_000);
        expect([await clinic.open(a.invoiceId), await holdings(paymentId)]).toMatchObject([[0, 7_500, 0], []]);
      });

      it('pays what a reversal leaves open; the rest is a credit', async () => {
        const patientId = await clinic.patient();
        const a = await clinic.invoice([[2_000, 0]], { patientId, serviceDate: visitDate() });
        const { paymentId: wrong } = await pay({ guarantorId: patientId, amountCents: 2_000, rows: [row(a.invoiceId, 2_000)] });
        const paymentId = await copay(3_000, patientId);
        await clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId: wrong, reason: 'Another clinic’s' }));
        expect([await clinic.open(a.invoiceId), await holdings(paymentId)]).toMatchObject([[0, 0, 0], [{ kind: 'credit', cents: 1_000 }]]);
      });

      it('is the same money under whichever record of a merged guarantor it was taken', async () => {
        const numberOf = async (id: string) => (await clinic.reader.one<{ number: string }>(sql`SELECT number AS number FROM patients WHERE id = ${id}`))!.number;
        const [parent, twin] = [await clinic.patient(), await clinic.patient()];
        const [child, sister] = [await clinic.patient(await numberOf(parent)), await clinic.patient(await numberOf(parent))];
        const before = await clinic.invoice([[2_000, 2_000]], { patientId: sister, serviceDate: visitDate() });
        const taken = async (patientId: string) => (await pay({ guarantorId: parent, amountCents: 2_000, remainderKind: 'visit', patientId, visitDate: visitDate() })).paymentId;
        const [atFinalizing, atTransfer] = [await taken(child), await taken(sister)];
        await clinic.system(new MergePatients({ patientId: parent, version: 1, intoNumber: await numberOf(twin), reason: 'One person' }));
        const a = await clinic.invoice([[2_000, 0]], { patientId: child, serviceDate: visitDate() });
        const { guarantorId } = (await clinic.reader.one<{ guarantorId: string }>(sql`SELECT guarantor_id AS guarantorId FROM invoices WHERE id = ${a.invoiceId}`))!;
        await clinic.system(new TransferShare({ locationId: clinic.maple, invoiceId: before.invoiceId, fromPartyKey: clinic.harbor, toPartyKey: parent, amountCents: 2_000, reason: 'Not covered' }));
        expect([guarantorId, await clinic.open(a.invoiceId), await clinic.open(before.invoiceId)]).toEqual([twin, [0, 0, 0], [0, 0, 0]]);
        expect([await holdings(atFinalizing), await holdings(atTransfer)]).toEqual([[], []]);
      });

      it('pays neither another day nor another patient, and not once it was lifted', async () => {
        const [patientId, other] = [await clinic.patient(), await clinic.patient()];
        const paymentId = await copay(3_000, patientId);
        const day = await clinic.invoice([[2_000, 0]], { patientId, serviceDate: addDays(visitDate(), -1) });
        const others = await clinic.invoice([[2_000, 0]], { patientId: other, serviceDate: visitDate() });
        expect([await clinic.open(day.invoiceId), await clinic.open(others.invoiceId)]).toEqual([[0, 2_000, 0], [0, 2_000, 0]]);
        const [holding] = await holdings(paymentId);
        await clinic.as(dana, new RenameHolding({ locationId: clinic.maple, paymentId, holdingId: holding!.id, kind: 'credit' }));
        const a = await clinic.invoice([[2_000, 0]], { patientId, serviceDate: visitDate() });
        expect(await clinic.open(a.invoiceId)).toEqual([0, 2_000, 0]);
      });
    });

    it('has an owner, who can change to somebody of the location', async () => {
      const { paymentId } = await pay({ amountCents: 1_000, remainderKind: 'credit' });
      const [holding] = await holdings(paymentId);
      const rename = (change: Partial<RenameHolding>) => clinic.as(dana, new RenameHolding({ locationId: clinic.maple, paymentId, holdingId: holding!.id, ...change }));
      await rename({ ownerId: 'dana' });
      expect(await refusalOf(rename({ ownerId: 'petra' }))).toMatch(/Choose somebody who takes payments at this location/);
      expect(await holdings(paymentId)).toMatchObject([{ kind: 'credit', cents: 1_000, owner: 'dana' }]);
      expect(await refusalOf(rename({ holdingId: newId(), kind: 'credit' }))).toMatch(/no longer held like that/);
    });
  });

  describe('an insurer’s overpayment', () => {
    const received = async (over: Partial<RecordInsurancePayment> = {}): Promise<string> =>
      (await clinic.as<{ paymentId: string }>(dana, new RecordInsurancePayment({
        locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', amountCents: 5_000, reference: newId(), rows: [], remainderKind: 'needs-research', ...over,
      }))).paymentId;
    const terms = (paymentId: string) => clinic.reader.one(sql`SELECT unapplied_cents AS unapplied, owed_cents AS owed FROM payments WHERE id = ${paymentId}`);
    const moves = (paymentId: string) => clinic.reader.all<{ id: string; cents: number }>(sql`SELECT id, amount_cents AS cents FROM payment_moves WHERE payment_id = ${paymentId} ORDER BY id`);

    it('MONEY 11: may be named as owed the moment it comes', async () => {
      const paymentId = await received({ remainderKind: 'owed', owedReference: 'REC 11' });
      expect(await terms(paymentId)).toEqual({ unapplied: 0, owed: 5_000 });
      expect([await clinic.balance('2100', paymentId), await clinic.balance('2150', paymentId)]).toEqual([0, -5_000]);
    });

    it('MONEY 11: or later, in part; the decision is undone once, and the payment reversed after that', async () => {
      const paymentId = await received();
      await clinic.as(dana, new OweToInsurer({ locationId: clinic.maple, paymentId, amountCents: 2_000, reference: 'REC 12', reason: 'Paid twice' }));
      expect(await terms(paymentId)).toEqual({ unapplied: 3_000, owed: 2_000 });
      const reversal = () => clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Not ours' }));
      expect(await refusalOf(reversal())).toMatch(/money owed back/);
      const [move] = await moves(paymentId);
      const back = () => clinic.as(dana, new TakeBackOwed({ locationId: clinic.maple, paymentId, moveId: move!.id, reason: 'It was ours' }));
      await back();
      expect(await terms(paymentId)).toEqual({ unapplied: 5_000, owed: 0 });
      expect(await refusalOf(back())).toMatch(/no longer owed back/);
      expect((await moves(paymentId)).map(({ cents }) => cents)).toEqual([2_000, -2_000]);
      await reversal();
      for (const account of ['1010', '2100', '2120', '2150']) expect(await clinic.balance(account, paymentId)).toBe(0);
    });
  });
});
