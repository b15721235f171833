import { RecordInsurancePayment } from '../../src/payments/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  let reader: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const maple = { id: web.clinic.maple, name: 'Maple Street' };
    const riverside = { id: web.clinic.riverside, name: 'Riverside' };
    dana = web.signIn(clerkAt(maple.id), [maple]);
    rita = web.signIn(clerkAt(riverside.id), [riverside]);
    reader = web.signIn(readerAt(maple.id), [maple]);
  });
  afterAll(() => web.close());

  describe('insurers', () => {
    test('are listed with a filter by kind, and found as one types', async () => {
      const { body, reads } = await web.get(dana, '/insurers');
      expect(body).toContain('Harborlight Health Plan');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
      const employers = (await web.get(dana, '/insurers?kind=employer&q=kes', HTMX)).body;
      expect(employers.trim()).toMatch(/^<div id="payer-list"/);
      expect(employers).toContain('Kestrel Freight');
      expect(employers).not.toContain('Harborlight');
    });

    test('are added and edited, and a name in another spelling is refused', async () => {
      const payer = { name: 'Blue River Mutual', kind: 'extended-plan', payerRef: '77', termsDays: '45' };
      const added = await web.post(dana, '/insurers', payer);
      expect(added.status).toBe(303);
      expect((await web.get(dana, added.location!)).body).toContain('45 days');
      expect((await web.get(dana, `${added.location!}/edit`)).body).toContain('value="Blue River Mutual"');
      expect((await web.post(dana, added.location!, { ...payer, termsDays: '', version: '1' })).status).toBe(303);
      expect((await web.get(dana, added.location!)).body).toContain('of the location');
      const again = await web.post(dana, '/insurers', { ...payer, name: 'BLUE-RIVER mutual' }, HTMX);
      expect(again.status).toBe(422);
      expect(again.body).toContain('There is already a payer called “BLUE-RIVER mutual”');
      expect((await web.post(reader, '/insurers', payer)).status).toBe(403);
      expect((await web.get(dana, '/insurers/01K00000000000000000000000')).status).toBe(404);
    });

    test('have contacts, guidelines, and are taken off the lists and put back', async () => {
      const added = (await web.post(dana, '/insurers', { name: 'Summit Ridge Health', kind: 'insurer', claimGuidelines: 'Portal only.\nAttach the referral.', filingLimitDays: '120' })).location!;
      const page = (await web.get(dana, added)).body;
      expect(page).toContain('<p class="said">Portal only.\nAttach the referral.</p>');
      expect(page).toContain('120 days from the day of service');
      expect((await web.get(dana, `${added}/contacts/new`)).status).toBe(200);
      expect((await web.post(dana, `${added}/contacts`, { version: '1', role: 'Claims' }, HTMX)).body).toContain('at least one way to reach');
      expect((await web.post(dana, `${added}/contacts`, { version: '1', role: 'Claims', phone: '555-0199' })).status).toBe(303);
      const edit = /href="([^"]+\/contacts\/[0-9A-Z]{26})\/edit"/.exec((await web.get(dana, added)).body)![1]!;
      expect((await web.post(dana, edit, { version: '2', role: 'Claims', contactName: 'Pat Moss', phone: '555-0199' })).status).toBe(303);
      const shown = await web.get(reader, added);
      expect(shown.body).toContain('Pat Moss');
      expect(shown.body).not.toContain('/contacts/');
      expect(shown.reads).toBeLessThanOrEqual(MOST_READS);
      expect((await web.post(reader, `${edit}/removal`, { version: '3' })).status).toBe(403);
      expect((await web.post(dana, `${edit}/removal`, { version: '3' })).status).toBe(303);
      expect((await web.get(dana, `${edit}/edit`)).status).toBe(404);
      expect((await web.post(dana, `${added}/deactivation`, { version: '4' })).status).toBe(303);
      expect((await web.get(dana, added)).body).toContain('is inactive: it is not offered');
      const patientId = await web.clinic.patient();
      const offered = async (): Promise<string> => (await web.get(dana, `/patients/${patientId}/coverages/new`)).body;
      expect(await offered()).not.toContain('Summit Ridge');
      expect((await web.get(dana, '/insurers?state=inactive&q=sum', HTMX)).body).toContain('Summit Ridge');
      expect((await web.get(dana, '/insurers?state=active&q=sum', HTMX)).body).not.toContain('Summit Ridge');
      expect((await web.post(dana, `${added}/reactivation`, { version: '5' })).status).toBe(303);
      expect(await offered()).toContain('Summit Ridge');
    });

    test('are added beside any payer field, with those of a similar name shown first', async () => {
      const patientId = await web.clinic.patient();
      const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 5_000 });
      for (const page of [`/patients/${patientId}/coverages/new`, `/invoices/${invoiceId}/insurance/new`, `/payments/new?patient=${patientId}&kind=insurance`]) {
        expect((await web.get(dana, page)).body).toMatch(/hx-get="\/insurers\/quick\?[^"]*into=f-(payerId|partyKey)"/);
      }
      const dialog = await web.get(dana, '/insurers/quick?side=other&into=f-payerId', HTMX);
      expect(dialog.body.trim()).toMatch(/^<dialog id="quick-payer"/);
      expect(dialog.body).not.toContain('Extended plan');
      expect((await web.get(dana, '/insurers/quick/alike?payerName=harbor%20light%20health', HTMX)).body).toContain(`data-use-payer="${web.clinic.harborlight}"`);
      expect((await web.get(dana, '/insurers/quick/alike?payerName=Zenith', HTMX)).body).not.toContain('Use ');
      const added = await web.post(dana, '/insurers/quick', { payerName: 'Zenith  Dental', payerKind: 'insurer', into: 'f-payerId' }, HTMX);
      expect(added.body).toMatch(/data-added-payer="[0-9A-Z]{26}" data-name="Zenith Dental" data-into="f-payerId"/);
      expect((await web.post(dana, '/insurers/quick', { payerName: 'zenith dental', payerKind: 'insurer', into: 'f-payerId' }, HTMX)).body).toContain('There is already a payer called');
      expect((await web.post(reader, '/insurers/quick', { payerName: 'Nadir', payerKind: 'insurer', into: 'f-payerId' }, HTMX)).status).toBe(403);
      expect((await web.get(reader, '/insurers/quick?into=f-payerId', HTMX)).status).toBe(403);
    });

    test('show what they paid to the clerk’s own locations', async () => {
      const patientId = await web.clinic.patient();
      const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
      const row = { invoiceId, amountCents: 6_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
      await web.run(
        new RecordInsurancePayment({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents: 6_000, reference: 'EFT 80040611', rows: [row] } as Partial<RecordInsurancePayment>),
      );
      const { body, reads } = await web.get(dana, `/insurers/${web.clinic.harborlight}`);
      expect(body).toContain('EFT 80040611');
      expect(body).toContain('60.00');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
      expect((await web.get(rita, `/insurers/${web.clinic.harborlight}`)).body).not.toContain('80040611');
    });
  });

  describe('services', () => {
    test('are listed with the price of the current location', async () => {
      const { body, reads } = await web.get(dana, '/services');
      expect(body).toContain('Prices at Maple Street');
      expect(body).toContain('Follow-up visit 20 min');
      expect(body).toContain('100.00');
      expect(body).toContain('8.25 %');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
    });

    test('are added, edited and priced where one may', async () => {
      const added = await web.post(dana, '/services', { locationId: web.clinic.maple, code: 'th-1', description: 'Thyroid panel', taxBasisPoints: '', priceCents: '52.50' });
      expect(added.status).toBe(303);
      const page = (await web.get(dana, added.location!)).body;
      expect(page).toContain('Thyroid panel');
      expect(page).toContain('value="52.50"');
      expect((await web.post(dana, added.location!, { code: 'TH-1', description: 'Thyroid panel, full', taxBasisPoints: '5', version: '1' })).status).toBe(303);
      expect((await web.post(dana, `${added.location!}/prices`, { locationId: web.clinic.maple, priceCents: '60', version: '2' })).status).toBe(303);
      expect((await web.post(dana, `${added.location!}/prices`, { locationId: web.clinic.riverside, priceCents: '60', version: '3' })).status).toBe(404);
      expect((await web.post(dana, `${added.location!}/prices`, { locationId: web.clinic.maple, priceCents: '-1', version: '3' }, HTMX)).body).toContain('A price is 0.00 or more');
      expect((await web.post(dana, `${added.location!}/prices`, { locationId: web.clinic.maple, priceCents: '1.005', version: '3' }, HTMX)).body).toContain('at most 2 decimals');
      expect((await web.post(reader, `${added.location!}/prices`, { locationId: web.clinic.maple, priceCents: '1', version: '3' })).status).toBe(403);
      expect((await web.get(reader, added.location!)).body).toContain('60.00');
      expect((await web.get(rita, '/services?q=thyroid', HTMX)).body).toContain('no price here');
    });
  });

  describe('providers', () => {
    test('are added, listed by state, edited, and refused with the same or a mistyped NPI', async () => {
      expect((await web.post(dana, '/providers', { name: 'Ida Brandt, MD', npi: '1234-567-893', licenseNumber: 'IL 4471' })).status).toBe(303);
      const list = await web.get(dana, '/providers');
      expect(list.body).toMatch(/Ida Brandt, MD[\s\S]*1234567893[\s\S]*IL 4471/);
      expect(list.reads).toBeLessThanOrEqual(MOST_READS);
      expect((await web.post(dana, '/providers', { name: 'Tom Falk', npi: '1234567893' }, HTMX)).body).toContain('There is already a provider with the NPI 1234567893');
      expect((await web.post(dana, '/providers', { name: 'Tom Falk', npi: '1234567890' }, HTMX)).body).toContain('ends in a check digit');
      for (const name of ['Tom Falk', 'Ute Lang']) expect((await web.post(dana, '/providers', { name })).status).toBe(303);
      const page = /href="(\/providers\/[0-9A-Z]{26})"><b>Tom Falk/.exec((await web.get(dana, '/providers')).body)![1]!;
      expect((await web.post(dana, page, { name: 'Tom Falk, PT', isInactive: 'true', version: '1' })).status).toBe(303);
      const names = async (state: string): Promise<boolean[]> => {
        const { body } = await web.get(dana, `/providers?state=${state}`, HTMX);
        return ['Ida Brandt', 'Tom Falk, PT'].map((name) => body.includes(name));
      };
      expect([await names('active'), await names('inactive'), await names('all')]).toEqual([[true, false], [false, true], [true, true]]);
      expect((await web.post(reader, page, { name: 'Me', version: '2' })).status).toBe(403);
      expect((await web.get(reader, page)).body).not.toContain('Save');
    });
  });
});
