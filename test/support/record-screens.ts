import { AddPayer, AddPayerContact, MergePayers } from '../../src/insurers/index.js';
import { AddDraftLine, ReviewDraft, StartInvoiceDraft } from '../../src/invoices/index.js';
import { MergePatients } from '../../src/patients/index.js';
import { CorrectInvoice, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql, type Sql } from '../../src/platform/database/sql.js';
import { AddProvider } from '../../src/services/index.js';
import type { ClinicWeb } from './clinic-web.js';

/** Screens of records in states that the first ones are not in: corrected, merged, reversed, reviewed; and the forms that change them. */
export async function recordScreens(web: ClinicWeb, { patientId, invoiceId }: { patientId: string; invoiceId: string }): Promise<[string, string][]> {
  const { clinic, run } = web;
  const payer = `/insurers/${clinic.harborlight}`;
  await run(new AddPayerContact({ payerId: clinic.harborlight, version: 1, role: 'Claims', contactName: 'Pat Moss', phone: '555-0140' }));
  await run(new AddProvider({ name: 'Ida Brandt, MD' }));
  await reviewedDraft(web, patientId);
  await reviewedDraft(web, patientId);
  const [merged, corrected] = [await mergedRecords(web), await correctedInvoice(web)];
  const id = async (query: Sql): Promise<string> => (await web.app.get(Reader).one<{ id: string }>(query))!.id;
  const [adjustment, coverage] = [await id(sql`SELECT MIN(id) AS id FROM adjustments`), await id(sql`SELECT MIN(id) AS id FROM coverages WHERE patient_id = ${patientId}`)];
  const contact = await id(sql`SELECT MIN(id) AS id FROM payer_contacts`);
  const said = `/contact-log/${await id(sql`SELECT MIN(id) AS id FROM communications`)}`;
  const insurance = await id(sql`SELECT MIN(id) AS id FROM payments WHERE kind = 'insurer'`);
  return [
    ['story', `/invoices/${invoiceId}/story`], ['drafts', '/invoices?state=draft'], ['new invoice', '/invoices/drafts/new'], ['an invoice that was corrected', `/invoices/${corrected.invoiceId}`],
    ['the draft in place of a corrected invoice', `/invoices/drafts/${corrected.draftId}`], ['reverse an adjustment', `/invoices/${invoiceId}/adjustments/${adjustment}/reversal/new`],
    ['new coverage', `/patients/${patientId}/coverages/new`], ['edit a coverage', `/patients/${patientId}/coverages/${coverage}/edit`], ['a merged patient', `/patients/${merged.patientId}`],
    ['edit insurer', `${payer}/edit`], ['edit a contact', `${payer}/contacts/${contact}/edit`], ['a merged insurer', `/insurers/${merged.payerId}`],
    ['correct a logged contact', `${said}/correction`], ['close a follow-up', `${said}/closing`],
    ['an insurer’s payment', `/payments/${insurance}`], ['a reversed payment', `/payments/${corrected.reversedId}`], ['accept another payer’s payment', `/payments/new?patient=${patientId}&kind=other`],
    ['service', `/services/${clinic.visit}`], ['new service', '/services/new'], ['provider', `/providers/${await id(sql`SELECT MIN(id) AS id FROM providers`)}`],
    ['journal', `/ledger/journals/${await id(sql`SELECT MIN(id) AS id FROM journals`)}`], ['journals of an account', '/ledger/journals?account=1100'], ['an explanation', `/ledger/explain?invoice=${invoiceId}`],
    ['closing a day', `/days?day=${clinic.today}`], ['history', `/audit/history?type=invoice&id=${invoiceId}`], ['nothing found', '/patients?q=nobody-of-that-name'],
  ];
}

async function reviewedDraft({ clinic, run }: ClinicWeb, patientId: string): Promise<void> {
  const locationId = clinic.maple;
  const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
  await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: 1, serviceDate: clinic.today }));
  await run(new ReviewDraft({ locationId, draftId }));
}

async function mergedRecords({ clinic, run, app }: ClinicWeb): Promise<{ patientId: string; payerId: string }> {
  const [patientId, into] = [await clinic.patient({ lastName: 'Twice', covered: false }), await clinic.patient({ lastName: 'Once', covered: false })];
  const { number } = (await app.get(Reader).one<{ number: string }>(sql`SELECT p.number AS number FROM patients p WHERE p.id = ${into}`))!;
  await run(new MergePatients({ patientId, version: 1, intoNumber: number, reason: 'Registered twice' }));
  const { payerId } = await run<{ payerId: string }>(new AddPayer({ name: 'Tamarak Mutual', kind: 'insurer' }));
  await run(new MergePayers({ payerId, intoId: clinic.tamarack, version: 1, reason: 'Entered twice' }));
  return { patientId, payerId };
}

/** Paid, corrected and so with money that is proposed on its draft; and a payment that was reversed. */
async function correctedInvoice({ clinic, run }: ClinicWeb): Promise<{ invoiceId: string; draftId: string; reversedId: string }> {
  const locationId = clinic.maple;
  const patientId = await clinic.patient({ lastName: 'Corrected', covered: false });
  const { invoiceId } = await clinic.invoice(patientId);
  const pay = (reference: string): Promise<{ paymentId: string }> => {
    const rows = [{ invoiceId, amountCents: 2_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }];
    return run(new RecordPatientPayment({ locationId, guarantorId: patientId, method: 'card', amountCents: 2_000, reference, rows }));
  };
  await pay('A 1');
  const { paymentId: reversedId } = await pay('A 2');
  await run(new ReversePayment({ locationId, paymentId: reversedId, reason: 'Recorded twice' }));
  const { draftId } = await run<{ draftId: string }>(new CorrectInvoice({ locationId, invoiceId, reason: 'Wrong service' }));
  return { invoiceId, draftId, reversedId };
}
