import { CorrectPayment, ReleaseAllocation, ReversePayment, VoidInvoice, AdjustInvoice, OweToInsurer } from '../../src/payments/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { ReleaseClinic } from '../support/release-clinic.js';
import { EobDesk, remitted, type Said } from '../support/remittances.js';

const saying = (text: string) => expect.objectContaining({ sentence: expect.stringContaining(text) });
const reason = 'Entered for the wrong claim';

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
  type Claim = { invoiceId: string; lineId: string };
  const said = ({ invoiceId, lineId }: Claim, what: Said) => remitted(invoiceId, lineId, what);
  const insured = async (chargeCents: number, estimateCents: number): Promise<Claim> => desk.claim(chargeCents, estimateCents, await desk.covered());
  const both = async (chargeCents: number, estimateCents: number): Promise<Claim> => desk.claim(chargeCents, estimateCents, await desk.covered({ second: true }));
  /** Journal 01: 80 paid, CO-45 50, PR-2 20 of 150. */
  const decided = async (claim: Claim): Promise<string> => desk.harbor(8_000, [said(claim, { paid: 8_000, co: 5_000, pr: 2_000 })]);
  const guarantorOf = async (invoiceId: string): Promise<string> => (await books.clinic.reader.one<{ id: string }>(sql`SELECT guarantor_id AS id FROM invoices WHERE id = ${invoiceId}`))!.id;

  it('interest alone, reversed: one mirror of its journal, and in the sums by day it stays the insurer’s', async () => {
    const interest = await desk.harbor(400, [], [{ code: 'L6', amountCents: 400, reference: '' }]);
    const mark = await books.mark();
    await books.do(new ReversePayment({ ...books.at, paymentId: interest, reason }));
    expect(await books.booked(mark)).toEqual({ 1010: -400, 4200: 400 });
    expect(await books.clinic.reader.all(sql`SELECT m.cause AS cause FROM journals m JOIN journals j ON j.id = m.reverses_id WHERE j.source_id = ${interest}`)).toEqual([{ cause: 'payment-reversed' }]);
    expect(await books.violations()).toEqual([]);
  });

  it('MONEY 12: a decision sets the split of its line, with one act for transfer, payment, contractual and the patient’s released money', async () => {
    const claim = await insured(15_000, 12_000);
    const copay = await books.patientPays(claim.invoiceId, 3_000, 0, await guarantorOf(claim.invoiceId));
    const mark = await books.mark();
    await decided(claim);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], patient: [2_000, 2_000, 0] });
    expect(await books.booked(mark)).toEqual({ 1010: 8_000, 4100: 5_000, 1100: -12_000, 2110: -1_000 });
    expect(await books.holdings(copay)).toEqual([['earmark', 1_000, claim.lineId]]);
  });

  it('MONEY 12: responsibility goes to the next insurer, else to the patient; an employer keeps at most what it had', async () => {
    const first = await both(15_000, 15_000);
    await decided(first);
    expect(await desk.shares(first.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], blueRiver: [2_000, 0, 0] });
    const { clinic } = books;
    const { invoiceId } = await clinic.invoice([[15_000, 12_000, 1_500]], { patientId: await desk.covered() });
    await decided({ invoiceId, lineId: await books.lineOf(invoiceId) });
    expect(await desk.shares(invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], other: [1_500, 0, 0], patient: [500, 0, 0] });
  });

  it('MONEY 12: a negative contractual is posted as it stands', async () => {
    const claim = await insured(15_000, 15_000);
    await desk.harbor(18_000, [said(claim, { paid: 18_000, co: -3_000 })]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [15_000, 18_000, -3_000] });
  });

  it('MONEY 13: a full denial posts no journal and every estimate stands; a later decision overturns it with what was written off since', async () => {
    const claim = await insured(15_000, 12_000);
    const mark = await books.mark();
    await desk.harbor(0, [said(claim, { denied: 15_000, followUp: 'Appeal' })]);
    expect([await desk.shares(claim.invoiceId), await books.mark()]).toEqual([{ harbor: [12_000, 0, 0], patient: [3_000, 0, 0] }, mark]);
    await books.do(new AdjustInvoice({ ...books.at, invoiceId: claim.invoiceId, partyKey: await books.partyKeyOf(claim.invoiceId, 'insurer'), amountCents: 12_000, kind: 'denial', reasonCode: '', reason: 'No appeal left' }));
    await decided(claim);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], patient: [2_000, 0, 0] });
  });

  it('MONEY 13: what is denied of a line stays with the insurer', async () => {
    const claim = await insured(15_000, 12_000);
    await desk.harbor(4_000, [said(claim, { paid: 4_000, co: 5_000, pr: 2_000, denied: 4_000 })]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 4_000, 5_000], patient: [2_000, 0, 0] });
  });

  it('MONEY 14: a secondary decides on what the primary left; OA-23 must be what that paid and adjusted', async () => {
    const claim = await both(15_000, 15_000);
    await expect(desk.blueRiver(2_000, [said(claim, { paid: 2_000, prior: 13_000 })])).rejects.toEqual(saying('has not decided yet'));
    await decided(claim);
    await expect(desk.blueRiver(2_000, [said(claim, { paid: 2_000, prior: 12_000 })])).rejects.toEqual(saying('120.00, here they paid and adjusted 130.00'));
    await expect(desk.blueRiver(2_500, [said(claim, { paid: 2_500, prior: 13_000 })])).rejects.toEqual(saying('5.00 too much'));
    const mark = await books.mark();
    await desk.blueRiver(2_000, [said(claim, { paid: 2_000, prior: 13_000 })]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], blueRiver: [2_000, 2_000, 0] });
    expect(await books.booked(mark)).toEqual({ 1010: 2_000, 1100: -2_000 });
  });

  it('MONEY 14: a secondary takes over what an earlier insurer denied', async () => {
    const claim = await both(15_000, 15_000);
    await desk.harbor(0, [said(claim, { denied: 15_000 })]);
    await desk.blueRiver(6_000, [said(claim, { paid: 6_000, co: 7_000, pr: 2_000 })]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [0, 0, 0], blueRiver: [13_000, 6_000, 7_000], patient: [2_000, 0, 0] });
  });

  it('MONEY 15: an EOB for a plain payment counts what is allocated there as paid, and does not write off twice', async () => {
    const claim = await insured(15_000, 12_000);
    const plain = await books.harborPays(claim.invoiceId, 7_000, 5_000, 0, 1_000);
    await expect(decided(claim)).rejects.toEqual(saying('70.00 of this insurer stands there from a payment without its EOB'));
    const mark = await books.mark();
    await desk.harbor(0, [said(claim, { paid: 8_000, co: 5_000, pr: 2_000 })], [], { attachTo: plain });
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], patient: [2_000, 0, 0] });
    expect(await books.booked(mark)).toEqual({ 1110: -1_000, 2100: 1_000 });
    expect(await desk.terms(plain)).toEqual({ amount: 8_000, allocated: 8_000 });
  });

  it('MONEY 15: what was allocated above what the EOB says was paid comes off again', async () => {
    const claim = await insured(15_000, 15_000);
    const plain = await books.harborPays(claim.invoiceId, 10_000);
    await desk.harbor(0, [said(claim, { paid: 8_000, co: 3_000, denied: 4_000 })], [], { attachTo: plain });
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [15_000, 8_000, 3_000] });
    expect(await books.holdings(plain)).toEqual([['earmark', 2_000, claim.lineId]]);
  });

  it('MONEY 16: a lone reversal takes the money back as a negative allocation, and all but another party’s own is the insurer’s again', async () => {
    const claim = await insured(15_000, 12_000);
    const first = await decided(claim);
    const mark = await books.mark();
    const second = await desk.harbor(0, [said(claim, { takeback: 8_000 })], [{ code: 'FB', amountCents: 8_000, reference: 'CHK 77' }]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [15_000, 0, 0], patient: [0, 0, 0] });
    expect(await books.booked(mark)).toEqual({ 1100: 15_000, 1110: -2_000, 4100: -5_000, 2160: -8_000 });
    expect(await books.allocations(second)).toEqual([[-8_000, false, true]]);
    expect(await desk.terms(second)).toEqual({ allocated: -8_000, parts: 8_000 });
    await expect(books.do(new ReversePayment({ ...books.at, paymentId: first, reason }))).rejects.toEqual(saying('takebacks of its money'));
    await expect(books.do(new ReversePayment({ ...books.at, paymentId: second, reason }))).rejects.toEqual(saying('took money back from an earlier payment'));
  });

  it('MONEY 17: a reversal and its correction are one act, settled once at the end', async () => {
    const claim = await insured(15_000, 15_000);
    await decided(claim);
    const paid = await books.patientPays(claim.invoiceId, 2_000, 0, await guarantorOf(claim.invoiceId));
    const mark = await books.mark();
    await expect(desk.harbor(1_500, [said(claim, { paid: 9_500, co: 5_000, pr: 500 })])).rejects.toEqual(saying('is decided already, with 80.00 paid'));
    await expect(desk.harbor(2_500, [said(claim, { takeback: 7_000, paid: 9_500, co: 5_000, pr: 500 })])).rejects.toEqual(saying('Type 80.00 as takeback'));
    const correction = await desk.harbor(1_500, [said(claim, { takeback: 8_000, paid: 9_500, co: 5_000, pr: 500 })]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [14_500, 9_500, 5_000], patient: [500, 500, 0] });
    expect(await books.booked(mark)).toEqual({ 1010: 1_500, 2110: -1_500 });
    expect(await books.holdings(paid)).toEqual([['earmark', 1_500, claim.lineId]]);
    await expect(books.do(new ReversePayment({ ...books.at, paymentId: correction, reason }))).rejects.toEqual(saying('took money back from an earlier payment'));
  });

  it('MONEY 18: the secondary’s money that no longer fits is held for its line, and returns up to what its decision paid', async () => {
    const claim = await both(15_000, 15_000);
    await decided(claim);
    const second = await desk.blueRiver(2_000, [said(claim, { paid: 2_000, prior: 13_000 })]);
    await desk.harbor(0, [said(claim, { takeback: 8_000 })], [{ code: 'FB', amountCents: 8_000, reference: 'CHK 78' }]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [15_000, 0, 0], blueRiver: [0, 0, 0] });
    expect(await books.holdings(second)).toEqual([['earmark', 2_000, claim.lineId]]);
    await desk.harbor(500, [said(claim, { paid: 8_500, co: 5_000, pr: 1_500 })], [{ code: 'FB', amountCents: -8_000, reference: 'chk 78' }]);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_500, 8_500, 5_000], blueRiver: [1_500, 1_500, 0] });
    expect(await books.holdings(second)).toEqual([['earmark', 500, claim.lineId]]);
  });

  it('MONEY 19: a void releases net of takebacks; a later reversal finds the money where it is', async () => {
    const claim = await insured(15_000, 15_000);
    const first = await decided(claim);
    const letter = await desk.harbor(0, [], [{ code: 'WO', amountCents: -3_000, reference: 'LTR 1', claim }, { code: 'FB', amountCents: 3_000, reference: 'CHK 79' }]);
    expect(await desk.terms(letter)).toEqual({ allocated: -3_000, parts: 3_000 });
    await books.do(new VoidInvoice({ ...books.at, invoiceId: claim.invoiceId, reason }));
    expect(await desk.terms(first)).toEqual({ amount: 8_000, allocated: 3_000, unapplied: 5_000 });
    await expect(decided(claim)).rejects.toEqual(saying('is voided'));
    await desk.harbor(0, [said(claim, { takeback: 5_000 })], [{ code: 'FB', amountCents: 5_000, reference: 'CHK 80' }]);
    expect(await desk.terms(first)).toEqual({ amount: 8_000, allocated: 3_000, recouped: 5_000 });
  });

  it('MONEY 7: a takeback whose money left the line takes it from its payment, unapplied first, then owed, and the rest waits in 1160', async () => {
    const claim = await insured(15_000, 15_000);
    const first = await decided(claim);
    await books.do(new ReleaseAllocation({ ...books.at, paymentId: first, allocationId: await books.allocationOf(first), amountCents: 6_000, reason }));
    await books.do(new OweToInsurer({ ...books.at, paymentId: first, amountCents: 4_000, reference: 'LTR 2', reason }));
    const other = await insured(1_000, 1_000);
    await desk.harbor(0, [said(other, { paid: 1_000 })], [], { attachTo: first });
    const mark = await books.mark();
    await desk.harbor(0, [said(claim, { takeback: 8_000 })], [{ code: 'FB', amountCents: 8_000, reference: 'CHK 81' }]);
    // 20 still on the share, 10 unapplied, 40 named as owed; 10 went to another claim.
    expect(await desk.terms(first)).toEqual({ amount: 8_000, allocated: 3_000, recouped: 5_000 });
    expect(await books.booked(mark)).toMatchObject({ 2100: 1_000, 2150: 4_000, 1160: 1_000, 2160: -8_000 });
  });

  it('MONEY 11: what is kept under the insurer’s reference is recovered from there, what leads to no balance waits in 1160', async () => {
    const claim = await insured(15_000, 15_000);
    await decided(claim);
    const mark = await books.mark();
    await desk.harbor(0, [said(claim, { takeback: 8_000, paid: 5_000, co: 5_000, pr: 5_000 })], [{ code: 'WO', amountCents: 3_000, reference: 'ICN 1' }]);
    expect(await books.booked(mark)).toEqual({ 1110: 3_000, 2150: -3_000 });
    const next = await books.mark();
    const recovering = await desk.harbor(0, [], [{ code: 'WO', amountCents: -3_000, reference: 'icn1' }, { code: 'CS', amountCents: 3_000, reference: 'Write-off' }]);
    expect([await books.booked(next), await desk.terms(recovering)]).toEqual([{ 2150: 3_000, 4190: -3_000 }, {}]);
    const last = await books.mark();
    await desk.harbor(0, [], [{ code: 'WO', amountCents: -1_000, reference: 'nobody knows' }, { code: 'L6', amountCents: 1_137, reference: '' }], { amountCents: 137 });
    expect(await books.booked(last)).toEqual({ 1010: 137, 1160: 1_000, 4200: -1_137 });
  });

  it('MONEY 9: provider-level parts go with their payment, unless a later remittance has used them', async () => {
    const kept = await desk.harbor(0, [], [{ code: 'WO', amountCents: 2_000, reference: 'LTR 9' }, { code: 'LE', amountCents: -2_000, reference: '' }]);
    const used = await desk.harbor(0, [], [{ code: 'WO', amountCents: -2_000, reference: 'LTR 9' }, { code: 'L6', amountCents: 2_000, reference: '' }]);
    await expect(books.do(new ReversePayment({ ...books.at, paymentId: kept, reason }))).rejects.toEqual(saying('provider-level parts that were used since'));
    const mark = await books.mark();
    await books.do(new ReversePayment({ ...books.at, paymentId: used, reason }));
    await books.do(new ReversePayment({ ...books.at, paymentId: kept, reason }));
    expect([await books.booked(mark), await desk.terms(kept), await desk.terms(used)]).toEqual([{ 2400: -2_000, 4200: 2_000 }, {}, {}]);
  });

  it('MONEY 20: nothing of a remittance is left in clearing; what is not distributed needs a name, and rows above the check are refused', async () => {
    const claim = await insured(15_000, 15_000);
    await expect(desk.harbor(7_900, [said(claim, { paid: 8_000, co: 5_000, pr: 2_000 })])).rejects.toEqual(saying('1.00 too much'));
    await expect(desk.harbor(8_100, [said(claim, { paid: 8_000, co: 5_000, pr: 2_000 })], [], { remainderKind: undefined })).rejects.toEqual(saying('1.00 of this payment is not applied'));
    await desk.harbor(8_100, [said(claim, { paid: 8_000, co: 5_000, pr: 2_000 })]);
    expect(await books.clinic.balance('2120')).toBe(0);
  });

  it('MONEY 9: reversing a payment unposts its decisions, money, contractual and responsibility together; its plain correction is refused', async () => {
    const claim = await insured(15_000, 12_000);
    const copay = await books.patientPays(claim.invoiceId, 3_000, 0, await guarantorOf(claim.invoiceId));
    const paymentId = await decided(claim);
    await expect(
      books.do(new CorrectPayment({ ...books.at, paymentId, reason, kind: 'insurance', receipt: { payerId: books.clinic.harbor, method: 'insurance-eft', amountCents: 8_000, rows: [], remainderKind: 'to-allocate' } })),
    ).rejects.toEqual(saying('was posted from an EOB'));
    await books.do(new ReversePayment({ ...books.at, paymentId, reason }));
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [15_000, 0, 0], patient: [0, 0, 0] });
    expect(await books.holdings(copay)).toEqual([['earmark', 3_000, claim.lineId]]);
    await decided(claim);
    expect(await desk.shares(claim.invoiceId)).toEqual({ harbor: [13_000, 8_000, 5_000], patient: [2_000, 2_000, 0] });
  });
});
