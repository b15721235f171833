import { eachEngine } from '../support/database.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { clerkAt, readerAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  let reader: string;
  let patientId: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const maple = { id: web.clinic.maple, name: 'Maple Street' };
    const riverside = { id: web.clinic.riverside, name: 'Riverside' };
    dana = web.signIn(clerkAt(maple.id), [maple]);
    rita = web.signIn(clerkAt(riverside.id), [riverside]);
    reader = web.signIn(readerAt(maple.id), [maple]);
    patientId = await web.clinic.patient({ secondary: true, lastName: 'Hartwell' });
    for (let index = 0; index < 25; index += 1) await web.clinic.invoice(patientId, { visits: 1 + (index % 3), insurerCents: 6_000 });
    await web.clinic.patient({ lastName: 'Riverman', locationId: web.clinic.riverside });
  });
  afterAll(() => web.close());

  describe('the ledger page', () => {
    test('shows who it is, what is owed and by whom, and every entry with its running balance', async () => {
      const { status, body, reads } = await web.get(dana, `/patients/${patientId}`);
      expect(status).toBe(200);
      expect(body).toContain('<h1>Hartwell, Amelia</h1>');
      expect(body).toContain('Born Mar 14, 1984 (');
      expect(body).toContain('Visible: Maple Street');
      expect(body).toContain('member •••• ');
      expect(body).not.toMatch(/M-\d+-0/);
      expect(body).toContain('Patient due');
      expect(body).toContain('25 entries');
      expect(body).toContain(`/payments/new?patient=${patientId}`);
      expect(body).toContain('Show earlier');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
    });

    test('begins with the balance of the header and goes on where the first page ends', async () => {
      const { body } = await web.get(dana, `/patients/${patientId}`);
      const header = /Balance<\/div><div class="v"[^>]*>([\d,.]+)</.exec(body)?.[1];
      const newest = /class="num muted" data-label="Balance">([\d,.]+)</.exec(body)?.[1];
      expect(newest).toBe(header);
      const earlier = /hx-get="(\/patients\/[^"]*\/ledger\?before=[^"]*)"/.exec(body)![1]!;
      const brought = /data-label="Balance">([\d,.]+)<\/td>\s*<\/tr>\s*<\/tbody>/.exec(body)?.[1];
      const fragment = await web.get(dana, earlier, HTMX);
      expect(fragment.body.trim()).toMatch(/^<section class="card" id="ledger"/);
      expect(fragment.reads).toBeLessThanOrEqual(MOST_READS);
      expect(/class="num muted" data-label="Balance">([\d,.]+)</.exec(fragment.body)?.[1]).toBe(brought);
      expect(fragment.body.match(/data-label="Posted"/g)).toHaveLength(5);
      expect((await web.get(dana, earlier)).body).toContain('<h1>Ledger of Hartwell, Amelia</h1>');
    });

    test('narrows as one chooses, and is exported as it is narrowed', async () => {
      const address = `/patients/${patientId}/ledger`;
      const { body, reads } = await web.get(dana, `${address}?kind=charge&party=${web.clinic.harborlight}&asOf=${web.clinic.today}`, HTMX);
      expect(body).toContain('25 entries match, together');
      expect(body).toContain('as of ');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
      expect((await web.get(dana, `${address}?kind=adjustment`)).body).toContain('No entry matches');
      expect((await web.get(dana, `${address}?from=yesterday`)).status).toBe(422);
      const file = await web.get(dana, `${address}/export?kind=charge`);
      expect(file.body.trim().split('\n')).toHaveLength(26);
      expect(file.body).toMatch(/^\ufeffPosting date,Entry,Detail,Invoice,Amount,Balance\n\d{4}-\d\d-\d\d,Charge,Follow-up visit 20 min · Maple Street,MS-\d+,\d+\.00,\d+\.00\n/);
      expect((await web.get(rita, `${address}/export`)).status).toBe(404);
    });

    test('explains each amount by its own entries', async () => {
      const { body } = await web.get(dana, `/patients/${patientId}`);
      const href = /hx-get="(\/ledger\/explain\?[^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&');
      const answer = await web.get(dana, href, HTMX);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('id="explain"');
      expect(answer.body).toContain('1100');
    });

    test('of a patient who is registered elsewhere looks like one who does not exist', async () => {
      const foreign = await web.get(rita, `/patients/${patientId}`);
      const missing = await web.get(rita, `/patients/${patientId.slice(0, 20)}000000`);
      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect(foreign.body).not.toContain('Hartwell');
      for (const path of ['/edit', '/ledger', '/coverages/new']) expect((await web.get(rita, `/patients/${patientId}${path}`)).status).toBe(404);
    });
  });

  describe('the list', () => {
    test('is found as one types, in a fragment', async () => {
      const { body, reads } = await web.get(dana, '/patients?q=har%20am', HTMX);
      expect(body.trim()).toMatch(/^<div id="patient-list"/);
      expect(body).toContain('Hartwell, Amelia');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
      expect((await web.get(dana, '/patients?q=zzz')).body).toContain('No patient found');
    });

    test('opens the first hit on Enter', async () => {
      expect(await web.get(dana, '/patients?q=hartwell&open=first')).toMatchObject({ status: 303, location: `/patients/${patientId}` });
      expect((await web.get(dana, '/patients?q=&open=first')).status).toBe(200);
      expect((await web.get(dana, '/patients?q=zzz&open=only')).status).toBe(200);
    });

    test('does not show another location’s patients', async () => {
      expect((await web.get(dana, '/patients?q=riverman')).body).toContain('No patient found');
      expect((await web.get(rita, '/patients')).body).not.toContain('Hartwell');
    });
  });

  describe('forms', () => {
    const person = { lastName: 'Okafor', firstName: 'Ngozi', birthDate: '3/14/1990' };

    test('register a patient and lead to their page', async () => {
      const answer = await web.post(dana, '/patients', { ...person, locationId: web.clinic.maple });
      expect(answer.status).toBe(303);
      expect((await web.get(dana, answer.location!)).body).toContain('Okafor, Ngozi');
    });

    test('keep what was typed and say what is wrong, beside the fields', async () => {
      const answer = await web.post(dana, '/patients', { ...person, birthDate: '3/14/2190', locationId: web.clinic.maple }, HTMX);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('The birth date Mar 14, 2190 is in the future; check the year.');
      expect(answer.body).toContain('f-birthDate');
      expect((await web.post(dana, '/patients', { ...person, lastName: '', locationId: web.clinic.maple }, HTMX)).body).toContain('Last name');
      expect((await web.post(dana, '/patients', { ...person, role: 'x', locationId: web.clinic.maple }, HTMX)).status).toBe(422);
    });

    test('are for those who may edit, and at their own location', async () => {
      expect((await web.post(reader, '/patients', { ...person, locationId: web.clinic.maple })).status).toBe(403);
      expect((await web.post(rita, '/patients', { ...person, locationId: web.clinic.maple })).status).toBe(404);
      expect((await web.get(reader, `/patients/${patientId}`)).body).not.toContain('/edit');
    });

    test('say who changed the patient meanwhile', async () => {
      const id = await web.clinic.patient({ lastName: 'Stale' });
      const edit = (version: number): Promise<{ status: number; body: string }> =>
        web.post(dana, `/patients/${id}`, { version: String(version), lastName: 'Stale', firstName: 'Amelia', birthDate: '1984-03-14', phone: '555-0100' }, HTMX);
      expect((await web.get(dana, `/patients/${id}/edit`)).body).toContain('name="version" value="2"');
      expect((await edit(2)).status).toBe(200);
      const second = await edit(2);
      expect(second.status).toBe(409);
      expect(second.body).toContain('Dana Ruiz changed this');
    });

    test('add, change and end a coverage, without ever showing the member ID whole', async () => {
      const id = await web.clinic.patient({ covered: false, lastName: 'Covered' });
      const coverage = { payerId: web.clinic.kestrel, sequence: '1', repay: 'direct', memberId: 'KF-99 1234', copayKind: 'percent', copayPercent: '12.5', copayWhose: 'patient', validFrom: '1/1/2026' };
      expect((await web.get(dana, `/patients/${id}/coverages/new`)).body).toContain('Kestrel Freight');
      expect(await web.post(dana, `/patients/${id}/coverages`, { ...coverage, version: '1' })).toMatchObject({ status: 303, location: `/patients/${id}` });
      const page = (await web.get(dana, `/patients/${id}`)).body;
      expect(page).toContain('member •••• 1234');
      const path = /href="(\/patients\/[^"]*\/coverages\/[^"]*)\/edit"/.exec(page)![1]!;
      const form = (await web.get(dana, `${path}/edit`)).body;
      expect(form).toContain('value="12.5"');
      expect(form).not.toContain('KF-99');
      expect((await web.post(dana, path, { ...coverage, memberId: '', copayKind: 'amount', copayAmountCents: '25.00', version: '2' })).status).toBe(303);
      expect((await web.post(dana, `/patients/${id}/coverages`, { ...coverage, version: '3' }, HTMX)).body).toContain('There is already a primary coverage');
      expect((await web.post(dana, `${path}/end`, { validTo: '1/31/2026', version: '3' })).status).toBe(303);
      expect((await web.get(dana, `/patients/${id}`)).body).toContain('ended Jan 31, 2026');
    });
  });
});
