import { RecordInsurancePayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';

eachEngine((engine) => {
  describe('Home', () => {
    let web: ClinicWeb;
    let bea: string;
    let otto: string;
    let fran: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const { clinic, run } = web;
      const amelia = await clinic.patient();
      const invoice = await clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 });
      await clinic.invoice(await clinic.patient({ covered: false, lastName: 'Okafor' }));
      const elsewhere = await clinic.patient({ locationId: clinic.riverside, covered: false, lastName: 'Demir' });
      await clinic.invoice(elsewhere, { locationId: clinic.riverside });
      const row = { invoiceId: invoice.invoiceId, amountCents: 6_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
      await run(new RecordInsurancePayment({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-check', amountCents: 8_000, reference: 'CK-1', rows: [row], remainderKind: 'to-allocate' }));
      const clerk = (locationId: string) => staffActor({ id: newId(), name: 'Bea Lund', grants: [{ role: 'billing-clerk', locationId }] });
      bea = web.signIn(clerk(clinic.maple), [{ id: clinic.maple, name: 'Maple Street' }]);
      otto = web.signIn(clerk(clinic.riverside), [{ id: clinic.riverside, name: 'Riverside' }]);
      const desk = staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: clinic.maple }] });
      fran = web.signIn(desk, [{ id: clinic.maple, name: 'Maple Street' }]);
    });
    afterAll(() => web.close());

    test('shows what is owed by whom, what came in today and what waits, of the granted locations', async () => {
      const { status, body } = await web.get(bea, '/');
      expect(status).toBe(200);
      const text = words(body);
      expect(text).toContain('Insurance pending 90.00');
      expect(text).toContain('Patients due 150.00');
      expect(text).toContain('Received today 80.00');
      expect(text).toMatch(/Received this month, .* 80\.00 Looking at the bank/);
      const bank = /hx-get="(\/reports\/dashboard\/bank\?[^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&');
      expect(words((await web.get(bea, bank, { 'hx-request': 'true' })).body).trim()).toBe('Reconciled 0 payments 0.00 Unreconciled 1 payment 80.00');
      expect(body).toContain('hx-get="/worklists/today"');
      expect(words((await web.get(bea, '/worklists/today', { 'hx-request': 'true' })).body)).toMatch(/What needs you today 1 item · 20\.00 at stake .* Harborlight Health Plan/);
      expect(text).toContain('Payments with money to allocate 1');
    });

    test('the front desk sees no insurer’s payment, neither listed nor in a sum', async () => {
      const text = words((await web.get(fran, '/')).body);
      expect(text).toContain('Received today, without insurers’ payments 0.00');
      expect(text).toContain('Payments with money to allocate 0');
      expect(text).not.toContain('Harborlight');
    });

    test('knows nothing of other locations', async () => {
      const text = words((await web.get(otto, '/')).body);
      expect(text).toContain('Patients due 100.00');
      expect(text).toContain('Received today 0.00');
      expect(text).not.toContain('Harborlight');
    });

    test('takes few reads', async () => {
      expect((await web.get(bea, '/')).reads).toBeLessThanOrEqual(10);
    });
  });
});

function words(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}
