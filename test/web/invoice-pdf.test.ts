import { mkdirSync, writeFileSync } from 'node:fs';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, SetDraftDiagnoses, DiagnosisAt, StartInvoiceDraft } from '../../src/invoices/index.js';
import { fontsFor, FONTS, printable, visualPieces } from '../../src/platform/web/pdf-letters.js';
import { RecordPatientPayment, VoidInvoice } from '../../src/payments/index.js';
import { AddProvider, AddService } from '../../src/services/index.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { pagesOf } from '../support/pdf.js';
import { clerkAt, readerAt } from '../support/records.js';

/** Where the pages are kept to be looked at, if anywhere. */
const LOOK = process.env.LEDGERLINE_PDF_FOLDER;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    dana = web.signIn(clerkAt(web.clinic.maple), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    rita = web.signIn(readerAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
  });
  afterAll(() => web.close());

  const pdf = async (invoiceId: string, name: string): Promise<Buffer> => {
    const answer = await web.app.inject({ method: 'GET', url: `/invoices/${invoiceId}/pdf`, headers: { host: 'clinic.test', 'x-person': dana } });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    if (LOOK) {
      mkdirSync(LOOK, { recursive: true });
      writeFileSync(`${LOOK}/${name}.pdf`, answer.rawPayload);
    }
    return answer.rawPayload;
  };

  async function longInvoice(lines: number): Promise<{ invoiceId: string; number: string; patientId: string }> {
    const { clinic, run } = web;
    const locationId = clinic.maple;
    const patientId = await clinic.patient({ secondary: true, lastName: 'Featherstonehaugh-Cholmondeley de la Cruz y Núñez-Rivière' });
    const { providerId } = await run<{ providerId: string }>(new AddProvider({ name: 'Ida Marguerite Brandt-Oppenheimer, MD, FACP' }));
    const { serviceId } = await run<{ serviceId: string }>(new AddService({ locationId, code: `LONG-${lines}-${Date.now() % 10_000}`, description: 'Therapeutic exercise to develop strength, endurance, range of motion and flexibility, each fifteen minutes', priceCents: 4_575, taxBasisPoints: 825 }));
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    await run(new SetDraftDiagnoses({ locationId, draftId, codes: [new DiagnosisAt({ letter: 'A', code: 'M54.5' }), new DiagnosisAt({ letter: 'B', code: 'J06.9' })] }));
    for (let nth = 0; nth < lines; nth += 1) {
      const terms = nth % 3 === 0 ? { discountBasisPoints: 1000, discountReason: 'Course of ten' } : {};
      await run(new AddDraftLine({ locationId, draftId, serviceId: nth % 2 ? clinic.visit : serviceId, quantity: 1 + (nth % 3), serviceDate: clinic.today, providerId, pointers: 'AB', ...terms }));
    }
    await run(new ApplyInsuranceToDraft({ locationId, draftId, spread: 'pro-rata', amounts: [{ partyKey: clinic.harborlight, amountCents: 20_000 }, { partyKey: clinic.kestrel, amountCents: 5_000 }] }));
    const { invoiceId, number } = await run<{ invoiceId: string; number: string }>(new FinalizeInvoice({ locationId, draftId }));
    return { invoiceId, number, patientId };
  }

  it('prints letterhead, lines, each party’s part and what was paid, and the same file twice', async () => {
    const { invoiceId, number, patientId } = await longInvoice(3);
    const row = { invoiceId, amountCents: 1_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    await web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: patientId, method: 'card', amountCents: 1_000, rows: [row] }));
    const file = await pdf(invoiceId, 'short');
    const pages = pagesOf(file);
    for (const said of ['Maple Street', `Invoice ${number}`.slice(8), 'Núñez-Rivière', 'A M54.5, B J06.9', 'Primary', 'Harborlight Health Plan', 'member', 'Kestrel Freight', 'discount', 'You owe', 'PAY-', 'Page 1 of']) {
      expect(pages.join(' ').replace(/\s+/g, ' ')).toContain(said);
    }
    expect(pages.join(' ')).not.toContain('M-1-0');
    expect((await pdf(invoiceId, 'short')).equals(file)).toBe(true);
  });

  it('goes over pages with forty lines: the head of the table again, no page with the total alone', async () => {
    const { invoiceId } = await longInvoice(40);
    const pages = pagesOf(await pdf(invoiceId, 'long'));
    expect(pages.length).toBeGreaterThan(2);
    const withTotal = pages.findIndex((text) => /Total\s+USD/.test(text));
    expect(pages[withTotal]).toMatch(/Service date[\s\S]*(Follow-up visit|Therapeutic)[\s\S]*Total\s+USD/);
    pages.forEach((text, index) => expect(text).toContain(`Page ${index + 1} of ${pages.length}`));
  });

  it('says across the page that it is voided, and owes nothing', async () => {
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
    await web.run(new VoidInvoice({ locationId: web.clinic.maple, invoiceId, reason: 'Wrong patient' }));
    expect(pagesOf(await pdf(invoiceId, 'voided'))[0]).toMatch(/VOIDED/);
  });

  it('holds the letters of a name that the standard fonts lack', async () => {
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient({ lastName: 'Wałęsa לוי' }));
    const { rawPayload } = await web.app.inject({ method: 'GET', url: `/invoices/${invoiceId}/pdf`, headers: { host: 'clinic.test', 'x-person': dana } });
    expect(rawPayload.toString('latin1')).toMatch(/\/FontName \/\w+\+DejaVuSansCondensed/);
    expect(rawPayload.length).toBeLessThan(60_000);
  });

  it('is there only where the invoice is', async () => {
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
    expect((await web.get(rita, `/invoices/${invoiceId}/pdf`)).status).toBe(404);
    const { reads } = await web.get(dana, `/invoices/${invoiceId}/pdf`);
    expect(reads).toBeLessThanOrEqual(12);
  });
});

it('letters that no font has become question marks, never boxes; all others are drawn as they are', () => {
  expect(printable('Núñez Wałęsa Őry Œuvre – “Ø” 5 € Ћ אברהם')).toBe('Núñez Wałęsa Őry Œuvre – “Ø” 5 € Ћ אברהם');
  expect(printable('李 Ng')).toBe('? Ng');
  expect(printable('a\u202eb\u0007')).toBe('a?b?');
  expect([fontsFor('Núñez – 5 €'), fontsFor('Wałęsa'), fontsFor('אברהם')]).toEqual([FONTS.western, FONTS.wide, FONTS.wide]);
});

it('names that run from right to left stand so within a line that does not', () => {
  const shown = (line: string): string => visualPieces(line).filter((piece) => piece.trim()).join('|');
  expect(shown('Statement 3 · אברהם בן לוי')).toBe('Statement|3|·|לוי|בן|אברהם');
  expect(shown('محمد الأمين, MS-10001')).toBe('الأمين|محمد|,|MS-10001');
  expect(shown('Plain words')).toBe('Plain|words');
});
