import { PatientsQueries, RegisterPatient } from '../../src/patients/index.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;
const EVERYWHERE = { locationIds: 'all' } as const;

eachEngine((engine) => {
  let web: ClinicWeb;
  let fran: string;
  let dana: string;
  let rob: string;
  let rita: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const [maple, riverside] = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
    const signIn = (name: string, role: Role, place: typeof maple): string => web.signIn(staffActor({ id: newId(), name, grants: [{ role, locationId: place.id }] }), [place]);
    [fran, dana, rob, rita] = [signIn('Fran Ober', 'front-desk', maple), signIn('Dana Ruiz', 'billing-clerk', maple), signIn('Rob Finch', 'billing-supervisor', riverside), signIn('Rita Sol', 'front-desk', riverside)];
  });
  afterAll(() => web.close());

  const summary = (patientId: string) => web.app.get(PatientsQueries).summary(patientId, EVERYWHERE);
  const known = async (fields: Partial<RegisterPatient> & { lastName: string }, locationId = web.clinic.maple) =>
    web.run<{ patientId: string; number: string }>(new RegisterPatient({ locationId, firstName: 'June', birthDate: '1960-05-01', ...fields }));
  const register = (who: string, fields: Record<string, string>) => web.post(who, '/patients', { locationId: web.clinic.maple, firstName: 'June', birthDate: '5/1/1960', ...fields }, HTMX);
  const count = async (table: 'patients' | 'access_requests'): Promise<number> =>
    (await web.app.get(Reader).one<{ n: number }>(table === 'patients' ? sql`SELECT COUNT(*) AS n FROM patients` : sql`SELECT COUNT(*) AS n FROM access_requests`))!.n;

  describe('the guarantor', () => {
    test('is found by name while it is typed, among the clerk’s own patients', async () => {
      const june = await known({ lastName: 'Findme' });
      await known({ lastName: 'Findmefar' }, web.clinic.riverside);
      const { body, reads } = await web.get(fran, '/patients/guarantors?guarantorNumber=findme', HTMX);
      expect(body.trim()).toBe(`<datalist id="guarantors"><option value="${june.number}">Findme, June, born May 1, 1960</option></datalist>`);
      expect(reads).toBe(1);
    });

    test('is registered with the patient, in one act, and owes their part', async () => {
      const answer = await register(fran, { lastName: 'Littlest', firstName: 'Tim', birthDate: '1/2/2019', newGuarantorLastName: 'Littlest', newGuarantorFirstName: 'Mara', newGuarantorBirthDate: '1/2/1990', newGuarantorPhone: '555-0188' });
      expect(answer.status).toBe(200);
      const tim = (await summary(answer.location!.split('/').at(-1)!))!;
      expect(tim.guarantorName).toBe('Littlest, Mara');
      expect((await summary(tim.guarantorId))?.phone).toBe('555-0188');
      const acts = await web.app.get(Reader).all<{ n: number }>(sql`
        SELECT COUNT(*) AS n FROM audit_entries e WHERE e.act_id = (SELECT x.act_id FROM audit_entries x WHERE x.record_id = ${tim.patientId})`);
      expect(acts[0]?.n).toBe(2);
    });

    test('typed by halves, twice, or already registered is refused, and nobody is registered', async () => {
      const mara = await known({ lastName: 'Already', firstName: 'Mara' });
      await known({ lastName: 'Already', firstName: 'Faraway' }, web.clinic.riverside);
      const before = await count('patients');
      const child = { lastName: 'Already', firstName: 'Kim', birthDate: '1/2/2018' };
      const guarantor = { newGuarantorLastName: 'Already', newGuarantorFirstName: 'Mara', newGuarantorBirthDate: '5/1/1960' };
      expect((await register(fran, { ...child, newGuarantorLastName: 'Already' })).body).toContain('The new guarantor’s first name is missing');
      expect((await register(fran, { ...child, ...guarantor, guarantorNumber: mara.number })).body).toContain('not both');
      expect((await register(fran, { ...child, ...guarantor })).body).toContain(`Already, Mara is registered already: type ${mara.number} as the guarantor’s patient number instead.`);
      const foreign = await register(fran, { ...child, ...guarantor, newGuarantorFirstName: 'Faraway' });
      expect(foreign.body).toContain('A patient with this name and birth date is registered at another location.');
      expect(await count('patients')).toBe(before);
    });

    test('changed owes what is finalized from now on; what was open stays with the one before, and the page says so', async () => {
      const child = await web.clinic.patient({ covered: false, lastName: 'Handover' });
      const { invoiceId } = await web.clinic.invoice(child);
      const edit = { version: '1', lastName: 'Handover', firstName: 'Amelia', birthDate: '1984-03-14', newGuarantorLastName: 'Handover', newGuarantorFirstName: 'Papa', newGuarantorBirthDate: '1/1/1955' };
      expect((await web.get(fran, `/patients/${child}/edit`)).body).toContain('What is open already stays with Handover, Amelia');
      expect((await web.post(fran, `/patients/${child}`, edit, HTMX)).status).toBe(200);
      const papa = (await summary(child))!.guarantorId;
      const later = await web.clinic.invoice(child);
      const owes = await web.app.get(Reader).all<{ invoiceId: string; guarantorId: string }>(sql`SELECT s.invoice_id AS invoiceId, s.guarantor_id AS guarantorId FROM shares s JOIN invoices i ON i.id = s.invoice_id WHERE i.patient_id = ${child} ORDER BY i.id`);
      expect(owes).toEqual([{ invoiceId, guarantorId: child }, { invoiceId: later.invoiceId, guarantorId: papa }]);
      const page = (await web.get(dana, `/patients/${child}`)).body;
      expect(page).toContain(`<a href="/patients/${child}">Handover, Amelia</a> still owes <b>100.00</b> of earlier invoices.`);
      expect(page).toContain('everyone whose part Handover, Papa owes');
    });
  });

  test('a family stands on the page of each of its members with what is open, as far as the reader may see', async () => {
    const mother = await known({ lastName: 'Fam' });
    const kids = [];
    for (const firstName of ['Ann', 'Ben']) kids.push(await known({ lastName: 'Fam', firstName, birthDate: '2015-01-01', guarantorNumber: mother.number }));
    const far = await known({ lastName: 'Fam', firstName: 'Cal', birthDate: '2016-01-01', guarantorNumber: mother.number }, web.clinic.riverside);
    await web.clinic.invoice(kids[0]!.patientId);
    await web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: mother.patientId, method: 'cash', amountCents: 3_000, rows: [], remainderKind: 'credit' }));
    for (const { patientId } of [mother, ...kids]) {
      const { body, reads } = await web.get(dana, `/patients/${patientId}`);
      const rows = body.slice(body.indexOf('id="family"')).match(/<tr[^>]*>\s*<td data-label="Patient">[\s\S]*?<\/tr>/g)!.map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim());
      expect(rows).toEqual([
        `Fam, Ann Patient no. ${kids[0]!.number} Jan 1, 2015 100.00 0.00 0.00`, `Fam, Ben Patient no. ${kids[1]!.number} Jan 1, 2015 0.00 0.00 0.00`, `Fam, June Guarantor Patient no. ${mother.number} May 1, 1960 0.00 0.00 30.00`,
      ]);
      expect(reads).toBeLessThanOrEqual(MOST_READS);
    }
    expect((await web.get(rob, `/patients/${far.patientId}`)).body).not.toContain('Fam, Ann');
    expect((await web.get(dana, `/patients/${await web.clinic.patient({ lastName: 'Alone' })}`)).body).not.toContain('everyone whose part');
  });

  describe('somebody who is registered already', () => {
    test('looks alike while being typed: the same name, names turned round, the same day', async () => {
      await known({ lastName: 'Strauß-Núñez', firstName: 'Zoë' });
      const alike = async (typed: string) => (await web.get(fran, `/patients/look-alikes?${typed}`, HTMX)).body;
      for (const typed of ['lastName=strauss%20nunez&firstName=zoe', 'lastName=Zoe&firstName=Strauss-Nunez', 'lastName=Str&firstName=Z&birthDate=5/1/1960', 'lastName=Other&firstName=Zo%C3%AB&birthDate=1960-05-01']) {
        expect([typed, await alike(typed)]).toEqual([typed, expect.stringContaining('Strauß-Núñez, Zoë')]);
      }
      for (const typed of ['lastName=Str&firstName=Z&birthDate=5/2/1960', 'firstName=Zoe&birthDate=5/1/1960', '', 'lastName=Str&birthDate=5/1']) expect([typed, await alike(typed)]).toEqual([typed, expect.not.stringContaining('Zoë')]);
      expect((await web.get(rita, '/patients/look-alikes?lastName=Strauss-Nunez&firstName=Zoe', HTMX)).body).not.toContain('Zoë');
    });

    test('is not registered again without saying why it is somebody else; a number never', async () => {
      const { number } = await known({ lastName: 'Twinned' });
      const before = await count('patients');
      expect((await register(fran, { lastName: 'TWINNED' })).body).toContain(`Twinned, June, born on the same day, is registered already as patient no. ${number}.`);
      expect((await register(fran, { lastName: 'Different', number })).body).toContain(`Patient number ${number} belongs to Twinned, June.`);
      expect((await register(fran, { lastName: 'Different', number, reason: 'Another person' })).status).toBe(422);
      expect(await count('patients')).toBe(before);
      const answer = await register(fran, { lastName: 'Twinned', reason: 'Twins of two families, passports seen' });
      expect(answer.status).toBe(200);
      const act = await web.app.get(Reader).one<{ reason: string }>(sql`SELECT a.reason AS reason FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id WHERE e.record_id = ${answer.location!.split('/').at(-1)!}`);
      expect(act?.reason).toBe('Twins of two families, passports seen');
    });
  });

  describe('somebody registered at another location', () => {
    const typed = { lastName: 'Elsewhere', firstName: 'June', birthDate: '5/1/1960' };
    let there: { patientId: string; number: string };
    beforeAll(async () => {
      there = await known({ lastName: 'Elsewhere', phone: '555-SECRET' }, web.clinic.riverside);
    });
    const ask = (who: string, fields: Record<string, string> = {}) => web.post(who, '/patients/access-requests', { ...typed, locationId: web.clinic.maple, ...fields }, HTMX);
    const requestId = async (who: string) => /access-requests\/([0-9A-Z]{26})\/granting/.exec((await web.get(who, '/patients/access-requests')).body)?.[1];

    test('is refused as a duplicate, saying nothing but that a record exists', async () => {
      const refused = await register(fran, { lastName: 'Elsewhere' });
      expect(refused.status).toBe(422);
      expect(refused.body).toContain('A patient with this name and birth date is registered at another location. Request access below');
      expect((await register(fran, { lastName: 'Numbered', number: there.number })).body).toContain('This patient number is in use at another location.');
      const panel = await web.get(fran, '/patients/look-alikes?lastName=elsewhere&firstName=june&birthDate=5/1/1960', HTMX);
      expect(panel.body).toContain('Request access');
      for (const { body } of [refused, panel]) expect(body).not.toMatch(new RegExp(`${there.patientId}|555-SECRET|Riverside|patient no. ${there.number}`));
      expect((await web.get(fran, '/patients/look-alikes?lastName=elsewhere&firstName=june&birthDate=5/2/1960', HTMX)).body).not.toContain('Request access');
    });

    test('is asked for once; who asks sees only what was typed, and nobody there decides but who may', async () => {
      expect((await ask(fran, { lastName: 'Nobody' })).body).toContain('No patient elsewhere has exactly this name');
      expect(await ask(fran, { note: 'Came in today' })).toMatchObject({ status: 200, location: '/patients/access-requests' });
      expect((await ask(fran)).body).toContain('Access to this patient has been requested for your location already');
      const own = await web.get(fran, '/patients/access-requests');
      expect(own.body).toContain('Waiting');
      expect(own.body).not.toMatch(new RegExp(`${there.patientId}|${there.number}`));
      expect(own.reads).toBeLessThanOrEqual(MOST_READS);
      const theirs = (await web.get(rob, '/patients/access-requests')).body;
      expect(theirs).toContain(`Elsewhere, June</a><small>Patient no. ${there.number}`);
      expect(theirs).toContain('Came in today');
      expect((await web.get(rita, '/patients/access-requests')).body).not.toContain('Came in today');
      const id = (await requestId(rob))!;
      expect((await web.post(fran, `/patients/access-requests/${id}/granting`, {})).status).toBe(403);
      expect((await web.post(rita, `/patients/access-requests/${id}/granting`, {})).status).toBe(403);
      const mapleSupervisor = web.signIn(staffActor({ id: newId(), name: 'Bea Lund', grants: [{ role: 'billing-supervisor', locationId: web.clinic.maple }] }), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await web.post(mapleSupervisor, `/patients/access-requests/${id}/granting`, {})).status).toBe(404);
      expect((await web.get(fran, `/patients/${there.patientId}`)).status).toBe(404);
    });

    test('declined with a reason may be asked for again; granted is a patient of both locations', async () => {
      const id = (await requestId(rob))!;
      expect((await web.post(rob, `/patients/access-requests/${id}/declining`, {}, HTMX)).body).toContain('Reason');
      expect((await web.post(rob, `/patients/access-requests/${id}/declining`, { reason: 'Call us first' })).status).toBe(303);
      expect((await web.get(fran, '/patients/access-requests')).body).toContain('Call us first');
      expect((await web.post(rob, `/patients/access-requests/${id}/granting`, {}, HTMX)).body).toContain('Rob Finch declined this request on');
      expect((await ask(fran)).status).toBe(200);
      expect((await web.post(rob, `/patients/access-requests/${(await requestId(rob))!}/granting`, {})).status).toBe(303);
      expect((await web.get(fran, `/patients/${there.patientId}`)).body).toContain('<h1>Elsewhere, June</h1>');
      expect((await web.get(fran, '/patients/access-requests')).body).toContain('Granted');
      expect((await ask(fran)).body).toContain('No patient elsewhere');
      expect(await count('access_requests')).toBe(2);
    });

    test('is not decided by whoever asked', async () => {
      const both = staffActor({ id: newId(), name: 'Both Places', grants: [{ role: 'billing-supervisor', locationId: web.clinic.maple }] });
      const who = web.signIn(both, [{ id: web.clinic.maple, name: 'Maple Street' }]);
      await known({ lastName: 'Selfmade' }, web.clinic.riverside);
      expect((await ask(who, { lastName: 'Selfmade' })).status).toBe(200);
      web.signIn({ ...both, can: () => true, locations: () => 'all', granted: 'all' }, [{ id: web.clinic.maple, name: 'Maple Street' }]);
      const id = (await requestId(who))!;
      expect((await web.post(who, `/patients/access-requests/${id}/granting`, {}, HTMX)).body).toContain('You asked for this access yourself');
    });
  });
});
