import { newId } from '../../src/platform/ids.js';
import { staffActor } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };

eachEngine((engine) => {
  describe('what a refusal says', () => {
    let web: ClinicWeb;
    let dana: string;
    let fiona: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const maple = [{ id: web.clinic.maple, name: 'Maple Street' }];
      dana = web.signIn(clerkAt(web.clinic.maple), maple);
      fiona = web.signIn(staffActor({ id: newId(), name: 'Fiona', grants: [{ role: 'finance-manager', locationId: '*' }] }), maple);
    });
    afterAll(() => web.close());

    test('a stale edit gives its time on the clinic’s clock', async () => {
      const edit = (phone: string) => web.post(dana, `/insurers/${web.clinic.kestrel}`, { name: 'Kestrel Freight', kind: 'employer', phone, version: '1' }, HTMX);
      expect((await edit('555-0100')).status).toBe(200);
      const now = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Chicago', dateStyle: 'medium' }).format(Date.now());
      const { status, body } = await edit('555-0199');
      expect([status, body]).toEqual([409, expect.stringMatching(new RegExp(`changed this at ${now}, \\d+:\\d\\d [AP]M: Edit a payer`))]);
    });

    test('a refused plain page lists what was typed under the words of the form', async () => {
      const { status, body } = await web.post(dana, '/insurers', { name: 'Northgate', kind: 'nothing', payerRef: '77', termsDays: '30' });
      expect([status, body]).toEqual([422, expect.stringContaining('<dt>Payer ID</dt><dd>77</dd>')]);
      expect(body).not.toMatch(/<dt>(payerRef|termsDays|version)<\/dt>/);
    });

    test('a form that did not come from here is not told to sign in', async () => {
      const { status, body } = await web.post(dana, '/insurers', { name: 'Northgate', kind: 'insurer' }, { ...HTMX, 'sec-fetch-site': 'cross-site' });
      expect([status, body.includes('Not signed in')]).toEqual([403, false]);
    });

    test.each([
      ['a payment of another century', { paymentDate: '1900-01-01' }, 'The payment date lies before Jan 1, 2000'],
      ['a deposit of another century', { depositDate: '1900-01-01' }, 'The deposit date lies before Jan 1, 2000'],
      ['a deposit of a time to come', { depositDate: '2199-01-01' }, 'The deposit date lies far ahead'],
    ])('%s is refused', async (_, fields, sentence) => {
      const patientId = await web.clinic.patient({ covered: false });
      const payment = { locationId: web.clinic.maple, kind: 'patient', patientId, guarantorId: patientId, method: 'card', amountCents: '10.00', remainderKind: 'credit', ...fields };
      const { status, body } = await web.post(dana, '/payments', payment, HTMX);
      expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
    });

    test('an account is renamed by who runs the organization; its code stays', async () => {
      const { body } = await web.get(fiona, '/settings/accounts');
      const [, path, version] = /action="(\/settings\/accounts\/\w+)" id="account-1010"[\s\S]*?name="version" value="(\d+)"/.exec(body)!;
      expect((await web.post(fiona, path!, { name: 'Money on the way to the bank', version: version! })).status).toBe(303);
      expect((await web.get(fiona, '/settings/accounts')).body).toContain('Money on the way to the bank');
      expect((await web.get(fiona, '/ledger/journals')).body).toContain('1010 Money on the way to the bank');
      expect((await web.post(fiona, path!, { name: 'Else', version: version! }, HTMX)).status).toBe(409);
      expect((await web.post(fiona, path!, { name: '', version: '2' }, HTMX)).body).toContain('Name is missing');
      const liam = web.signIn(staffActor({ id: newId(), name: 'Liam', grants: [{ role: 'location-manager', locationId: web.clinic.maple }] }), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await web.get(liam, '/settings/accounts')).body).not.toContain('Rename');
      expect((await web.post(liam, path!, { name: 'Else', version: '2' })).status).toBe(403);
    });
  });
});
