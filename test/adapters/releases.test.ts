import {
  AdjustInvoice, AllocatePayment, ApplyReleased, ApplyInsurance, CorrectInvoice, CorrectPayment, FreeEarmark, RecordInsurancePayment, ReleaseAllocation, ReverseAdjustment, ReversePayment, TransferShare, VoidInvoice,
} from '../../src/payments/index.js';
import { ApplyInsuranceToDraft, DraftAmount, FinalizeInvoice, PayerAt, ReviewDraft, SetDraftPayers } from '../../src/invoices/index.js';
import { AddPayer, MergePayers } from '../../src/insurers/index.js';
import { MergePatients, UndoPatientMerge } from '../../src/patients/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';
import { ReleaseClinic } from '../support/release-clinic.js';

const reason = 'Entered for the wrong visit';
const saying = (text: string) => expect.objectContaining({ sentence: expect.stringContaining(text) });

eachEngine((engine) => {
  let books: ReleaseClinic;
  beforeAll(async () => {
    books = await ReleaseClinic.open(await engine.config());
  });
  afterEach(() => expect(books.clinic.database.engine.inUse()).toBe(0));
  afterAll(async () => {
    expect(await books.violations()).toEqual([]);
    await books.clinic.close();
  });
  const on = (invoiceId: string) => ({ ...books.at, invoiceId });
  const insured = (chargeCents: number, harborCents: number) => books.clinic.invoice([[chargeCents, harborCents]]);

  it('MONEY 1: after every act the shares of a line add to its charge, and each owes between nothing and what it was charged', async () => {
    const { clinic } = books;
    const { invoiceId } = await clinic.invoice([[10_000, 8_000, 500], [5_000, 0]]);
    await books.patientPays(invoiceId, 4_000);
    await books.do(new ApplyInsurance({ ...on(invoiceId), partyKey: clinic.harbor, amountCents: 6_000 }));
    await books.do(new TransferShare({ ...on(invoiceId), fromPartyKey: clinic.kestrel, toPartyKey: clinic.amelia, amountCents: 500, reason }));
    const rows = await clinic.reader.all<{ charged: number; charge: number; low: number; high: number }>(sql`
      SELECT n.charge_cents AS charge, SUM(s.charged_cents) AS charged, MIN(s.charged_cents - s.paid_cents - s.adjusted_cents) AS low, MIN(s.paid_cents + s.adjusted_cents) AS high
      FROM invoice_lines n JOIN shares s ON s.line_id = n.id WHERE n.invoice_id = ${invoiceId} GROUP BY n.id, n.charge_cents`);
    for (const { charged, charge, low, high } of rows) expect([charged, low >= 0, high >= 0]).toEqual([charge, true, true]);
  });

  it('MONEY 3 and 8: applying insurance to what the patient has paid moves the share and holds the money for its line', async () => {
    const { invoiceId } = await insured(15_000, 12_000);
    const paymentId = await books.patientPays(invoiceId, 3_000);
    const mark = await books.mark();
    await books.do(new ApplyInsurance({ ...on(invoiceId), partyKey: books.clinic.harbor, amountCents: 3_000, reason }));
    expect(await books.clinic.open(invoiceId)).toEqual([15_000, 0, 0]);
    expect(await books.booked(mark)).toEqual({ 1100: 3_000, 2110: -3_000 });
    expect(await books.holdings(paymentId)).toEqual([['earmark', 3_000, await books.lineOf(invoiceId)]]);
  });

  it('MONEY 4: money goes newest first, then adjustments newest first, whole with their rest entered again', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(10_000, 0);
    const [older, newer] = [await books.patientPays(invoiceId, 3_000), await books.patientPays(invoiceId, 2_000)];
    const adjust = (amountCents: number) => books.do(new AdjustInvoice({ ...on(invoiceId), partyKey: clinic.amelia, kind: 'charity', amountCents, reason }));
    await adjust(1_000);
    await adjust(4_000);
    await books.do(new TransferShare({ ...on(invoiceId), fromPartyKey: clinic.amelia, toPartyKey: clinic.kestrel, amountCents: 6_500, reasonCode: 'COB', reason }));
    const rows = await clinic.reader.all<{ cents: number }>(sql`SELECT amount_cents AS cents FROM adjustments WHERE invoice_id = ${invoiceId} ORDER BY invoice_version, ordinal`);
    expect(rows.map(({ cents }) => cents)).toEqual([1_000, 4_000, -4_000, 2_500]);
    expect([await clinic.payment(newer), await clinic.payment(older)]).toMatchObject([{ unappliedCents: 2_000 }, { unappliedCents: 3_000 }]);
    expect(await clinic.open(invoiceId)).toEqual([0, 0, 6_500]);
  });

  it('MONEY 7: part is released by reversing the whole allocation and allocating the rest, which carries the same origin', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(10_000, 0);
    const paymentId = await books.patientPays(invoiceId, 3_000);
    const first = await books.allocationOf(paymentId);
    const mark = await books.mark();
    await books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId: first, amountCents: 1_000, reason }));
    expect(await books.allocations(paymentId)).toEqual([[3_000, false, true], [-3_000, true, true], [2_000, false, true]]);
    expect(await books.booked(mark)).toEqual({ 1110: 1_000, 2110: -1_000 });
    await expect(books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId: first, reason }))).rejects.toEqual(saying('is no longer on the invoice'));
    const rest = await books.allocationOf(paymentId);
    await expect(books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId: rest, amountCents: 2_001, reason }))).rejects.toEqual(saying('20.00 of PAY'));
    await books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId: rest, reason }));
    expect(await books.holdings(paymentId)).toEqual([['credit', 3_000, '']]);
    expect(await clinic.open(invoiceId)).toEqual([0, 10_000, 0]);
  });

  it('MONEY 8: held money goes back by itself, oldest payment first, to its own party’s open share on that line, and is spent elsewhere only once no insurer owes there', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(15_000, 12_000);
    const [older, newer] = [await books.patientPays(invoiceId, 1_000), await books.patientPays(invoiceId, 2_000)];
    await books.do(new ApplyInsurance({ ...on(invoiceId), partyKey: clinic.harbor, amountCents: 3_000 }));
    const other = await insured(5_000, 0);
    const elsewhere = new AllocatePayment({ ...books.at, paymentId: newer, rows: [row(other.invoiceId, 500)] });
    await expect(books.do(elsewhere)).rejects.toEqual(saying('is held for an invoice line on which an insurer still owes'));
    const lineId = await books.lineOf(invoiceId);
    await expect(books.do(new FreeEarmark({ ...books.at, paymentId: newer, lineId, reason }))).rejects.toEqual(saying('An insurer still owes on that line'));
    await books.harborPays(invoiceId, 9_000, 4_500, 1_500);
    expect([await books.holdings(older), await books.holdings(newer)]).toEqual([[], [['earmark', 1_500, lineId]]]);
    expect(await clinic.open(invoiceId)).toEqual([0, 0, 0]);
    await books.do(elsewhere);
    await books.do(new FreeEarmark({ ...books.at, paymentId: newer, lineId, reason }));
    expect(await books.holdings(newer)).toEqual([['credit', 1_000, '']]);
  });

  it('MONEY 8: an insurer’s held money waits; the employer’s comes back; void ends what was held', async () => {
    const { clinic } = books;
    const { invoiceId } = await clinic.invoice([[10_000, 6_000, 2_000]]);
    const [insurer, employer] = [await books.harborPays(invoiceId, 6_000), await books.kestrelPays(invoiceId, 2_000)];
    const move = (fromPartyKey: string, toPartyKey: string, amountCents: number) => books.do(new TransferShare({ ...on(invoiceId), fromPartyKey, toPartyKey, amountCents, reason }));
    const lineId = await books.lineOf(invoiceId);
    const coverage = await books.partyKeyOf(invoiceId, 'insurer');
    await move(clinic.kestrel, clinic.amelia, 1_500);
    await move(coverage, clinic.amelia, 1_000);
    expect([await books.holdings(insurer), await books.holdings(employer)]).toEqual([[['earmark', 1_000, lineId]], [['earmark', 1_500, lineId]]]);
    await move(clinic.amelia, clinic.kestrel, 500);
    await move(clinic.amelia, clinic.harbor, 1_000);
    expect([await books.holdings(insurer), await books.holdings(employer)]).toEqual([[['earmark', 1_000, lineId]], [['earmark', 1_000, lineId]]]);
    await books.do(new VoidInvoice({ ...on(invoiceId), reason }));
    expect([await books.holdings(insurer), await books.holdings(employer)]).toEqual([[['to-allocate', 6_000, '']], [['to-allocate', 2_000, '']]]);
  });

  it('MONEY 8: merged records are one party: money on a share of the duplicate is held for its line, and goes back there', async () => {
    const { clinic } = books;
    const [goes, stays] = [await clinic.patient(), await clinic.patient()];
    const { invoiceId } = await clinic.invoice([[10_000, 6_000]], { patientId: goes });
    const record = async (id: string) => (await clinic.reader.one<{ version: number; number: string }>(sql`SELECT version AS version, number AS number FROM patients WHERE id = ${id}`))!;
    await books.do(new MergePatients({ patientId: goes, version: (await record(goes)).version, intoNumber: (await record(stays)).number, reason }));
    const paymentId = await books.patientPays(invoiceId, 4_000, 0, stays);
    await books.do(new ApplyInsurance({ ...on(invoiceId), partyKey: clinic.harbor, amountCents: 4_000 }));
    const lineId = await books.lineOf(invoiceId);
    expect(await books.holdings(paymentId)).toEqual([['earmark', 4_000, lineId]]);
    await books.do(new TransferShare({ ...on(invoiceId), fromPartyKey: await books.partyKeyOf(invoiceId, 'insurer'), toPartyKey: goes, amountCents: 1_000, reason }));
    expect(await books.holdings(paymentId)).toEqual([['earmark', 3_000, lineId]]);
    expect(await clinic.open(invoiceId)).toEqual([9_000, 0, 0]);
  });

  it('a payer keeps its place on an invoice that was corrected while two records were merged, also after that is undone', async () => {
    const { clinic } = books;
    const [goes, stays] = [await clinic.patient(), await clinic.patient()];
    const { invoiceId } = await clinic.invoice([[10_000, 6_000]], { patientId: goes });
    const record = async (id: string) => (await clinic.reader.one<{ version: number; number: string }>(sql`SELECT version AS version, number AS number FROM patients WHERE id = ${id}`))!;
    await books.do(new MergePatients({ patientId: goes, version: (await record(goes)).version, intoNumber: (await record(stays)).number, reason }));
    const { draftId } = await books.do<{ draftId: string }>(new CorrectInvoice({ ...on(invoiceId), reason }));
    await books.do(new ReviewDraft({ ...books.at, draftId }));
    await books.do(new FinalizeInvoice({ ...books.at, draftId }));
    await books.do(new UndoPatientMerge({ patientId: goes, reason }));
    await books.do(new TransferShare({ ...on(draftId), fromPartyKey: stays, toPartyKey: await books.partyKeyOf(draftId, 'insurer'), amountCents: 1_000, reason }));
    expect(await clinic.open(draftId)).toEqual([7_000, 3_000, 0]);
  });

  it('MONEY 8: and so are merged payers', async () => {
    const { clinic } = books;
    const { payerId: twin } = await books.do<{ payerId: string }>(new AddPayer({ name: 'Kestrel Freight Company', kind: 'employer' }));
    const { invoiceId } = await insured(10_000, 4_000);
    await books.do(new TransferShare({ ...on(invoiceId), fromPartyKey: clinic.amelia, toPartyKey: twin, amountCents: 2_000, reason }));
    await books.do(new MergePayers({ payerId: twin, intoId: clinic.kestrel, version: 1, reason }));
    const paymentId = await books.kestrelPays(invoiceId, 2_000);
    await books.do(new TransferShare({ ...on(invoiceId), fromPartyKey: twin, toPartyKey: clinic.amelia, amountCents: 1_500, reason }));
    expect(await books.holdings(paymentId)).toEqual([['earmark', 1_500, await books.lineOf(invoiceId)]]);
  });

  it('MONEY 9: a bounce takes only the money; a correction takes what was adjusted and moved with it, and holds what others paid on that', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(10_000, 10_000);
    const bounced = await books.harborPays(invoiceId, 6_000, 1_000, 2_000);
    const patient = await books.patientPays(invoiceId, 2_000);
    await books.do(new ReversePayment({ ...books.at, paymentId: bounced, reason: 'Returned by the bank', isBounce: true }));
    expect(await clinic.open(invoiceId)).toEqual([7_000, 0, 0]);
    const again = await books.harborPays(invoiceId, 4_000, 500, 1_000);
    await books.patientPays(invoiceId, 1_000);
    const mark = await books.mark();
    await books.do(new ReversePayment({ ...books.at, paymentId: again, reason }));
    expect(await clinic.open(invoiceId)).toEqual([7_000, 0, 0]);
    expect(await books.booked(mark)).toEqual({ 1010: -4_000, 1100: 5_500, 2110: -1_000, 4100: -500 });
    expect(await books.holdings(patient)).toEqual([]);
    await expect(books.do(new ReversePayment({ ...books.at, paymentId: again, reason }))).rejects.toEqual(saying('is reversed already'));
  });

  it('a payment that was released in part, used elsewhere and reversed leaves nothing, account by account', async () => {
    const { clinic } = books;
    const [one, two] = [await insured(10_000, 0), await insured(10_000, 0)];
    const mark = await books.mark();
    const paymentId = await books.patientPays(one.invoiceId, 5_000, 1_000);
    await books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId: await books.allocationOf(paymentId), amountCents: 2_000, reason }));
    await books.do(new AllocatePayment({ ...books.at, paymentId, rows: [row(two.invoiceId, 2_500)] }));
    await books.do(new ReversePayment({ ...books.at, paymentId, reason }));
    expect(await books.booked(mark)).toEqual({});
    expect([await clinic.open(one.invoiceId), await clinic.open(two.invoiceId)]).toEqual([[0, 10_000, 0], [0, 10_000, 0]]);
    expect(await books.violations()).toEqual([]);
  });

  it('MONEY 19: voiding an invoice first releases all its money, to the payments it came from, then mirrors the rest: one act', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(15_000, 12_000);
    const [patient, insurer] = [await books.patientPays(invoiceId, 3_000), await books.harborPays(invoiceId, 8_000, 2_000)];
    const mark = await books.mark();
    await books.do(new VoidInvoice({ ...on(invoiceId), reason }));
    expect(await clinic.open(invoiceId)).toEqual([0, 0, 0]);
    expect(await books.booked(mark)).toEqual({ 1100: -2_000, 2100: -8_000, 2110: -3_000, 4000: 15_000, 4100: -2_000 });
    expect([await books.holdings(patient), await books.holdings(insurer)]).toEqual([[['credit', 3_000, '']], [['to-allocate', 8_000, '']]]);
    const acts = await clinic.reader.all(sql`SELECT DISTINCT act_id AS act FROM journals WHERE number > ${mark}`);
    expect(acts).toHaveLength(1);
    await books.do(new ReversePayment({ ...books.at, paymentId: patient, reason }));
    await expect(books.do(new VoidInvoice({ ...on(invoiceId), reason }))).rejects.toEqual(saying('is voided'));
  });

  it('MONEY 19: an invoice is voided also when a part moved back from the middle of several transfers', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(10_000, 6_000);
    const insurerKey = await books.partyKeyOf(invoiceId, 'insurer');
    const move = (fromPartyKey: string, toPartyKey: string, amountCents: number) => books.do(new TransferShare({ ...on(invoiceId), fromPartyKey, toPartyKey, amountCents, reason }));
    const paid = await books.harborPays(invoiceId, 1_000, 0, 3_000);
    await move(clinic.amelia, insurerKey, 7_000);
    await move(insurerKey, clinic.amelia, 5_000);
    await books.do(new ReversePayment({ ...books.at, paymentId: paid, reason }));
    await books.do(new VoidInvoice({ ...on(invoiceId), reason }));
    expect(await clinic.open(invoiceId)).toEqual([0, 0, 0]);
    expect(await books.violations()).toEqual([]);
  });

  it('MONEY 8: money that a correction’s reversal holds for a line goes back there when the corrected payment moves a part to the patient again', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(15_000, 12_000);
    const wrong = await books.harborPays(invoiceId, 8_000, 2_000, 1_000);
    const patient = await books.patientPays(invoiceId, 4_000);
    const receipt = { method: 'insurance-eft' as const, amountCents: 8_000, rows: [row(invoiceId, 8_000, 2_000, 600)] };
    await books.do(new CorrectPayment({ ...books.at, paymentId: wrong, reason, kind: 'insurance', receipt: { ...receipt, payerId: clinic.harbor } }));
    expect(await clinic.open(invoiceId)).toEqual([1_400, 0, 0]);
    expect(await books.holdings(patient)).toEqual([['earmark', 400, await books.lineOf(invoiceId)]]);
    expect(await books.violations()).toEqual([]);
  });

  it('MONEY 19: Correct voids and starts a prefilled draft in its place, linked both ways, as one act', async () => {
    const { clinic } = books;
    const { invoiceId, number } = await clinic.invoice([[10_000, 8_000, 500], [3_000, 0]]);
    const paymentId = await books.patientPays(invoiceId, 1_500);
    const { draftId } = await books.do<{ draftId: string }>(new CorrectInvoice({ ...on(invoiceId), reason }));
    expect(await clinic.payment(paymentId)).toMatchObject({ unappliedCents: 1_500 });
    const shares = await clinic.reader.all<{ kind: string; cents: number }>(sql`
      SELECT s.party_kind AS kind, SUM(s.amount_cents) AS cents FROM draft_shares s WHERE s.draft_id = ${draftId} GROUP BY s.party_kind ORDER BY s.party_kind`);
    expect(shares).toEqual([{ kind: 'insurer', cents: 8_000 }, { kind: 'other', cents: 500 }, { kind: 'patient', cents: 4_500 }]);
    const [link] = await clinic.reader.all(sql`SELECT invoice_id AS original, reissue_id AS reissue, reason AS reason FROM invoice_corrections WHERE invoice_id = ${invoiceId}`);
    expect(link).toEqual({ original: invoiceId, reissue: draftId, reason });
    await books.do(new ReviewDraft({ ...books.at, draftId }));
    const reissued = await books.do<{ number: string }>(new FinalizeInvoice({ ...books.at, draftId }));
    expect(reissued.number).not.toBe(number);
    expect(await clinic.open(draftId)).toEqual([8_000, 4_500, 500]);
  });

  it('the payers entered on an invoice stand on the draft in its place; one that followed the coverages follows them on', async () => {
    const { clinic } = books;
    const at = books.at;
    const entered = async (draftId: string) => ({
      from: (await clinic.reader.one<{ payersFrom: string }>(sql`SELECT d.payers_from AS payersFrom FROM invoice_drafts d WHERE d.id = ${draftId}`))!.payersFrom,
      payers: await clinic.reader.all(sql`SELECT e.payer_id AS payerId, e.sequence AS sequence, e.member_id AS memberId FROM draft_payers e WHERE e.draft_id = ${draftId} ORDER BY e.sequence`),
    });
    const { invoiceId: draftId } = await clinic.invoice([[10_000, 8_000]], { finalize: false });
    await books.do(new SetDraftPayers({ ...at, draftId, payers: [new PayerAt({ sequence: 1, payerId: clinic.harbor, memberId: 'TYPED-7' }), new PayerAt({ sequence: 4, payerId: clinic.kestrel })] }));
    await books.do(new ReviewDraft({ ...at, draftId }));
    await books.do(new FinalizeInvoice({ ...at, draftId }));
    const { draftId: reissueId } = await books.do<{ draftId: string }>(new CorrectInvoice({ ...on(draftId), reason }));
    expect(await entered(reissueId)).toEqual(await entered(draftId));
    expect((await entered(reissueId)).payers).toMatchObject([{ payerId: clinic.harbor, memberId: 'TYPED-7' }, { payerId: clinic.kestrel, sequence: 4 }]);
    const { invoiceId } = await clinic.invoice([[10_000, 8_000]]);
    const plain = await books.do<{ draftId: string }>(new CorrectInvoice({ ...on(invoiceId), reason }));
    expect(await entered(plain.draftId)).toEqual({ from: '', payers: [] });
  });

  it('what was released goes to the invoice in its place: each payment to its own party’s parts up to what is open, once, as one act', async () => {
    const { clinic } = books;
    const { invoiceId } = await clinic.invoice([[10_000, 6_000]]);
    const patient = [await books.patientPays(invoiceId, 2_500), await books.patientPays(invoiceId, 1_500, 700)];
    const insurer = await books.harborPays(invoiceId, 4_000, 1_000);
    const { draftId } = await books.do<{ draftId: string }>(new CorrectInvoice({ ...on(invoiceId), reason }));
    await books.do(new ApplyInsuranceToDraft({ ...books.at, draftId, amounts: [new DraftAmount({ partyKey: clinic.harbor, amountCents: 7_000 })] }));
    await books.do(new ReviewDraft({ ...books.at, draftId }));
    await books.do(new FinalizeInvoice({ ...books.at, draftId }));
    const mark = await books.mark();
    await books.do(new ApplyReleased(on(draftId)));
    expect(await clinic.open(draftId)).toEqual([3_000, 0, 0]);
    expect(await books.booked(mark)).toEqual({ 1100: -4_000, 1110: -3_000, 2100: 4_000, 2110: 3_000 });
    expect([await clinic.payment(patient[0]!), await clinic.payment(patient[1]!), await clinic.payment(insurer)]).toMatchObject([{ unappliedCents: 0 }, { unappliedCents: 1_700 }, { unappliedCents: 0 }]);
    expect(await clinic.reader.all(sql`SELECT DISTINCT act_id AS act FROM journals WHERE number > ${mark}`)).toHaveLength(1);
    await expect(books.do(new ApplyReleased(on(draftId)))).rejects.toMatchObject({ code: expect.any(String) });
  });

  it('Correct a payment reverses and reposts it as one act on the accounting day, under the same number, linked', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(10_000, 10_000);
    const wrong = { ...books.at, payerId: clinic.harbor, method: 'insurance-eft' as const, reference: 'EFT 7001', amountCents: 6_000, rows: [row(invoiceId, 6_000, 1_000, 500)], postingDate: addDays(clinic.today, -0) };
    const { paymentId } = await books.do<{ paymentId: string }>(new RecordInsurancePayment(wrong));
    const { locationId: _, postingDate: __, ...receipt } = wrong;
    const mark = await books.mark();
    const corrected = new CorrectPayment({ ...books.at, paymentId, reason, kind: 'insurance', receipt: { ...receipt, amountCents: 6_200, rows: [row(invoiceId, 6_200, 1_000, 500)] } });
    const { paymentId: right } = await books.do<{ paymentId: string }>(corrected);
    expect(await books.booked(mark)).toEqual({ 1010: 200, 1100: -200 });
    expect([await clinic.payment(paymentId), await clinic.payment(right)]).toMatchObject([{ state: 'reversed', amountCents: 6_000 }, { state: 'posted', amountCents: 6_200, duplicateOrdinal: 0 }]);
    const [link] = await clinic.reader.all(sql`SELECT replacement_id AS replacement FROM payment_corrections WHERE payment_id = ${paymentId}`);
    expect(link).toEqual({ replacement: right });
    await expect(books.do(corrected)).rejects.toEqual(saying('is reversed already'));
    const desk = person('fran', ['payment.read', 'payment.reverse-any'], [clinic.maple]);
    await expect(clinic.as(desk, new CorrectPayment({ ...corrected, paymentId: right }))).rejects.toEqual(saying('does not include'));
  });

  it('MONEY 21: nothing is posted before the last entry of a payment it releases', async () => {
    const { clinic } = books;
    const { invoiceId } = await clinic.invoice([[5_000, 0]], { serviceDate: addDays(clinic.today, -20) });
    const early = { ...on(invoiceId), partyKey: clinic.amelia, kind: 'charity' as const, reason, postingDate: addDays(clinic.today, -3) };
    await books.patientPays(invoiceId, 5_000);
    await expect(books.do(new AdjustInvoice({ ...early, amountCents: 1_000 }))).rejects.toEqual(saying('before the last entry'));
  });

  it('MONEY 24: a credit on a share that is paid carries its tax and releases the money, which is free', async () => {
    const { clinic } = books;
    const { invoiceId } = await books.taxed(10_000, 1_000);
    const paymentId = await books.patientPays(invoiceId, 11_000);
    const mark = await books.mark();
    await books.do(new AdjustInvoice({ ...on(invoiceId), partyKey: clinic.amelia, kind: 'courtesy', amountCents: 5_500, reason }));
    expect(await books.booked(mark)).toEqual({ 2110: -5_500, 2300: 500, 4111: 5_000 });
    expect(await books.holdings(paymentId)).toEqual([['credit', 5_500, '']]);
    const [given] = await clinic.reader.all<{ id: string }>(sql`SELECT id AS id FROM adjustments WHERE invoice_id = ${invoiceId}`);
    await books.do(new ReverseAdjustment({ ...on(invoiceId), adjustmentId: given!.id, reason }));
    expect(await clinic.open(invoiceId)).toEqual([0, 5_500, 0]);
  });

  it('MONEY 25: what everybody still owes is 1100 + 1110 + 1120', async () => {
    const { clinic } = books;
    const [open] = await clinic.reader.all<{ cents: number }>(sql`SELECT SUM(charged_cents - paid_cents - adjusted_cents) AS cents FROM shares`);
    expect((await clinic.balance('1100')) + (await clinic.balance('1110')) + (await clinic.balance('1120'))).toBe(open!.cents);
  });

  it('is refused on somebody else’s change, outside the grant, and without a reason', async () => {
    const { clinic } = books;
    const { invoiceId } = await insured(1_000, 0);
    const paymentId = await books.patientPays(invoiceId, 500);
    const allocationId = await books.allocationOf(paymentId);
    const elsewhere = person('petra', [...CLERK, 'invoice.void', 'invoice.apply-insurance'], [clinic.cedar]);
    const transfer = { ...on(invoiceId), fromPartyKey: clinic.amelia, toPartyKey: clinic.kestrel, amountCents: 100, reason };
    await expect(books.do(new TransferShare({ ...transfer, version: 1 }))).rejects.toEqual(saying('changed this'));
    await expect(books.do(new TransferShare({ ...transfer, reason: ' ' }))).rejects.toEqual(saying('reason'));
    await expect(books.do(new TransferShare({ ...transfer, amountCents: 1_001 }))).rejects.toEqual(saying('is 10.00; transfer at most that'));
    await expect(books.do(new TransferShare({ ...transfer, toPartyKey: clinic.amelia }))).rejects.toEqual(saying('the same party'));
    await expect(clinic.as(elsewhere, new TransferShare({ ...transfer, locationId: clinic.cedar }))).rejects.toEqual(saying('There is no such record'));
    await expect(clinic.as(elsewhere, new ReleaseAllocation({ locationId: clinic.cedar, paymentId, allocationId, reason }))).rejects.toEqual(saying('There is no such record'));
    await expect(books.do(new ReleaseAllocation({ ...books.at, paymentId, allocationId, reason: '' }))).rejects.toEqual(saying('reason is missing'));
  });
});
