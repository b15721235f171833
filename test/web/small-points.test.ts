import { OpenDays, SoftClosePeriod } from '../../src/calendar/index.js';
import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import { withFormContext } from '../../src/platform/form-context.js';
import { newId } from '../../src/platform/ids.js';
import { PriceOutOfRange } from '../../src/services/domain/refusals.js';
import { addDays } from '../../src/shared/calendar-date.js';
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

    test('every posting refused for a soft closed month asks for the reason in its own form, and takes it', async () => {
      const { maple: locationId, today, visit } = web.clinic;
      const petra = web.signIn(staffActor({ id: newId(), name: 'Petra', grants: [{ role: 'billing-supervisor', locationId }] }), [{ id: locationId, name: 'Maple Street' }]);
      const postingDate = addDays(`${today.slice(0, 7)}-01`, -1);
      await web.run(new OpenDays({ locationId, from: addDays(today, -40), through: addDays(today, -31) }));
      const patientId = await web.clinic.patient({ covered: false });
      const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId, guarantorId: patientId, method: 'check', amountCents: 4_000, rows: [], remainderKind: 'credit', postingDate, paymentDate: postingDate }));
      const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
      await web.run(new AddDraftLine({ locationId, draftId, serviceId: visit, quantity: 1, serviceDate: postingDate }));
      await web.run(new SoftClosePeriod({ locationId, month: postingDate.slice(0, 7) }));
      const acts: [string, string, Record<string, string>][] = [
        [`/invoices/drafts/${draftId}`, `/invoices/drafts/${draftId}/finalization`, { version: '2' }],
        ['/deposits/new', '/deposits', { 'paymentIds[0]': paymentId }],
        [`/payments/${paymentId}`, `/payments/${paymentId}/allocations`, { version: '2', 'rows[0][invoiceId]': draftId, 'rows[0][amountCents]': '40.00' }],
      ];
      for (const [page, url, fields] of acts) {
        const form = new RegExp(`<form[^>]* action="${url}"[^]*?</form>`).exec((await web.get(petra, page)).body)?.[0];
        expect([page, form]).toEqual([page, expect.stringContaining('name="reason"')]);
        const refused = await web.post(petra, url, { locationId, postingDate, ...fields }, HTMX);
        expect([url, refused.status, refused.body]).toEqual([url, 422, expect.stringContaining('Type the reason for posting into it')]);
        expect([url, (await web.post(petra, url, { locationId, postingDate, reason: 'Found late', ...fields })).status]).toEqual([url, 303]);
      }
    });

    test('the address of a draft leads whoever reads invoices to the invoice it has become', async () => {
      const { maple: locationId, visit, today } = web.clinic;
      const { invoiceId } = await web.clinic.invoice(await web.clinic.patient({ covered: false }));
      const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId: await web.clinic.patient() }));
      await web.run(new AddDraftLine({ locationId, draftId, serviceId: visit, quantity: 1, serviceDate: today }));
      expect(await web.get(fiona, `/invoices/drafts/${invoiceId}`)).toMatchObject({ status: 303, location: `/invoices/${invoiceId}` });
      expect([(await web.get(fiona, `/invoices/drafts/${draftId}`)).status, (await web.get(dana, `/invoices/drafts/${draftId}`)).status]).toEqual([403, 200]);
    });

    test('an amount in a refusal has the decimals of the currency', async () => {
      const sentence = (exponent: number) => withFormContext({ exponent }, () => new PriceOutOfRange().sentence);
      expect([sentence(0), sentence(3)]).toEqual([expect.stringContaining('A price is 0 or more'), expect.stringContaining('A price is 0.000 or more')]);
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
