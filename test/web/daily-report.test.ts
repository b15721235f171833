import { DepositReceipts } from '../../src/deposits/index.js';
import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { amountLinks, centsOf, words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

eachEngine((engine) => {
  describe('the daily report', () => {
    let web: ClinicWeb;
    let manager: string;
    let clerk: string;
    let invoiceId: string;
    let amelia: string;
    const here = () => ({ locationId: web.clinic.maple });
    const text = async (url: string, who = manager): Promise<string> => words((await web.get(who, url)).body);

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const maple = { id: web.clinic.maple, name: 'Maple Street' };
      manager = web.signIn(person('irene', ['ledger.read', 'payment.read'], [web.clinic.maple, web.clinic.riverside]), [maple, { id: web.clinic.riverside, name: 'Riverside' }]);
      clerk = web.signIn(person('dana', ['ledger.read', 'payment.read'], [web.clinic.maple]), [maple]);
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      ({ invoiceId } = await web.clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 }));
      await web.clinic.invoice(await web.clinic.patient({ locationId: web.clinic.riverside, covered: false }), { locationId: web.clinic.riverside });
    });
    afterAll(() => web.close());

    it('has a payment the moment it is recorded, by its method, and says where the money went', async () => {
      expect(await text('/reports/daily')).toContain('No money came in');
      await web.run(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 2', amountCents: 9_700, rows: [row(invoiceId, 9_000, 2_000, 0)], remainderKind: 'to-allocate' }));
      const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'cash', amountCents: 3_300, rows: [row(invoiceId, 1_100)], remainderKind: 'credit' }));
      const page = await text('/reports/daily');
      expect(page).toMatch(/Insurers Insurance EFT\/ACH 1 97\.00 0\.00 97\.00/);
      expect(page).toMatch(/Patients Cash 1 33\.00 0\.00 33\.00/);
      expect(page).toMatch(/Where the money went To invoices 101\.00 Unapplied insurance money 7\.00 Unapplied patient money 22\.00 Together 130\.00/);
      expect(page).toMatch(/Written off Contractual adjustments 20\.00/);
      await web.run(new ReversePayment({ ...here(), paymentId, reason: 'Counted twice' }));
      const after = await text('/reports/daily');
      expect(after).toMatch(/Patients Cash 1 33\.00 −33\.00 0\.00/);
      expect(after).toMatch(/To invoices 90\.00 Unapplied insurance money 7\.00 Together 97\.00/);
      expect(after).toContain('33.00 reversed');
    });

    it('knows what went to the bank, and that money is received once', async () => {
      const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'check', amountCents: 400, rows: [], remainderKind: 'credit' }));
      await web.run(new DepositReceipts({ ...here(), paymentIds: [paymentId] }));
      const page = await text('/reports/daily');
      expect(page).toMatch(/To the bank Deposited 1 4\.00/);
      expect(page).toMatch(/Money received 101\.00/);
    });

    it('every amount opens a list of journals that adds up to it', async () => {
      const links = amountLinks((await web.get(manager, '/reports/daily')).body).filter(({ href }) => href.includes('account='));
      expect(links.length).toBeGreaterThan(5);
      for (const { href, cents } of links) {
        const [, total] = /together <b>([^<]+)</.exec((await web.get(manager, href)).body)!;
        expect([href, Math.abs(centsOf(total!))]).toEqual([href, Math.abs(cents)]);
      }
    });

    it('covers the reader’s locations, one of them or another day, in few statements', async () => {
      expect(await text('/reports/daily')).toMatch(/By location .*Maple Street .* Riverside .* Together/);
      expect(await text('/reports/daily', clerk)).not.toContain('Riverside');
      expect(await text(`/reports/daily?location=${web.clinic.riverside}`, clerk)).toContain('Nothing was posted');
      expect(await text(`/reports/daily?day=${addDays(web.clinic.today, -1)}`)).toContain('Nothing was posted');
      expect((await web.get(manager, '/reports/daily')).reads).toBeLessThanOrEqual(12);
      const desk = web.signIn(person('fran', ['payment.read'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await web.get(desk, '/reports/daily')).status).toBe(403);
    });
  });
});
