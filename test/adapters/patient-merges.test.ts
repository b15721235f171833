import { AddDraftLine, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AddCoverage, EditPatient, PatientsQueries, RegisterPatient, SetPatientAlert } from '../../src/patients/index.js';
import { AllocatePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { refusalOf } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;
const EVERYWHERE = { locationIds: 'all' } as const;
const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

interface Registered {
  patientId: string;
  number: string;
}

eachEngine((engine) => {
  let web: ClinicWeb;
  let petra: string;
  let dana: string;
  let rob: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const [maple, riverside] = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
    const signIn = (name: string, role: Role, place: typeof maple): string => web.signIn(staffActor({ id: newId(), name, grants: [{ role, locationId: place.id }] }), [place]);
    [petra, dana, rob] = [signIn('Petra Osei', 'billing-supervisor', maple), signIn('Dana Ruiz', 'billing-clerk', maple), signIn('Rob Finch', 'billing-supervisor', riverside)];
  });
  afterAll(() => web.close());

  const known = (fields: Partial<RegisterPatient> & { lastName: string }, locationId = web.clinic.maple): Promise<Registered> => web.run(new RegisterPatient({ locationId, firstName: 'June', birthDate: '1960-05-01', ...fields }));
  const merge = (who: string, from: Registered, into: string, version = 1) => web.post(who, `/patients/${from.patientId}/merging`, { version: String(version), intoNumber: into, reason: 'Registered twice' }, HTMX);
  const undo = (who: string, from: Registered) => web.post(who, `/patients/${from.patientId}/merging/undoing`, { reason: 'Two persons after all' }, HTMX);
  const pair = async (lastName: string): Promise<[Registered, Registered]> => [await known({ lastName }), await known({ lastName: `${lastName}e` })];
  const version = async (patientId: string): Promise<number> => (await web.app.get(Reader).one<{ version: number }>(sql`SELECT p.version AS version FROM patients p WHERE p.id = ${patientId}`))!.version;
  const posted = async () => (await web.app.get(Reader).all(sql`SELECT e.id AS id, e.patient_id AS patientId, e.amount_cents AS amountCents FROM entries e ORDER BY e.id`)).map((row) => JSON.stringify(row)).join('\n');
  const balance = (body: string): string | undefined => />Balance<\/div><div class="v">(−?[\d,.]+)</.exec(body)?.[1];

  test('the record that stays shows what stands on both, new work goes there, and nothing posted is rewritten', async () => {
    const [stays, goes] = await pair('Double');
    await web.clinic.invoice(stays.patientId);
    const { invoiceId } = await web.clinic.invoice(goes.patientId, { visits: 2 });
    await web.run(new AddCoverage({ patientId: goes.patientId, payerId: web.clinic.tamarack, sequence: 1, memberId: 'T-1', validFrom: '2020-01-01' }));
    const before = await posted();
    expect((await web.get(petra, `/patients/${goes.patientId}/merging`)).body).toContain(stays.number);
    expect(await merge(petra, goes, stays.number, await version(goes.patientId))).toMatchObject({ status: 200, location: `/patients/${stays.patientId}` });
    for (const id of [stays.patientId, goes.patientId]) {
      const { body, reads } = await web.get(petra, `/patients/${id}`);
      expect(body).toContain('<h1>Double, June</h1>');
      expect(body).toContain(`Patient no. ${goes.number} was merged into this record`);
      expect(balance(body)).toBe('300.00');
      expect(body).toContain('Balance due <b>300.00</b>');
      expect(body).toContain('Tamarack Mutual');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
    }
    expect((await web.get(dana, `/patients?q=${goes.number}`)).body).toContain('Double, June');
    expect((await web.get(dana, '/patients?q=doublee')).body).toContain('No patient found');
    const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId: web.clinic.maple, patientId: goes.patientId }));
    await web.run(new AddDraftLine({ locationId: web.clinic.maple, draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: web.clinic.today }));
    await web.run(new FinalizeInvoice({ locationId: web.clinic.maple, draftId }));
    const drafted = await web.app.get(Reader).one(sql`SELECT i.patient_id AS patientId, i.guarantor_id AS guarantorId FROM invoices i WHERE i.id = ${draftId}`);
    expect(drafted).toEqual({ patientId: stays.patientId, guarantorId: stays.patientId });
    expect((await posted()).startsWith(before)).toBe(true);
    const ledger = await web.get(petra, `/patients/${stays.patientId}/ledger`);
    const explain = [...ledger.body.matchAll(/hx-get="(\/ledger\/explain\?[^"]*)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&')).find((href) => href.includes(invoiceId))!;
    expect((await web.get(petra, explain, HTMX)).body).toContain('1110');
  });

  test('the root’s payment pays what either record owes, and a credit of the one is used for the other', async () => {
    const [stays, goes] = await pair('Payer');
    const old = await web.clinic.invoice(goes.patientId);
    const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: goes.patientId, method: 'cash', amountCents: 3_000, rows: [], remainderKind: 'credit' }));
    const owed = await web.clinic.invoice(stays.patientId);
    await merge(petra, goes, stays.number);
    const screen = (await web.get(dana, `/payments/new?patient=${goes.patientId}&kind=patient`)).body;
    for (const { number } of [old, owed]) expect(screen).toContain(number);
    const rows = [{ ...PLAIN, invoiceId: old.invoiceId, amountCents: 4_000 }, { ...PLAIN, invoiceId: owed.invoiceId, amountCents: 1_000 }];
    await web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: goes.patientId, method: 'card', amountCents: 5_000, rows }));
    await web.run(new AllocatePayment({ locationId: web.clinic.maple, paymentId, rows: [{ ...PLAIN, invoiceId: owed.invoiceId, amountCents: 3_000 }] }));
    expect(balance((await web.get(petra, `/patients/${stays.patientId}`)).body)).toBe('120.00');
    const roots = await web.app.get(Reader).all(sql`SELECT p.party_root AS root FROM payments p WHERE p.guarantor_id IN (${stays.patientId}, ${goes.patientId}) ORDER BY p.id`);
    expect(roots).toEqual([{ root: goes.patientId }, { root: stays.patientId }]);
  });

  test('a draft begun before the merge says whose invoice it will be, and is finalized as that record’s; receivables show one party', async () => {
    const [stays, goes] = await pair('Begun');
    const here = { locationId: web.clinic.maple };
    await web.clinic.invoice(goes.patientId);
    const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ ...here, patientId: goes.patientId }));
    await web.run(new AddDraftLine({ ...here, draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: web.clinic.today }));
    expect((await web.get(dana, `/invoices/drafts/${draftId}`)).body).not.toContain('has been merged into');
    await merge(petra, goes, stays.number);
    expect((await web.get(dana, `/invoices/drafts/${draftId}`)).body).toContain(`has been merged into Begun, June, no. ${stays.number}: the invoice will be that record’s.`);
    await web.run(new FinalizeInvoice({ ...here, draftId }));
    const finalized = await web.app.get(Reader).one(sql`SELECT i.patient_id AS patientId, i.patient_name AS name, i.guarantor_id AS guarantorId FROM invoices i WHERE i.id = ${draftId}`);
    expect(finalized).toEqual({ patientId: stays.patientId, name: 'Begun, June', guarantorId: stays.patientId });
    const { body } = await web.get(petra, '/ledger/receivables?kind=patient');
    expect([body.includes('Begun, June'), body.includes('Begune, June')]).toEqual([true, false]);
    expect((await web.get(petra, `/ledger/receivables?party=${stays.patientId}`)).body).toContain('200.00');
  });

  test('undone, each record has again what was posted to it', async () => {
    const [stays, goes] = await pair('Undone');
    await web.clinic.invoice(stays.patientId);
    await web.clinic.invoice(goes.patientId, { visits: 2 });
    await merge(petra, goes, stays.number);
    expect((await undo(petra, goes)).status).toBe(200);
    expect(balance((await web.get(petra, `/patients/${stays.patientId}`)).body)).toBe('100.00');
    expect(balance((await web.get(petra, `/patients/${goes.patientId}`)).body)).toBe('200.00');
    expect((await undo(petra, goes)).body).toContain('there is nothing to undo');
    const acts = await web.app.get(Reader).all<{ title: string; reason: string }>(sql`SELECT a.title AS title, a.reason AS reason FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id WHERE e.record_id = ${goes.patientId} ORDER BY e.version`);
    expect(acts.slice(-2)).toEqual([{ title: 'Merge a patient into another record', reason: 'Registered twice' }, { title: 'Undo the merge of a patient', reason: 'Two persons after all' }]);
  });

  test('a guarantor merged away owes through the record that stays, and the family is one', async () => {
    const [stays, goes] = await pair('Parent');
    const child = await known({ lastName: 'Parent', firstName: 'Kid', birthDate: '2015-01-01', guarantorNumber: goes.number });
    await merge(petra, goes, stays.number);
    expect((await web.app.get(PatientsQueries).summary(child.patientId, EVERYWHERE))?.guarantorId).toBe(stays.patientId);
    expect((await web.get(dana, `/patients/${stays.patientId}`)).body).toContain('Parent, Kid</a>');
    const { invoiceId } = await web.clinic.invoice(child.patientId);
    expect(await web.app.get(Reader).one(sql`SELECT s.guarantor_id AS guarantorId FROM shares s WHERE s.invoice_id = ${invoiceId}`)).toEqual({ guarantorId: stays.patientId });
  });

  test('what cannot be one is refused with a sentence', async () => {
    const [stays, goes] = await pair('Refused');
    const third = await known({ lastName: 'Refusedthird' });
    const far = await known({ lastName: 'Farrefused' }, web.clinic.riverside);
    expect((await merge(petra, goes, goes.number)).body).toContain('This is the number of this record.');
    expect((await merge(petra, goes, 'NOBODY-1')).body).toContain('No patient with the number NOBODY-1 is at one of your locations.');
    expect((await merge(petra, goes, far.number)).body).toContain('is at one of your locations.');
    expect((await web.post(petra, `/patients/${goes.patientId}/merging`, { version: '1', intoNumber: stays.number }, HTMX)).body).toContain('Reason');
    expect((await merge(petra, goes, stays.number)).status).toBe(200);
    expect((await merge(petra, goes, third.number, 2)).body).toContain('This record was merged into another one.');
    expect((await merge(petra, stays, third.number, 2)).body).toContain('Other records were merged into this one.');
    for (const command of [new EditPatient({ patientId: goes.patientId, version: 2, lastName: 'X', firstName: 'Y', birthDate: '1990-01-01' }), new SetPatientAlert({ patientId: goes.patientId, text: 'x' })]) {
      expect(await refusalOf(web.run(command))).toContain('This record was merged into another one.');
    }
    expect((await merge(dana, third, stays.number)).status).toBe(403);
    expect((await merge(rob, third, stays.number)).status).toBe(404);
    expect((await undo(rob, goes)).status).toBe(404);
    expect((await web.get(rob, `/patients/${goes.patientId}/merging`)).status).toBe(404);
  });
});
