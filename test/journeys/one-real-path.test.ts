import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  const share = (invoiceId: string) =>
    books.reader.all<{ kind: string; open: number }>(
      sql`SELECT party_kind AS kind, SUM(charged_cents - paid_cents - adjusted_cents) AS open FROM shares WHERE invoice_id = ${invoiceId} GROUP BY party_kind ORDER BY party_kind`,
    );
  const row = (invoiceId: string, amountCents: number, adjustmentCents = 0, toPatientCents = 0) => ({
    invoiceId, amountCents, adjustmentCents, adjustmentReasonCode: adjustmentCents ? 'CO-45' : '', adjustmentReason: '', toPatientCents, toPatientReasonCode: toPatientCents ? 'PR-2' : '',
  });

  it('an insurer pays 300.00; 200.00 goes to one invoice and 80.00 to another, and reversing brings all of it back', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient();
    const first = await clinic.invoice(patientId, { visits: 3 });
    const second = await clinic.invoice(patientId);
    const { paymentId } = await run<{ paymentId: string }>(
      new RecordInsurancePayment({
        locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 30_000, reference: 'EFT 8004',
        rows: [row(first.invoiceId, 20_000), row(second.invoiceId, 8_000, 1_000, 1_000)], remainderKind: 'needs-research',
      }),
    );
    process.stderr.write(`${engine.dialect}: ${books.commands.lastStatements} statements\n`);
    expect(await share(first.invoiceId)).toEqual([{ kind: 'insurer', open: 10_000 }]);
    expect(await share(second.invoiceId)).toEqual([{ kind: 'insurer', open: 0 }, { kind: 'patient', open: 1_000 }]);
    expect((await runCheck(books.reader)).violations).toEqual([]);
    await run(new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Wrong check' }));
    expect(await share(first.invoiceId)).toEqual([{ kind: 'insurer', open: 30_000 }]);
    expect(await share(second.invoiceId)).toEqual([{ kind: 'insurer', open: 10_000 }, { kind: 'patient', open: 0 }]);
    expect((await runCheck(books.reader)).violations).toEqual([]);
  });

  it('a patient pays the part that is hers', async () => {
    const { clinic, run } = books;
    const patientId = await clinic.patient({ covered: false });
    const { invoiceId } = await clinic.invoice(patientId);
    await run(new RecordPatientPayment({ locationId: clinic.maple, guarantorId: patientId, method: 'cash', amountCents: 4_000, rows: [row(invoiceId, 4_000)] }));
    expect(await share(invoiceId)).toEqual([{ kind: 'patient', open: 6_000 }]);
  });
});
