import { OweToInsurer, ReleaseAllocation, ReversePayment, SettleSuspense } from '../../src/payments/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { ReleaseClinic } from '../support/release-clinic.js';
import { EobDesk, remitted } from '../support/remittances.js';

const saying = (words: string): unknown => expect.objectContaining({ sentence: expect.stringContaining(words) });
const reason = 'Their letter of October 3';

/** MONEY 20: what an insurer took without its claim waits in 1160 until it has found its place. */
eachEngine((engine) => {
  let books: ReleaseClinic;
  let desk: EobDesk;
  beforeAll(async () => {
    books = await ReleaseClinic.open(await engine.config());
    desk = new EobDesk(books);
  });
  afterAll(async () => {
    expect(await books.violations()).toEqual([]);
    await books.clinic.close();
  });

  const claim = async (chargeCents = 15_000) => desk.claim(chargeCents, chargeCents, await desk.covered());
  /** 80 paid, CO-45 50, and 20 for the patient. */
  const paid = async () => {
    const one = await claim();
    await desk.harbor(8_000, [remitted(one.invoiceId, one.lineId, { paid: 8_000, co: 5_000, pr: 2_000 })]);
    return one;
  };
  /** Interest pays for what is taken back, so that the check is what is left. */
  const taken = async (amountCents: number, reference: string) =>
    desk.harbor(0, [], [{ code: 'WO', amountCents: -amountCents, reference }, { code: 'L6', amountCents, reference: '' }]);
  const waitingOf = async (paymentId: string): Promise<string> =>
    (await books.clinic.reader.one<{ id: string }>(sql`SELECT id AS id FROM payment_moves WHERE payment_id = ${paymentId} AND account_code = '1160' AND settles_id IS NULL AND reverses_id IS NULL`))!.id;
  const settle = async (paymentId: string, fields: Partial<SettleSuspense>) =>
    books.do<{ openCents: number }>(new SettleSuspense({ ...books.at, paymentId, moveId: await waitingOf(paymentId), ...fields }));

  it('a claim named later: the money comes off its line, and the denial is followed up', async () => {
    const one = await paid();
    const letter = await taken(3_000, 'LETTER 1');
    const mark = await books.mark();
    expect(await settle(letter, { way: 'claim', amountCents: 3_000, ...one })).toMatchObject({ openCents: 0 });
    expect(await books.booked(mark)).toEqual({ 1100: 3_000, 1160: -3_000 });
    expect((await desk.shares(one.invoiceId)).harbor).toEqual([13_000, 5_000, 5_000]);
    expect(await desk.terms(letter)).toEqual({ allocated: -3_000, parts: 3_000 });
    const marks = await books.clinic.reader.all<{ kind: string; followUp: string }>(sql`SELECT kind AS kind, follow_up AS followUp FROM adjudications WHERE payment_id = ${letter}`);
    expect(marks).toEqual([{ kind: 'takeback', followUp: expect.stringContaining('without restating') }]);
  });

  it('a part of it, then the rest, and never more', async () => {
    const [one, two] = [await paid(), await paid()];
    const letter = await taken(3_000, 'LETTER 2');
    expect(await settle(letter, { way: 'claim', amountCents: 1_000, ...one })).toMatchObject({ openCents: 2_000 });
    await expect(settle(letter, { way: 'claim', amountCents: 2_001, ...two })).rejects.toEqual(saying('20.00 waits here'));
    await expect(settle(letter, { way: 'claim', amountCents: 0, ...two })).rejects.toEqual(saying('20.00 waits here'));
    expect(await settle(letter, { way: 'claim', amountCents: 2_000, ...two })).toMatchObject({ openCents: 0 });
    await expect(settle(letter, { way: 'loss', amountCents: 1, reason })).rejects.toEqual(saying('Nothing of this waits any more'));
  });

  it('a claim on which the insurer paid less is refused, and everything stays', async () => {
    const one = await paid();
    const letter = await taken(9_000, 'LETTER 3');
    const mark = await books.mark();
    await expect(settle(letter, { way: 'claim', amountCents: 9_000, ...one })).rejects.toEqual(saying('the insurer paid 80.00 there'));
    await expect(settle(letter, { way: 'claim', amountCents: 1_000 })).rejects.toEqual(saying('Name the claim'));
    await expect(settle(letter, { way: 'money', amountCents: 1_000 })).rejects.toEqual(saying('named no claim'));
    await expect(settle(letter, { way: 'loss', amountCents: 1_000 })).rejects.toEqual(saying('The reason'));
    expect(await books.booked(mark)).toEqual({});
  });

  it('what is kept under another reference, as a balance or as named for a payment', async () => {
    await desk.harbor(0, [], [{ code: 'WO', amountCents: 2_000, reference: 'ICN 77' }, { code: 'CS', amountCents: -2_000, reference: '' }]);
    const letter = await taken(2_500, 'LETTER 4');
    await expect(settle(letter, { way: 'kept', amountCents: 2_500, keptAccount: '2150', keptReference: 'ICN 77' })).rejects.toEqual(saying('5.00 of this is not there'));
    await expect(settle(letter, { way: 'kept', amountCents: 2_500 })).rejects.toEqual(saying('Choose what it settles'));
    const mark = await books.mark();
    expect(await settle(letter, { way: 'kept', amountCents: 2_000, keptAccount: '2150', keptReference: 'ICN 77' })).toMatchObject({ openCents: 500 });
    expect(await books.booked(mark)).toEqual({ 1160: -2_000, 2150: 2_000 });
    const owing = await desk.harbor(700, [], [{ code: 'L6', amountCents: 100, reference: '' }]);
    await books.do(new OweToInsurer({ ...books.at, paymentId: owing, amountCents: 600, reference: 'DUP 5', reason }));
    const next = await books.mark();
    expect(await settle(letter, { way: 'kept', amountCents: 500, keptAccount: '2150', keptReference: 'dup5' })).toMatchObject({ openCents: 0 });
    expect(await books.booked(next)).toEqual({ 1160: -500, 2150: 500 });
    expect(await desk.terms(owing)).toEqual({ amount: 700, parts: 100, owed: 100, recouped: 500 });
  });

  it('money of the very payment that took it, come off the claim since', async () => {
    const one = await claim();
    const first = await desk.harbor(8_000, [remitted(one.invoiceId, one.lineId, { paid: 8_000, co: 5_000, pr: 2_000 })]);
    await books.do(new ReleaseAllocation({ ...books.at, paymentId: first, allocationId: await books.allocationOf(first), amountCents: 8_000, reason }));
    const other = await claim(8_000);
    await desk.harbor(0, [remitted(other.invoiceId, other.lineId, { paid: 8_000 })], [], { attachTo: first });
    const taking = await desk.harbor(0, [remitted(one.invoiceId, one.lineId, { takeback: 8_000, paid: 3_000, co: 5_000, pr: 7_000 })], [{ code: 'FB', amountCents: 5_000, reference: 'CHK 6' }]);
    const own = (await books.clinic.reader.one<{ id: string }>(sql`SELECT id AS id FROM allocations WHERE payment_id = ${taking} AND amount_cents > 0`))!.id;
    await books.do(new ReleaseAllocation({ ...books.at, paymentId: taking, allocationId: own, amountCents: 3_000, reason }));
    const mark = await books.mark();
    expect(await settle(taking, { way: 'money', amountCents: 3_000 })).toMatchObject({ openCents: 5_000 });
    expect(await books.booked(mark)).toEqual({ 1160: -3_000, 2100: 3_000 });
    expect(await books.violations()).toEqual([]);
  });

  it('money that came back to its payment since', async () => {
    const one = await claim();
    const first = await desk.harbor(8_000, [remitted(one.invoiceId, one.lineId, { paid: 8_000, co: 5_000, pr: 2_000 })]);
    await books.do(new ReleaseAllocation({ ...books.at, paymentId: first, allocationId: await books.allocationOf(first), amountCents: 8_000, reason }));
    const other = await claim(8_000);
    await desk.harbor(0, [remitted(other.invoiceId, other.lineId, { paid: 8_000 })], [], { attachTo: first });
    const taking = await desk.harbor(0, [remitted(one.invoiceId, one.lineId, { takeback: 8_000 })], [{ code: 'FB', amountCents: 8_000, reference: 'CHK 5' }]);
    await expect(settle(taking, { way: 'money', amountCents: 8_000 })).rejects.toEqual(saying('80.00 of this is not there'));
    await expect(settle(taking, { way: 'claim', amountCents: 8_000, ...other })).rejects.toEqual(saying('stands on its claim already'));
    const again = (await books.clinic.reader.one<{ id: string }>(sql`SELECT id AS id FROM allocations WHERE payment_id = ${first} AND invoice_id = ${other.invoiceId}`))!.id;
    await books.do(new ReleaseAllocation({ ...books.at, paymentId: first, allocationId: again, amountCents: 8_000, reason }));
    const mark = await books.mark();
    expect(await settle(taking, { way: 'money', amountCents: 8_000 })).toMatchObject({ openCents: 0 });
    expect(await books.booked(mark)).toEqual({ 1160: -8_000, 2100: 8_000 });
    expect(await desk.terms(first)).toEqual({ amount: 8_000, recouped: 8_000 });
  });

  it('accepted as a cost with its reason; a reversal of the payment takes all of it back', async () => {
    const letter = await taken(1_200, 'LETTER 6');
    const mark = await books.mark();
    await settle(letter, { way: 'loss', amountCents: 1_200, reason });
    expect(await books.booked(mark)).toEqual({ 1160: -1_200, 5110: 1_200 });
    const next = await books.mark();
    await books.do(new ReversePayment({ ...books.at, paymentId: letter, reason }));
    expect(await books.booked(next)).toEqual({ 4200: 1_200, 5110: -1_200 });
  });
});
