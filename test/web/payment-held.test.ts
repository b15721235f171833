import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';
import { rawConnection } from '../support/raw-connection.js';

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rosa: string;
  let rob: string;
  const [OLGA, LEE, FINN] = [newId(), newId(), newId()];

  beforeAll(async () => {
    const config = await engine.config();
    web = await clinicWeb(config);
    const { maple, riverside } = web.clinic;
    const desk = ['patient.read', 'payment.read', 'payment.take-patient', 'payment.use-credit'];
    dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'ledger.read', 'invoice.draft', 'invoice.review', 'invoice.finalize'], [maple]), [{ id: maple, name: 'Maple Street' }]);
    rosa = web.signIn(person('01K0000000000000000000ROSA', desk, [maple]), [{ id: maple, name: 'Maple Street' }]);
    rob = web.signIn(person('01K00000000000000000000ROB', [...CLERK, 'ledger.read', 'invoice.finalize'], [riverside]), [{ id: riverside, name: 'Riverside' }]);
    const raw = await rawConnection(config);
    for (const [id, name, role, locationId, state] of [[OLGA, 'Olga Osei', 'billing-clerk', maple, 'active'], [LEE, 'Lee Gone', 'billing-clerk', maple, 'disabled'], [FINN, 'Finn Auditor', 'auditor', maple, 'active']]) {
      await raw.run(`INSERT INTO staff (id, version, user_name, display_name, state) VALUES ('${id}', 1, '${id}', '${name}', '${state}')`);
      await raw.run(`INSERT INTO grants (id, staff_id, role, location_id) VALUES ('${newId()}', '${id}', '${role}', '${locationId}')`);
    }
    await raw.close();
  });
  afterAll(() => web.close());

  const at = (): { locationId: string } => ({ locationId: web.clinic.maple });
  const take = async (fields: Partial<RecordPatientPayment>): Promise<string> => {
    const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...at(), method: 'card', rows: [], ...fields } as RecordPatientPayment));
    return `/payments/${paymentId}`;
  };
  const insurers = async (): Promise<string> => {
    const { paymentId } = await web.run<{ paymentId: string }>(new RecordInsurancePayment({
      ...at(), payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents: 10_000, reference: newId(), rows: [], remainderKind: 'needs-research',
    }));
    return `/payments/${paymentId}`;
  };
  /** The page, what it says, and what its forms send along. */
  const open = async (path: string, who = dana) => {
    const page = await web.get(who, path);
    expect(page.reads).toBeLessThanOrEqual(12);
    const version = /name="version" value="(\d+)"/.exec(page.body)?.[1] ?? '';
    const holding = new RegExp(`action="(${path}/holdings/[0-9A-Z]{26})"`).exec(page.body)?.[1] ?? '';
    return { ...page, said: words(page.body), fields: { ...at(), version }, holding };
  };
  const refused = async (path: string, fields: Record<string, string>, who = dana) => {
    const { status, body } = await web.post(who, path, fields, { 'hx-request': 'true' });
    return `${status} ${words(body)}`;
  };

  it('of one act in several ways, each payment leads to the others', async () => {
    const patientId = await web.clinic.patient();
    const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
    const path = await take({ guarantorId: patientId, amountCents: 4_000, reference: 'AUTH 77', tenders: [{ method: 'cash', amountCents: 1_500, reference: '' }], rows: [row(invoiceId, 4_000)] });
    const page = await open(path);
    expect(page.said).toMatch(/Paid in several ways.*PAY-\d+ this one Cash – Completed 15\.00 PAY-\d+ Card AUTH 77 Completed 25\.00/);
    const other = /href="(\/payments\/[0-9A-Z]{26})">PAY-/.exec(page.body)![1]!;
    expect((await open(other)).body).toContain(`href="${path}">PAY-`);
    expect((await open(await take({ guarantorId: patientId, amountCents: 100, remainderKind: 'credit' }))).said).not.toContain('several ways');
  });

  it('a prepayment says what it was taken for and what is left; it is made a free credit', async () => {
    const path = await take({ guarantorId: await web.clinic.patient(), amountCents: 9_000, remainderKind: 'purpose', purpose: 'Ten sessions' });
    const page = await open(path);
    expect(page.said).toMatch(/Taken for Ten sessions, 90\.00 left of it/);
    expect(page.said).toContain('Prepayment: Ten sessions Make it a free credit');
    expect((await web.post(dana, page.holding, { ...page.fields, kind: 'credit' })).status).toBe(303);
    const after = await open(path);
    expect(after.said).toMatch(/Patient credit/);
    expect(after.said).toMatch(/Taken for Ten sessions, 0\.00 left of it/);
  });

  it('money held for a visit names the day, and the front desk lifts the hold once', async () => {
    const [patientId, visitDate] = [await web.clinic.patient(), addDays(web.clinic.today, 4)];
    const path = await take({ guarantorId: patientId, amountCents: 2_500, remainderKind: 'visit', patientId, visitDate });
    const page = await open(path, rosa);
    expect(page.said).toContain(`Held for the visit of ${formatDate(visitDate)} (`);
    expect(page.said).toContain('Lift the visit hold');
    expect((await web.post(rosa, page.holding, { ...page.fields, kind: 'credit' })).status).toBe(303);
    expect(await refused(page.holding, { ...page.fields, kind: 'credit' }, rosa)).toMatch(/^409 /);
    const after = await open(path, rosa);
    expect(after.said).not.toContain('Held for the visit');
    expect(await refused(page.holding, { ...after.fields, kind: 'visit' }, rosa)).toMatch(/^422 /);
  });

  it('a payment that holds money for a visit is corrected beside other invoices, within the statements of a page', async () => {
    const patientId = await web.clinic.patient();
    const [paid, other] = [await web.clinic.invoice(patientId, { insurerCents: 6_000 }), await web.clinic.invoice(patientId, { insurerCents: 6_000 })];
    const path = await take({ guarantorId: patientId, amountCents: 9_000, rows: [row(paid.invoiceId, 1_000)], remainderKind: 'visit', patientId, visitDate: addDays(web.clinic.today, 4) });
    const petra = web.signIn(person('01K000000000000000000PETRA', [...CLERK, 'payment.reverse-any'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    const page = await open(`${path}/correction/new`, petra);
    expect(page.status).toBe(200);
    for (const { invoiceId } of [paid, other]) expect(page.body).toContain(`value="${invoiceId}"`);
    expect(page.body).toMatch(/<option value="visit" selected/);
  });

  it('money held for a visit is proposed on the draft of its day; a tick declines it, and it becomes a credit', async () => {
    const [patientId, visitDate] = [await web.clinic.patient({ covered: false }), addDays(web.clinic.today, -2)];
    const path = await take({ guarantorId: patientId, amountCents: 2_500, remainderKind: 'visit', patientId, visitDate });
    const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ ...at(), patientId }));
    const proposal = async (who = dana) => words((await web.get(who, `/invoices/${draftId}/visit-money`)).body);
    expect(await proposal()).not.toContain('held for this visit');
    await web.run(new AddDraftLine({ ...at(), draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: visitDate }));
    expect((await web.get(dana, `/invoices/drafts/${draftId}`)).body).toContain(`hx-get="/invoices/${draftId}/visit-money"`);
    expect(await proposal()).toMatch(/25\.00 held for this visit is applied when the invoice is finalized.*Do not apply it/);
    expect(await proposal(rob)).not.toContain('25.00');
    expect((await web.post(dana, `/invoices/drafts/${draftId}/finalization`, { ...at(), version: '2', declinesVisitMoney: 'true' })).status).toBe(303);
    expect((await open(path)).said).toContain('Patient credit');
    expect(await proposal()).not.toContain('held for this visit');
  });

  it('is handed over to somebody who takes payments here, and to nobody else', async () => {
    const path = await insurers();
    const page = await open(path);
    expect(page.body).toMatch(/>Olga Osei<\/option>/);
    expect(page.body).not.toMatch(/Lee Gone|Finn Auditor/);
    for (const ownerId of [LEE, FINN, newId()]) expect(await refused(page.holding, { ...page.fields, ownerId })).toMatch(/422.*Choose somebody who takes payments at this location/);
    expect((await web.post(dana, page.holding, { ...page.fields, ownerId: OLGA, kind: 'to-allocate' })).status).toBe(303);
    const after = await open(path);
    expect(after.said).toMatch(/Allocate later It needs research Olga Osei/);
    expect(await refused(after.holding, { ...after.fields, kind: 'credit' })).toMatch(/422.*An insurer’s payment cannot be held like that/);
    expect(await refused(after.holding, { ...after.fields, ownerId: OLGA }, rosa)).toMatch(/^(403|404) /);
    expect(await refused(after.holding, { ...after.fields, locationId: web.clinic.riverside, ownerId: OLGA }, rob)).toMatch(/^404 /);
  });

  it('an insurer’s money is named as owed to it in part, and that is taken back once', async () => {
    const path = await insurers();
    const { fields } = await open(path);
    expect(await refused(`${path}/owed`, { ...fields, amountCents: '40.00' })).toMatch(/422.*Why it is owed back/);
    expect(await refused(`${path}/owed`, { ...fields, amountCents: '0', reason: 'Twice' })).toMatch(/422.*Type how much is owed back/);
    expect(await refused(`${path}/owed`, { ...fields, amountCents: '100.01', reason: 'Twice' })).toMatch(/422.*100\.00/);
    expect((await web.post(dana, `${path}/owed`, { ...fields, amountCents: '40.00', reference: 'REC 9', reason: 'Paid twice' })).status).toBe(303);
    const page = await open(path);
    expect(page.said).toMatch(/Unapplied 60\.00 held.*Owed back 40\.00/);
    expect(page.said).toMatch(/REC 9 Paid twice Take it back/);
    const back = new RegExp(`action="(${path}/owed/[0-9A-Z]{26}/taking-back)"`).exec(page.body)![1]!;
    expect(await refused(back, page.fields)).toMatch(/422.*reason/i);
    expect((await web.post(dana, back, { ...page.fields, reason: 'It was ours' })).status).toBe(303);
    const after = await open(path);
    expect(after.said).toMatch(/Unapplied 100\.00 held/);
    expect(after.said).toMatch(/Taken back REC 9 It was ours/);
    expect(after.body).not.toContain('/taking-back');
    expect(await refused(back, { ...after.fields, reason: 'Again' })).toMatch(/409.*no longer owed back/);
    expect(await refused(`${path}/owed`, { ...after.fields, locationId: web.clinic.riverside, amountCents: '1.00', reason: 'x' }, rob)).toMatch(/^404 /);
  });

  it('a patient’s money is not owed to an insurer', async () => {
    const path = await take({ guarantorId: await web.clinic.patient(), amountCents: 500, remainderKind: 'credit' });
    const { fields, said } = await open(path);
    expect(said).not.toContain('Owed to the insurer');
    expect(await refused(`${path}/owed`, { ...fields, amountCents: '1.00', reason: 'x' })).toMatch(/422.*Only an insurer’s money is named as owed back/);
  });
});
