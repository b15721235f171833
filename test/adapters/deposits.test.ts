import { DepositReceipts, TakeTickOff, TickOffDeposit, UndoDeposit } from '../../src/deposits/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person, PaymentClinic } from '../support/payment-clinic.js';
import { refusalOf } from '../support/records.js';

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let dana: Actor;
  let sam: Actor;
  let nth = 0;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    dana = person('dana', [...CLERK, 'payment.deposit', 'ledger.read'], [clinic.maple]);
    sam = person('sam', [...CLERK, 'payment.deposit', 'payment.reverse-any'], [clinic.maple]);
  });
  afterAll(async () => {
    expect(await runCheck(clinic.reader)).toMatchObject({ holds: true, violations: [] });
    await clinic.close();
  });
  afterEach(() => expect(clinic.database.engine.inUse()).toBe(0));

  const cash = async (amountCents: number, postingDate?: string): Promise<string> =>
    (await clinic.as<{ paymentId: string }>(dana, new RecordPatientPayment({ locationId: clinic.maple, guarantorId: clinic.amelia, method: 'cash', amountCents, rows: [], remainderKind: 'credit', postingDate }))).paymentId;
  const check = async (amountCents: number, locationId = clinic.maple): Promise<string> =>
    (await clinic.system<{ paymentId: string }>(new RecordInsurancePayment({
      locationId, payerId: clinic.harbor, method: 'insurance-check', amountCents, reference: `CHK ${(nth += 1)}`, rows: [], remainderKind: 'to-allocate',
    }))).paymentId;
  const deposit = (paymentIds: string[], over: Partial<DepositReceipts> = {}, who = dana) =>
    clinic.as<{ depositId: string; slipNumber: number }>(who, new DepositReceipts({ locationId: clinic.maple, paymentIds, ...over }));
  /** `[bank, undeposited funds, tills]` of one payment. */
  const where = async (paymentId: string): Promise<number[]> => [await clinic.balance('1000', paymentId), await clinic.balance('1010', paymentId), await clinic.balance('1020', paymentId)];
  const itemOf = (paymentId: string) => clinic.reader.one(sql`SELECT i.state AS state, i.bank_date AS bankDate FROM deposit_items i WHERE i.payment_id = ${paymentId} ORDER BY i.id DESC LIMIT 1`);
  const stateOf = (paymentId: string) => clinic.reader.one(sql`SELECT p.deposit_id AS depositId, p.deposit_date AS depositDate FROM payments p WHERE p.id = ${paymentId}`);

  it('MONEY 10: cash goes from the till and a check from the undeposited funds to the bank, under the next slip number', async () => {
    const [a, b, c] = [await cash(5_000), await check(30_000), await check(100)];
    expect([await where(a), await where(b)]).toEqual([[0, 0, 5_000], [0, 30_000, 0]]);
    const first = await deposit([a, b]);
    const second = await deposit([c]);
    expect(second.slipNumber).toBe(first.slipNumber + 1);
    expect([await where(a), await where(b)]).toEqual([[5_000, 0, 0], [30_000, 0, 0]]);
    expect(await stateOf(a)).toEqual({ depositId: first.depositId, depositDate: clinic.today });
    expect(await clinic.reader.one(sql`SELECT amount_cents AS cents, state AS state FROM deposits WHERE id = ${first.depositId}`)).toEqual({ cents: 35_000, state: 'deposited' });
  });

  it('a receipt is deposited once, and only where it lies', async () => {
    const a = await cash(100);
    await deposit([a]);
    expect(await refusalOf(deposit([a]))).toContain('is in a deposit already');
    expect(await refusalOf(deposit([]))).toContain('Tick what goes to the bank');
    expect(await refusalOf(deposit([await check(100, clinic.cedar)]))).toContain('There is no such record');
    const gone = await cash(100);
    await clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId: gone, reason: 'Twice' }));
    expect(await refusalOf(deposit([gone]))).toContain('is reversed already');
  });

  it('not before it was received, nor before it came back from an undone deposit', async () => {
    const a = await cash(100);
    const yesterday = addDays(clinic.today, -1);
    expect(await refusalOf(deposit([a], { postingDate: yesterday }))).toContain('lies before the last entry');
    const earlier = await cash(100, addDays(clinic.today, -3));
    const { depositId } = await deposit([earlier], { postingDate: yesterday });
    await clinic.as(sam, new UndoDeposit({ locationId: clinic.maple, depositId, reason: 'Left in the safe' }));
    expect(await refusalOf(deposit([earlier], { postingDate: yesterday }))).toContain('lies before the last entry');
    await deposit([earlier]);
    expect(await where(earlier)).toEqual([100, 0, 0]);
  });

  it('two people deposit the same receipt at once: one of them does', async () => {
    const a = await check(700);
    const both = await Promise.allSettled([deposit([a]), deposit([a])]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await where(a)).toEqual([700, 0, 0]);
  });

  it('undoing a deposit is a supervisor’s, and puts everything back where it lay', async () => {
    const [a, b] = [await cash(1_000), await check(2_000)];
    const { depositId } = await deposit([a, b]);
    const undo = (who: Actor, reason = 'Never went') => clinic.as(who, new UndoDeposit({ locationId: clinic.maple, depositId, reason }));
    expect(await refusalOf(undo(dana))).toContain('Your role does not include');
    expect(await refusalOf(undo(sam, ' '))).toContain('Type why');
    await undo(sam);
    expect([await where(a), await where(b)]).toEqual([[0, 0, 1_000], [0, 2_000, 0]]);
    expect([await stateOf(a), await itemOf(a)]).toEqual([{ depositId: null, depositDate: null }, { state: 'undone', bankDate: null }]);
    expect(await refusalOf(undo(sam))).toContain('is undone already');
    await deposit([a, b]);
    expect(await where(a)).toEqual([1_000, 0, 0]);
  });

  it('MONEY 10: what is deposited is reversed by a supervisor only; the bank’s return follows the mirror', async () => {
    const [bounced, kept] = [await check(4_000), await cash(600)];
    const { depositId } = await deposit([bounced, kept]);
    const own = await cash(500);
    await deposit([own]);
    expect(await refusalOf(clinic.as(dana, new ReversePayment({ locationId: clinic.maple, paymentId: own, reason: 'Oops' })))).toContain('its money is deposited');
    await clinic.as(sam, new ReversePayment({ locationId: clinic.maple, paymentId: bounced, reason: 'Check returned unpaid' }));
    expect([await where(bounced), await where(kept)]).toEqual([[0, 0, 0], [600, 0, 0]]);
    const causes = await clinic.reader.all<{ cause: string; code: string; cents: number }>(sql`
      SELECT j.cause AS cause, e.account_code AS code, e.amount_cents AS cents FROM journals j JOIN entries e ON e.journal_id = j.id
      WHERE e.payment_id = ${bounced} AND e.account_code IN ('1000', '1010') ORDER BY j.id, e.position`);
    expect(causes.map(({ cause, code, cents }) => [cause, code, cents])).toEqual([
      ['payment-recorded', '1010', 4_000], ['payments-deposited', '1000', 4_000], ['payments-deposited', '1010', -4_000],
      ['payment-reversed', '1010', -4_000], ['deposited-money-returned', '1000', -4_000], ['deposited-money-returned', '1010', 4_000],
    ]);
    expect(await itemOf(bounced)).toMatchObject({ state: 'returned' });
    await clinic.as(sam, new UndoDeposit({ locationId: clinic.maple, depositId, reason: 'The rest stayed in the safe' }));
    expect([await where(bounced), await where(kept)]).toEqual([[0, 0, 0], [0, 0, 600]]);
  });

  it('is ticked off against the bank with the bank’s date, receipt by receipt or whole, and the tick comes off again', async () => {
    const [a, b] = [await check(900), await check(800)];
    const { depositId } = await deposit([a, b]);
    const tick = (paymentIds?: string[], bankDate = clinic.today) => clinic.as(dana, new TickOffDeposit({ locationId: clinic.maple, depositId, bankDate, paymentIds }));
    expect(await refusalOf(tick([a], addDays(clinic.today, 1)))).toContain('lies in the future');
    expect(await refusalOf(tick([]))).toContain('Tick those on the bank’s statement');
    expect(await refusalOf(tick([await check(1)]))).toContain('is not in this deposit');
    await tick([a], addDays(clinic.today, -2));
    expect([await itemOf(a), await itemOf(b)]).toEqual([{ state: 'deposited', bankDate: addDays(clinic.today, -2) }, { state: 'deposited', bankDate: null }]);
    expect(await refusalOf(clinic.as(sam, new UndoDeposit({ locationId: clinic.maple, depositId, reason: 'No' })))).toContain('is ticked off against the bank');
    await tick();
    await clinic.as(dana, new TakeTickOff({ locationId: clinic.maple, depositId }));
    expect([await itemOf(a), await itemOf(b)]).toEqual([{ state: 'deposited', bankDate: null }, { state: 'deposited', bankDate: null }]);
    await clinic.as(sam, new UndoDeposit({ locationId: clinic.maple, depositId, reason: 'Wrong bag' }));
  });

  it('takes the same few statements however many receipts go along', async () => {
    const few = [await check(1), await check(2)];
    await deposit(few);
    const forFew = clinic.commands.lastStatements;
    const many: string[] = [];
    for (let each = 0; each < 12; each += 1) many.push(await check(10 + each));
    await deposit(many);
    expect(clinic.commands.lastStatements).toBe(forFew);
    expect(forFew).toBeLessThanOrEqual(20);
  });
});
