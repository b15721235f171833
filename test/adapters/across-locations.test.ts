import { CloseDay, ReopenDay } from '../../src/calendar/index.js';
import { replay } from '../../src/audit/replay.js';
import {
  AdjustInvoice, AllocatePayment, ApplyInsurance, CorrectPayment, RecordInsurancePayment, RecordPatientPayment, ReleaseAllocation, ReversePayment, TransferShare, VoidInvoice,
} from '../../src/payments/index.js';
import type { Actor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import { sql } from '../../src/platform/database/sql.js';
import { SettleLocations, UndoSettlement } from '../../src/settlements/index.js';
import { SetPrice } from '../../src/services/index.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person, type PaymentClinic } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';
import { unprotectedConnection } from '../support/raw-connection.js';
import { ReleaseClinic } from '../support/release-clinic.js';

const reason = 'Entered for the wrong visit';

eachEngine((engine) => {
  let config: Config;
  let books: ReleaseClinic;
  let clinic: PaymentClinic;
  let dana: Actor;
  let [maple, cedar] = ['', ''];

  beforeAll(async () => {
    config = await engine.config();
    books = await ReleaseClinic.open(config);
    ({ clinic } = books);
    ({ maple, cedar } = clinic);
    await clinic.system(new SetPrice({ serviceId: clinic.service, locationId: cedar, priceCents: 100 }));
    dana = person('dana', [...CLERK, 'invoice.adjust', 'invoice.void', 'invoice.apply-insurance'], [maple, cedar]);
  });
  afterEach(() => expect(clinic.database.engine.inUse()).toBe(0));
  afterAll(async () => {
    expect(await books.violations()).toEqual([]);
    expect((await replay(clinic.reader, config.dataDir)).differences).toEqual([]);
    await clinic.close();
  });

  const at = (locationId: string, chargeCents: number, harborCents: number) => clinic.invoice([[chargeCents, harborCents]], { locationId });
  const check = (rows: ReturnType<typeof row>[], amountCents: number, more: Partial<RecordInsurancePayment> = {}) =>
    new RecordInsurancePayment({ locationId: maple, payerId: clinic.harbor, method: 'insurance-check', amountCents, rows, remainderKind: 'to-allocate', ...more });
  const paid = async (rows: ReturnType<typeof row>[], amountCents: number, who: Actor = dana): Promise<string> => (await clinic.as<{ paymentId: string }>(who, check(rows, amountCents))).paymentId;
  const refused = (command: object, who: Actor = dana): Promise<string> => clinic.as(who, command).then(() => 'accepted', (error: unknown) => (error as { sentence?: string }).sentence ?? String(error));

  /** What the journals since `mark` did, `account@location`, debit positive; what comes out even is left out. */
  async function booked(since: number): Promise<Record<string, number>> {
    const rows = await clinic.reader.all<{ place: string; cents: number }>(sql`
      SELECT CONCAT(e.account_code, '@', l.code, CASE WHEN c.code IS NULL THEN '' ELSE CONCAT('>', c.code) END) AS place, SUM(e.amount_cents) AS cents
      FROM entries e JOIN journals j ON j.id = e.journal_id JOIN locations l ON l.id = e.location_id LEFT JOIN locations c ON c.id = e.counter_location_id
      WHERE j.number > ${since} GROUP BY e.account_code, l.code, c.code HAVING SUM(e.amount_cents) <> 0`);
    return Object.fromEntries(rows.map(({ place, cents }) => [place, cents]));
  }

  it('MONEY 23: one check pays invoices of two locations; each balances by itself, the one owes the other what it received for it, and the rest stays where it came in', async () => {
    const [here, there] = [await at(maple, 10_000, 10_000), await at(cedar, 8_000, 8_000)];
    const mark = await books.mark();
    const paymentId = await paid([row(there.invoiceId, 6_000, 2_000), row(here.invoiceId, 4_000)], 12_000);
    expect(await booked(mark)).toEqual({
      '1010@MS': 12_000, '1100@MS': -4_000, '2800@MS>CG': -6_000, '2100@MS': -2_000,
      '1800@CG>MS': 6_000, '1100@CG': -8_000, '4100@CG': 2_000,
    });
    expect(await clinic.payment(paymentId)).toMatchObject({ allocatedCents: 10_000, unappliedCents: 2_000 });
    expect([await clinic.open(here.invoiceId), await clinic.open(there.invoiceId)]).toEqual([[6_000, 0, 0], [0, 0, 0]]);
  });

  it('takes no more statements than a posting may, however many locations its invoices are of', async () => {
    const [here, there] = [await at(maple, 2_000, 2_000), await at(cedar, 2_000, 2_000)];
    await paid([row(here.invoiceId, 1_000)], 1_000);
    const alone = clinic.commands.lastStatements;
    await paid([row(here.invoiceId, 1_000), row(there.invoiceId, 2_000)], 3_000);
    expect(clinic.commands.lastStatements).toBe(alone);
    expect(alone).toBeLessThanOrEqual(18);
  });

  it('MONEY 23: releasing part, allocating it again, reversing and correcting take the same pair back to the cent', async () => {
    const [here, there] = [await at(maple, 5_000, 5_000), await at(cedar, 8_000, 8_000)];
    const before = await books.mark();
    const paymentId = await paid([row(there.invoiceId, 8_000)], 8_000);
    let mark = await books.mark();
    await clinic.as(dana, new ReleaseAllocation({ ...books.at, paymentId, allocationId: await books.allocationOf(paymentId), amountCents: 3_000, reason }));
    expect(await booked(mark)).toEqual({ '1100@CG': 3_000, '1800@CG>MS': -3_000, '2800@MS>CG': 3_000, '2100@MS': -3_000 });
    mark = await books.mark();
    await clinic.as(dana, new AllocatePayment({ ...books.at, paymentId, rows: [row(here.invoiceId, 1_000), row(there.invoiceId, 1_500)] }));
    expect(await booked(mark)).toEqual({ '1100@MS': -1_000, '1100@CG': -1_500, '1800@CG>MS': 1_500, '2800@MS>CG': -1_500, '2100@MS': 2_500 });
    mark = await books.mark();
    const corrected = await clinic.as<{ paymentId: string }>(dana, new CorrectPayment({
      ...books.at, paymentId, reason, kind: 'insurance', receipt: { payerId: clinic.harbor, method: 'insurance-check', amountCents: 8_000, rows: [row(there.invoiceId, 8_000)] },
    }));
    expect(await booked(mark)).toEqual({ '1100@MS': 1_000, '1100@CG': -1_500, '1800@CG>MS': 1_500, '2800@MS>CG': -1_500, '2100@MS': 500 });
    await clinic.as(dana, new ReversePayment({ ...books.at, paymentId: corrected.paymentId, reason }));
    expect(await booked(before)).toEqual({});
    expect([await clinic.open(here.invoiceId), await clinic.open(there.invoiceId)]).toEqual([[5_000, 0, 0], [8_000, 0, 0]]);
  });

  it('MONEY 23: what an act at one location releases of money received at another goes back there, held for its line or free, and returns from there', async () => {
    const { invoiceId } = await at(cedar, 9_000, 0);
    const pays = new RecordPatientPayment({ locationId: maple, guarantorId: clinic.amelia, method: 'card', amountCents: 9_000, rows: [row(invoiceId, 9_000)] });
    const { paymentId } = await clinic.as<{ paymentId: string }>(dana, pays);
    let mark = await books.mark();
    await clinic.as(dana, new ApplyInsurance({ locationId: cedar, invoiceId, partyKey: clinic.harbor, amountCents: 4_000, reason }));
    expect(await booked(mark)).toEqual({ '1100@CG': 4_000, '1800@CG>MS': -4_000, '2800@MS>CG': 4_000, '2110@MS': -4_000 });
    expect(await books.holdings(paymentId)).toEqual([['earmark', 4_000, await books.lineOf(invoiceId)]]);
    mark = await books.mark();
    const insurers = await clinic.as<{ paymentId: string }>(dana, check([row(invoiceId, 2_500, 0, 1_500)], 2_500, { locationId: cedar }));
    expect(await booked(mark)).toEqual({ '1010@CG': 2_500, '1100@CG': -4_000, '1800@CG>MS': 1_500, '2800@MS>CG': -1_500, '2110@MS': 1_500 });
    expect(await clinic.payment(insurers.paymentId)).toMatchObject({ allocatedCents: 2_500 });
    mark = await books.mark();
    await clinic.as(dana, new VoidInvoice({ locationId: cedar, invoiceId, reason }));
    expect(await booked(mark)).toMatchObject({ '1800@CG>MS': -6_500, '2800@MS>CG': 6_500, '2110@MS': -6_500, '2100@CG': -2_500 });
    expect((await clinic.payment(paymentId)).unappliedCents).toBe(9_000);
  });

  it('MONEY 23: a payment of several parts, at two locations that owe each other, keeps each pair by itself', async () => {
    const [here, there] = [await at(maple, 3_000, 3_000), await at(cedar, 3_000, 3_000)];
    const mark = await books.mark();
    await paid([row(there.invoiceId, 3_000)], 3_000);
    await clinic.as(dana, check([row(here.invoiceId, 1_000)], 1_000, { locationId: cedar }));
    expect(await booked(mark)).toMatchObject({ '2800@MS>CG': -3_000, '1800@CG>MS': 3_000, '2800@CG>MS': -1_000, '1800@MS>CG': 1_000 });
  });

  describe('MONEY 23: settling', () => {
    const finance = () => person('irene', ['ledger.read', 'location.settle'], [maple, cedar]);
    const owed = async (from: string, to: string): Promise<number> =>
      (await clinic.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(0 - amount_cents), 0) AS cents FROM entries WHERE location_id = ${from} AND account_code IN ('1800', '2800') AND counter_location_id = ${to}`))!.cents;
    const settle = (amountCents: number, more: Partial<SettleLocations> = {}) => new SettleLocations({ locationId: maple, toId: cedar, amountCents, reference: 'TRF 12', reason: 'Monthly transfer', ...more });

    it('pays what is owed from bank to bank, in the books of both, and can be undone once, exactly', async () => {
      const { invoiceId } = await at(cedar, 5_000, 5_000);
      await paid([row(invoiceId, 5_000)], 5_000);
      const before = await owed(maple, cedar);
      const mark = await books.mark();
      const { settlementId } = await clinic.as<{ settlementId: string }>(finance(), settle(4_000));
      expect(await booked(mark)).toEqual({ '2800@MS>CG': 4_000, '1000@MS': -4_000, '1000@CG': 4_000, '1800@CG>MS': -4_000 });
      expect([await owed(maple, cedar), await owed(cedar, maple)]).toEqual([before - 4_000, 4_000 - before]);
      await clinic.as(finance(), new UndoSettlement({ locationId: maple, settlementId, reason: 'The bank sent it back' }));
      expect(await booked(mark)).toEqual({});
      expect(await refused(new UndoSettlement({ locationId: maple, settlementId, reason: 'Again' }), finance())).toMatch(/undone already/);
    });

    it('is at most what is owed, all in all, whoever else settles at the same time; what is released afterwards is owed the other way', async () => {
      const { invoiceId } = await at(cedar, 2_000, 2_000);
      const paymentId = await paid([row(invoiceId, 2_000)], 2_000);
      const rest = await owed(maple, cedar);
      expect(await refused(settle(rest + 1), finance())).toMatch(/is 0.01 too much/);
      expect(await refused(settle(0), finance())).toMatch(/above 0.00/);
      expect(await refused(settle(1, { locationId: cedar, toId: maple }), finance())).toMatch(/owes the other nothing/);
      expect(await refused(settle(1, { toId: maple }), finance())).toMatch(/Choose two locations/);
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => refused(settle(rest), finance())));
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(await owed(maple, cedar)).toBe(0);
      await clinic.system(new ReversePayment({ ...books.at, paymentId, reason }));
      expect(await owed(cedar, maple)).toBe(2_000);
      await clinic.as(finance(), settle(2_000, { locationId: cedar, toId: maple }));
      expect(await owed(cedar, maple)).toBe(0);
    });

    it('takes the right at both locations, a reason, and a day open at both, not before the last entry between them', async () => {
      const { invoiceId } = await at(cedar, 1_000, 1_000);
      await paid([row(invoiceId, 1_000)], 1_000);
      expect(await refused(settle(1_000), person('irene', ['location.settle'], [maple]))).toMatch(/no such record/);
      expect(await refused(settle(1_000), dana)).toMatch(/does not include/);
      expect(await refused(settle(1_000, { reason: ' ' }), finance())).toMatch(/reason/i);
      expect(await refused(settle(1_000, { postingDate: addDays(clinic.today, -1) }), finance())).toMatch(/before the last entry/);
      const { settlementId } = await clinic.as<{ settlementId: string }>(finance(), settle(400));
      expect(await refused(new UndoSettlement({ locationId: cedar, settlementId, reason }), finance())).toMatch(/no such record/);
    });
  });

  describe('who may', () => {
    const everything = [...CLERK, 'invoice.adjust', 'invoice.void', 'invoice.apply-insurance'];

    it('apply money at both locations, or there is no such invoice', async () => {
      const { invoiceId } = await at(cedar, 1_000, 1_000);
      expect(await refused(check([row(invoiceId, 1_000)], 1_000), person('dana', everything, [maple]))).toMatch(/no such record/);
      const reader = { ...dana, can: (right: string, place: string) => dana.can(right, place) && (place === maple || right.endsWith('.read')) };
      expect(await refused(check([row(invoiceId, 1_000)], 1_000), reader)).toMatch(/location where your role does not include this/);
      const unapplied = await paid([], 1_000);
      expect(await refused(new AllocatePayment({ ...books.at, paymentId: unapplied, rows: [row(invoiceId, 1_000)] }), reader)).toMatch(/location where your role does not include this/);
      expect(await clinic.open(invoiceId)).toEqual([1_000, 0, 0]);
    });

    it('reverse and release it at both', async () => {
      const { invoiceId } = await at(cedar, 1_000, 1_000);
      const paymentId = await paid([row(invoiceId, 1_000)], 1_000);
      const reverse = new ReversePayment({ ...books.at, paymentId, reason });
      const release = new ReleaseAllocation({ ...books.at, paymentId, allocationId: await books.allocationOf(paymentId), reason });
      const supervisor = person('petra', [...everything, 'payment.reverse-any'], [maple, cedar]);
      for (const granted of [{ ...supervisor, granted: [maple] }, { ...supervisor, can: (right: string, place: string) => supervisor.can(right, place) && place === maple }]) {
        expect(await refused(reverse, granted)).toMatch(/invoices of a location where your role does not include reversing it/);
        expect(await refused(release, granted)).toMatch(/no such record|does not include/);
      }
      await clinic.as(supervisor, reverse);
    });

    it('work on an invoice beside money from elsewhere, but not move that money', async () => {
      const { invoiceId } = await at(cedar, 9_000, 8_000);
      await paid([row(invoiceId, 8_000)], 8_000);
      const cedars = person('carl', everything, [cedar]);
      await clinic.as(cedars, new AdjustInvoice({ locationId: cedar, invoiceId, partyKey: clinic.amelia, kind: 'charity', amountCents: 400, reason }));
      expect(await clinic.open(invoiceId)).toEqual([0, 600, 0]);
      expect(await refused(new VoidInvoice({ locationId: cedar, invoiceId, reason }), cedars)).toMatch(/received at a location where you do not post payments/);
      const transfer = new TransferShare({ locationId: cedar, invoiceId, fromPartyKey: await books.partyKeyOf(invoiceId, 'insurer'), toPartyKey: clinic.amelia, amountCents: 500, reason });
      expect(await refused(transfer, cedars)).toMatch(/Ask somebody who works at both/);
      const deskThere = { ...dana, can: (right: string, place: string) => dana.can(right, place) && (place === cedar || right !== 'payment.allocate') };
      expect(await refused(transfer, deskThere)).toMatch(/Ask somebody who works at both/);
      await clinic.as(dana, transfer);
    });
  });

  it('acts at both at once, in whichever order, are exact: nobody is paid twice', async () => {
    const [here, there] = [await at(maple, 4_000, 4_000), await at(cedar, 4_000, 4_000)];
    const rows = [row(here.invoiceId, 400), row(there.invoiceId, 400)];
    const outcomes = await Promise.all(Array.from({ length: 16 }, (_, nth) =>
      refused(check(nth % 2 ? rows : [...rows].reverse(), 800, { locationId: nth % 4 < 2 ? maple : cedar }))));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(10);
    expect([await clinic.open(here.invoiceId), await clinic.open(there.invoiceId)]).toEqual([[0, 0, 0], [0, 0, 0]]);
  });

  it('the check finds a pair that does not agree, and money due that no payment stands for', async () => {
    const { invoiceId } = await at(cedar, 1_000, 1_000);
    const paymentId = await paid([row(invoiceId, 1_000)], 1_000);
    const hands = await unprotectedConnection(config);
    const found = async (change: string, back: string): Promise<string[]> => {
      await hands.run(change);
      const names = (await books.violations()).map((each) => (each as { invariant: string }).invariant);
      await hands.run(back);
      return names;
    };
    const entry = `WHERE payment_id = '${paymentId}' AND account_code = '1800'`;
    expect(await found(`UPDATE entries SET amount_cents = amount_cents - 1 ${entry}`, `UPDATE entries SET amount_cents = amount_cents + 1 ${entry}`))
      .toEqual(expect.arrayContaining(['due-of-each-pair', 'due-of-payments', 'locations-owe-each-other-nothing']));
    expect(await found(`UPDATE entries SET counter_location_id = '${cedar}' ${entry}`, `UPDATE entries SET counter_location_id = '${maple}' ${entry}`))
      .toEqual(expect.arrayContaining(['due-names-the-other-location', 'due-of-each-pair', 'due-of-payments']));
    expect(await found(`UPDATE entries SET location_id = '${maple}' ${entry}`, `UPDATE entries SET location_id = '${cedar}' ${entry}`)).toEqual(expect.arrayContaining(['journal-at-one-location']));
    const settled = `WHERE reverses_id IS NULL AND from_id = '${maple}'`;
    expect(await found(`UPDATE location_settlements SET amount_cents = amount_cents + 1 ${settled}`, `UPDATE location_settlements SET amount_cents = amount_cents - 1 ${settled}`))
      .toEqual(expect.arrayContaining(['settlement-posted', 'settlement-undone']));
    const dueOf = async (where: string): Promise<Record<string, unknown>> => (await hands.all(`SELECT e.id AS id, j.id AS journalId, j.source_id AS sourceId FROM entries e JOIN journals j ON j.id = e.journal_id WHERE e.account_code = '1800' AND ${where} ORDER BY e.id LIMIT 1`))[0]!;
    const lost = `WHERE id = '${String((await dueOf(`e.payment_id = '${paymentId}'`)).id)}'`;
    expect(await found(`UPDATE entries SET payment_id = NULL ${lost}`, `UPDATE entries SET payment_id = '${paymentId}' ${lost}`)).toEqual(expect.arrayContaining(['due-has-a-source', 'due-of-payments']));
    const transfer = await dueOf(`j.source_type = 'settlement'`);
    const itsEntry = `WHERE id = '${String(transfer.id)}'`;
    expect(await found(`UPDATE entries SET payment_id = '${paymentId}' ${itsEntry}`, `UPDATE entries SET payment_id = NULL ${itsEntry}`)).toContain('due-has-a-source');
    const itsJournal = `WHERE id = '${String(transfer.journalId)}'`;
    expect(await found(`UPDATE journals SET source_id = '${paymentId}' ${itsJournal}`, `UPDATE journals SET source_id = '${String(transfer.sourceId)}' ${itsJournal}`)).toContain('due-has-a-source');
    await hands.close();
  });

  describe('MONEY 22: the day', () => {
    it('is one that both locations have open: the later accounting day, and a typed one that is closed at either is refused by its name', async () => {
      const [here, there, other] = [await at(maple, 2_000, 2_000), await at(cedar, 3_000, 3_000), await at(maple, 1_000, 1_000)];
      const rows = [row(here.invoiceId, 500), row(there.invoiceId, 500)];
      const { today } = clinic;
      const tomorrow = addDays(today, 1);
      const back = addDays(today, -1);
      const dayOf = async (paymentId: string) => (await clinic.reader.one<{ day: string }>(sql`SELECT posting_date AS day FROM payments WHERE id = ${paymentId}`))!.day;
      await clinic.system(new CloseDay({ locationId: cedar, day: today, andEarlier: true }));
      expect(await refused(check(rows, 1_000, { postingDate: back }))).toContain(`${formatDate(back)} is closed at Cedar Grove. Use ${formatDate(tomorrow)} or another open day.`);
      const own = await paid([row(other.invoiceId, 1_000)], 1_000);
      const both = await paid(rows, 1_000);
      expect([await dayOf(own), await dayOf(both)]).toEqual([today, tomorrow]);
      // The invoice at the open location has an entry of tomorrow now, so that is its day too, for whoever leaves it empty or types it.
      expect(await dayOf(await paid([row(here.invoiceId, 500)], 500))).toBe(tomorrow);
      expect(await dayOf((await clinic.as<{ paymentId: string }>(dana, check([row(here.invoiceId, 500)], 500, { postingDate: tomorrow }))).paymentId)).toBe(tomorrow);
      expect(await refused(check([row(here.invoiceId, 500)], 500, { postingDate: today }))).toMatch(/or later/);
    });

    it('of a reversal, a release and a correction is the same for every location they touch', async () => {
      const tomorrow = addDays(clinic.today, 1);
      await clinic.system(new ReopenDay({ locationId: cedar, day: clinic.today, reason: 'Late mail' }));
      const { invoiceId } = await at(cedar, 3_000, 3_000);
      const paymentId = await paid([row(invoiceId, 3_000)], 3_000);
      await clinic.system(new CloseDay({ locationId: cedar, day: clinic.today }));
      const supervisor = person('petra', [...CLERK, 'payment.reverse-any'], [maple, cedar]);
      expect(await refused(new ReversePayment({ ...books.at, paymentId, reason }))).toMatch(/does not include reversing it|takes a supervisor/);
      const { paymentId: right } = await clinic.as<{ paymentId: string }>(supervisor, new CorrectPayment({
        ...books.at, paymentId, reason, kind: 'insurance', receipt: { payerId: clinic.harbor, method: 'insurance-check', amountCents: 3_000, rows: [], remainderKind: 'to-allocate' },
      }));
      const days = await clinic.reader.all<{ day: string; place: string }>(sql`
        SELECT DISTINCT j.posting_date AS day, e.location_id AS place FROM journals j JOIN entries e ON e.journal_id = j.id
        WHERE (j.source_id = ${paymentId} AND j.reverses_id IS NOT NULL) OR j.source_id = ${right} ORDER BY 1, 2`);
      expect(days).toEqual([maple, cedar].sort().map((place) => ({ day: tomorrow, place })));
    });
  });
});
