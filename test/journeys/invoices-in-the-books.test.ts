import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, ImportOpenInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { AdjustInvoice, ApplyInsurance, RecordInsurancePayment, ReverseAdjustment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

/** Every act an invoice knows, with the books open: after each, every figure is recomputed and every account agrees. */
eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  const reason = 'Agreed by phone';
  const at = () => ({ locationId: books.clinic.maple });
  const balanceOf = async (account: string, invoiceId: string) => {
    const row = await books.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM entries WHERE account_code = ${account} AND invoice_id = ${invoiceId}`);
    return row!.cents;
  };
  const expectBooks = async () => expect((await runCheck(books.reader)).violations).toEqual([]);
  const lastAdjustment = async (invoiceId: string) => (await books.reader.one<{ id: string }>(sql`SELECT MAX(id) AS id FROM adjustments WHERE invoice_id = ${invoiceId}`))!.id;

  it('a taxed invoice is discounted, the discount reversed, insurance applied, and voided: nothing of it remains', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient({ covered: false });
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ ...at(), patientId }));
    await run(new AddDraftLine({ ...at(), draftId, serviceId: clinic.taxedBrace, quantity: 1, serviceDate: clinic.today }));
    await run(new FinalizeInvoice({ ...at(), draftId }));
    expect([await balanceOf('1110', draftId), await balanceOf('4000', draftId), await balanceOf('2300', draftId)]).toEqual([8_660, -8_000, -660]);
    await run(new AdjustInvoice({ ...at(), invoiceId: draftId, partyKey: patientId, kind: 'courtesy', amountCents: 866, reason }));
    expect([await balanceOf('1110', draftId), await balanceOf('4111', draftId), await balanceOf('2300', draftId)]).toEqual([7_794, 800, -594]);
    await expectBooks();
    await run(new ReverseAdjustment({ ...at(), invoiceId: draftId, adjustmentId: await lastAdjustment(draftId), reason }));
    await run(new ApplyInsurance({ ...at(), invoiceId: draftId, partyKey: clinic.kestrel, amountCents: 5_000 }));
    expect([await balanceOf('1110', draftId), await balanceOf('1120', draftId)]).toEqual([3_660, 5_000]);
    await run(new AdjustInvoice({ ...at(), invoiceId: draftId, partyKey: clinic.kestrel, kind: 'bad-debt', amountCents: 100, reason }));
    await run(new AdjustInvoice({ ...at(), invoiceId: draftId, partyKey: clinic.kestrel, kind: 'bad-debt', amountCents: -40, reason }));
    expect(await balanceOf('5100', draftId)).toBe(60);
    await expectBooks();
    await run(new VoidInvoice({ ...at(), invoiceId: draftId, reason }));
    for (const account of ['1110', '1120', '4000', '2300', '4111', '5100']) expect([account, await balanceOf(account, draftId)]).toEqual([account, 0]);
    await expectBooks();
  });

  it('a payment’s adjustment and transfer go back with it, a clerk’s own adjustment stays', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient();
    const { invoiceId } = await clinic.invoice(patientId, { visits: 2 });
    await run(new AdjustInvoice({ ...at(), invoiceId, partyKey: await coverageOf(patientId), kind: 'timely-filing', amountCents: 500, reason }));
    const rows = [{ invoiceId, amountCents: 9_000, adjustmentCents: 4_000, adjustmentReasonCode: 'CO-45', adjustmentReason: '', toPatientCents: 2_000, toPatientReasonCode: 'PR-2' }];
    const { paymentId } = await run<{ paymentId: string }>(new RecordInsurancePayment({ ...at(), payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 9_000, reference: 'EFT 71', rows }));
    expect([await balanceOf('1100', invoiceId), await balanceOf('1110', invoiceId), await balanceOf('4100', invoiceId)]).toEqual([4_500, 2_000, 4_000]);
    await expectBooks();
    await run(new ReversePayment({ ...at(), paymentId, reason }));
    expect([await balanceOf('1100', invoiceId), await balanceOf('1110', invoiceId), await balanceOf('4100', invoiceId), await balanceOf('4113', invoiceId)]).toEqual([19_500, 0, 0, 500]);
    await run(new VoidInvoice({ ...at(), invoiceId, reason }));
    expect([await balanceOf('1100', invoiceId), await balanceOf('4113', invoiceId)]).toEqual([0, 0]);
    await expectBooks();
  });

  it('an open invoice comes in against opening balances and is paid like any other', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient();
    const parts = [{ partyKey: clinic.harborlight, amountCents: 4_000 }, { amountCents: 600 }];
    const { invoiceId } = await run<{ invoiceId: string }>(new ImportOpenInvoice({ ...at(), number: 'OLD-77', patientId, originalDate: '2026-04-30', parts }));
    expect([await balanceOf('1100', invoiceId), await balanceOf('1110', invoiceId), await balanceOf('3000', invoiceId)]).toEqual([4_000, 600, -4_600]);
    const rows = [{ invoiceId, amountCents: 4_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }];
    await run(new RecordInsurancePayment({ ...at(), payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 4_000, reference: 'EFT 72', rows }));
    expect(await balanceOf('1100', invoiceId)).toBe(0);
    await expectBooks();
  });

  it('an act takes the same number of statements however many lines the invoice has: finalizing 27 at most, the others 22', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient();
    const counts: number[] = [];
    const counted = async <T>(command: object): Promise<T> => {
      const answer = await run<T>(command);
      counts.push(books.commands.lastStatements);
      return answer;
    };
    // The first round fills what is read once: the organization, the series.
    for (const lines of [1, 1, 8]) {
      const { draftId } = await counted<{ draftId: string }>(new StartInvoiceDraft({ ...at(), patientId }));
      for (let nth = 0; nth < lines; nth += 1) await run(new AddDraftLine({ ...at(), draftId, serviceId: clinic.taxedBrace, quantity: 1, serviceDate: clinic.today }));
      await counted(new FinalizeInvoice({ ...at(), draftId }));
      await counted(new AdjustInvoice({ ...at(), invoiceId: draftId, partyKey: await coverageOf(patientId), kind: 'courtesy', amountCents: lines * 8_000, reason }));
      await counted(new VoidInvoice({ ...at(), invoiceId: draftId, reason }));
    }
    expect(counts.slice(8)).toEqual(counts.slice(4, 8));
    const [start, finalize, adjust, voiding] = counts.slice(8);
    expect(finalize).toBeLessThanOrEqual(27);
    expect(Math.max(start!, adjust!, voiding!)).toBeLessThanOrEqual(22);
  });

  it('three payers share one invoice, each receivable where it belongs', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient({ secondary: true });
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ ...at(), patientId }));
    await run(new AddDraftLine({ ...at(), draftId, serviceId: clinic.visit, quantity: 3, serviceDate: clinic.today }));
    const amounts = [{ partyKey: clinic.harborlight, amountCents: 15_000 }, { partyKey: clinic.tamarack, amountCents: 5_000 }, { partyKey: clinic.kestrel, amountCents: 2_500 }];
    await run(new ApplyInsuranceToDraft({ ...at(), draftId, amounts }));
    await run(new FinalizeInvoice({ ...at(), draftId }));
    expect([await balanceOf('1100', draftId), await balanceOf('1120', draftId), await balanceOf('1110', draftId)]).toEqual([20_000, 2_500, 7_500]);
    await expectBooks();
  });

  async function coverageOf(patientId: string): Promise<string> {
    return (await books.reader.one<{ id: string }>(sql`SELECT id AS id FROM coverages WHERE patient_id = ${patientId}`))!.id;
  }
});
