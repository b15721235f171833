import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { EndCoverage, PatientsQueries, SetPatientAlert } from '../../src/patients/index.js';
import { RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { formatDate, addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;
const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

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

  const pay = (guarantorId: string, invoiceId: string, amountCents: number): Promise<{ paymentId: string }> =>
    web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId, method: 'card', amountCents, rows: [{ ...PLAIN, invoiceId, amountCents }] }));

  describe('an alert', () => {
    test('is seen wherever the patient is opened, until it is taken down', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Watched' });
      const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
      const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId: web.clinic.maple, patientId }));
      await web.run(new AddDraftLine({ locationId: web.clinic.maple, draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: web.clinic.today }));
      const set = await web.post(dana, `/patients/${patientId}/alerts`, { kind: 'alert', text: 'Bring the new card' });
      expect(set).toMatchObject({ status: 303, location: `/patients/${patientId}` });
      const places = [`/patients/${patientId}`, `/patients/${patientId}/ledger`, `/invoices/${invoiceId}`, `/invoices/drafts/${draftId}`, `/payments/new?patient=${patientId}&kind=patient`];
      for (const place of places) {
        const { body, reads } = await web.get(dana, place);
        expect([place, body.includes('Bring the new card') && body.includes(`(Dana Ruiz, ${formatDate(web.clinic.today)})`)]).toEqual([place, true]);
        expect([place, reads <= MOST_READS]).toEqual([place, true]);
      }
      const alertId = /name="alertId" value="([^"]+)"/.exec((await web.get(dana, `/patients/${patientId}`)).body)![1]!;
      expect((await web.get(reader, `/patients/${patientId}`)).body).not.toContain('Take down');
      expect((await web.post(dana, `/patients/${patientId}/alerts/ending`, { alertId })).status).toBe(303);
      for (const place of places) expect((await web.get(dana, place)).body).not.toContain('Bring the new card');
      expect((await web.post(dana, `/patients/${patientId}/alerts/ending`, { alertId }, HTMX)).body).toContain('Dana Ruiz took this down on');
    });

    test('is shown only from its first day to its last', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Timed' });
      await web.run(new SetPatientAlert({ patientId, text: 'Tomorrow only', validFrom: addDays(web.clinic.today, 1) }));
      await web.run(new SetPatientAlert({ patientId, text: 'Until today', kind: 'reminder', validUntil: web.clinic.today }));
      const { body } = await web.get(dana, `/patients/${patientId}`);
      expect(body).not.toContain('Tomorrow only');
      expect(body).toContain('<b>Reminder:</b> Until today');
    });

    test('that nobody would ever see is refused, and what was typed stays', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Past' });
      const send = (fields: Record<string, string>) => web.post(dana, `/patients/${patientId}/alerts`, { text: 'Late', ...fields }, HTMX);
      expect((await send({ validUntil: '1/1/2020', validFrom: '1/1/2019' })).body).toContain('Its last day, Jan 1, 2020, has passed');
      expect((await send({ validFrom: '2/1/2030', validUntil: '1/1/2030' })).body).toContain('its last day may not be earlier');
      expect((await send({ text: '' })).body).toContain('Text');
    });

    test('is set by those who may edit the patient, and a patient elsewhere looks missing', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Guarded' });
      expect((await web.post(reader, `/patients/${patientId}/alerts`, { text: 'No' })).status).toBe(403);
      expect((await web.post(rita, `/patients/${patientId}/alerts`, { text: 'No' })).status).toBe(404);
      expect((await web.post(rita, `/patients/${patientId}/alerts/ending`, { alertId: patientId })).status).toBe(404);
    });
  });

  describe('what the books say by themselves', () => {
    test('a balance due since its oldest invoice, and the part that was paid', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Owing' });
      const { invoiceId, number } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
      await web.clinic.invoice(patientId, { insurerCents: 7_500 });
      const today = formatDate(web.clinic.today);
      expect((await web.get(dana, `/patients/${patientId}`)).body).toContain(`Balance due <b>65.00</b> since ${today}, the patient’s part of 2 invoices.`);
      const { paymentId } = await pay(patientId, invoiceId, 1_500);
      const page = (await web.get(dana, `/patients/${patientId}`)).body;
      expect(page).toContain('Balance due <b>50.00</b>');
      expect(page).toContain(`Part payment of 15.00 taken on ${today} for <a href="/invoices/${invoiceId}">${number}</a>; <b>25.00</b> remains.`);
      await web.run(new ReversePayment({ locationId: web.clinic.maple, paymentId, reason: 'Bounced' }));
      expect((await web.get(dana, `/patients/${patientId}`)).body).not.toContain('Part payment');
      await pay(patientId, invoiceId, 4_000);
      expect((await web.get(dana, `/patients/${patientId}`)).body).toContain(`Balance due <b>25.00</b> since ${today}, the patient’s part of 1 invoice.`);
    });

    test('nothing of an invoice at a location the reader may not see', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Twoplaces', covered: false });
      await web.clinic.invoice(patientId, { locationId: web.clinic.riverside });
      expect((await web.get(dana, `/patients/${patientId}`)).body).not.toContain('Balance due');
      expect((await web.get(rita, `/patients/${patientId}`)).body).toContain('Balance due <b>100.00</b>');
    });
  });

  describe('a coverage that has ended', () => {
    test('is re-opened, unless another has taken its place', async () => {
      const patientId = await web.clinic.patient({ lastName: 'Reopened' });
      const coverage = async () => (await web.app.get(PatientsQueries).coverages(patientId))[0]!;
      const { coverageId } = await coverage();
      const path = `/patients/${patientId}/coverages/${coverageId}`;
      const reopen = (version: number) => web.post(dana, `${path}/reopening`, { version: String(version) }, HTMX);
      expect((await reopen(2)).body).toContain('This coverage has no end');
      await web.run(new EndCoverage({ patientId, coverageId, validTo: '2026-01-31' }));
      expect((await web.get(dana, `${path}/edit`)).body).toContain('it ends on Jan 31, 2026');
      const next = { payerId: web.clinic.tamarack, sequence: '1', repay: 'direct', memberId: 'T-1', copayKind: 'none', copayWhose: 'patient', validFrom: '2/1/2026', validTo: '2/28/2026' };
      expect((await web.post(dana, `/patients/${patientId}/coverages`, { ...next, version: '3' })).status).toBe(303);
      expect((await reopen(4)).body).toContain('There is already a primary coverage from Feb 1, 2026 until Feb 28, 2026.');
      const second = (await web.app.get(PatientsQueries).coverages(patientId)).find((each) => each.payerId === web.clinic.tamarack)!;
      expect((await web.post(dana, `/patients/${patientId}/coverages/${second.coverageId}/reopening`, { version: '4' }, HTMX)).status).toBe(200);
      expect((await web.post(rita, `${path}/reopening`, { version: '5' }, HTMX)).status).toBe(404);
    });
  });
});
