import { DepositReceipts, TickOffDeposit } from '../../src/deposits/index.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { amountLinks, centsOf, words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

eachEngine((engine) => {
  describe('the dashboard', () => {
    let web: ClinicWeb;
    let manager: string;
    let clerk: string;
    let reconciled: string;
    const page = async (url = '/reports/dashboard', who = manager): Promise<string> => words((await web.get(who, url)).body);

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const { clinic, run } = web;
      const here = { locationId: clinic.maple };
      const maple = { id: clinic.maple, name: 'Maple Street' };
      const rights = ['ledger.read', 'payment.read', 'invoice.read'];
      manager = web.signIn(person('irene', rights, [clinic.maple, clinic.riverside]), [maple, { id: clinic.riverside, name: 'Riverside' }]);
      clerk = web.signIn(person('dana', rights, [clinic.maple]), [maple]);
      const amelia = await clinic.patient({ lastName: 'Hartwell' });
      const { invoiceId } = await clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 });
      await clinic.invoice(await clinic.patient({ locationId: clinic.riverside, covered: false }), { locationId: clinic.riverside });
      ({ paymentId: reconciled } = await run<{ paymentId: string }>(new RecordInsurancePayment({ ...here, payerId: clinic.harborlight, method: 'insurance-eft', reference: 'EFT 2', amountCents: 9_700, rows: [row(invoiceId, 9_000, 2_000, 0)], remainderKind: 'to-allocate' })));
      await run(new RecordInsurancePayment({ ...here, payerId: clinic.harborlight, method: 'insurance-check', reference: 'CK 3', amountCents: 1_100, rows: [], remainderKind: 'to-allocate' }));
      const { paymentId } = await run<{ paymentId: string }>(new RecordPatientPayment({ ...here, guarantorId: amelia, method: 'cash', amountCents: 3_300, rows: [row(invoiceId, 1_100)], remainderKind: 'credit' }));
      await run(new RecordPatientPayment({ ...here, guarantorId: amelia, method: 'card', amountCents: 500, rows: [], remainderKind: 'credit' }));
      await run(new ReversePayment({ ...here, paymentId, reason: 'Counted twice' }));
      await run(new AdjustInvoice({ ...here, invoiceId, partyKey: amelia, kind: 'courtesy', amountCents: 300, reason: 'Long wait' }));
      const { depositId } = await run<{ depositId: string }>(new DepositReceipts({ ...here, paymentIds: [reconciled] }));
      await run(new TickOffDeposit({ ...here, depositId, version: 1, bankDate: clinic.today, paymentIds: [reconciled] }));
    });
    afterAll(() => web.close());

    it('says what was billed, collected, written off and is outstanding, and whose money it is', async () => {
      const text = await page();
      expect(text).toMatch(/Collected 113\.00/);
      expect(text).toMatch(/Written off 23\.00/);
      expect(text).toMatch(/Received from .* 108\.00 Reconciled 1 payment 97\.00 Unreconciled 1 payment 11\.00/);
      expect(text).toMatch(/Received from patients 5\.00 Received from other payers 0\.00/);
      expect(text).toMatch(/Harborlight Health Plan .*108\.00 All insurers .*108\.00/);
    });

    it('each figure opens a list that adds up to it', async () => {
      const links = amountLinks((await web.get(manager, '/reports/dashboard')).body);
      const journals = links.filter(({ href }) => href.startsWith('/ledger/journals'));
      expect(journals.length).toBeGreaterThan(5);
      for (const { href, cents } of journals) {
        const [, total] = /together <b>([^<]+)</.exec((await web.get(manager, href)).body)!;
        expect([href, Math.abs(centsOf(total!))]).toEqual([href, Math.abs(cents)]);
      }
      const payments = links.filter(({ href }) => href.startsWith('/payments'));
      expect(payments).toHaveLength(2);
      for (const { href, cents } of payments) expect([href, words((await web.get(manager, href)).body)]).toEqual([href, expect.stringMatching(new RegExp(`1 payment shown, reversed ones not counted ${(cents / 100).toFixed(2)} `))]);
      const owed = links.filter(({ href }) => href.startsWith('/ledger/receivables'));
      expect(owed.length).toBeGreaterThan(3);
      for (const { href, cents } of owed) expect([href, sumShown((await web.get(manager, href)).body)]).toEqual([href, cents]);
    });

    it('the ages add up to what is outstanding, and it is what the trial balance says', async () => {
      const { body } = await web.get(manager, '/reports/dashboard');
      expect(words(body)).toContain('Outstanding equals the accounts 1100, 1110 and 1120.');
      const [, outstanding] = /Outstanding on .*? ([\d,.]+) insurers, patients/.exec(words(body))!;
      const balance = (await web.get(manager, '/ledger/trial-balance/export')).body.split('\n').filter((line) => line.startsWith('All your locations together,'));
      const closing = (code: string): number => centsOf(balance.find((line) => line.includes(`,${code},`))?.split(',').at(-1) ?? '0');
      expect(centsOf(outstanding!)).toBe(closing('1100') + closing('1110') + closing('1120'));
    });

    it('covers the reader’s locations, one of them or another span, and is not for the front desk', async () => {
      expect(await page()).toMatch(/By location .*Maple Street .* Riverside .* Together/);
      expect(await page('/reports/dashboard', clerk)).not.toContain('Riverside');
      expect(await page(`/reports/dashboard?location=${web.clinic.riverside}`, clerk)).toContain('Collected 0.00');
      expect(await page(`/reports/dashboard?from=${addDays(web.clinic.today, -40)}&to=${addDays(web.clinic.today, -35)}`)).toContain('Billed 0.00');
      expect((await web.get(manager, `/reports/dashboard?from=${web.clinic.today}&to=${addDays(web.clinic.today, -1)}`)).status).toBe(422);
      const desk = web.signIn(person('fran', ['payment.read'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await web.get(desk, '/reports/dashboard')).status).toBe(403);
      expect((await web.get(desk, '/reports/dashboard/aging')).status).toBe(403);
      expect((await web.get(manager, '/reports/dashboard')).reads).toBeLessThanOrEqual(12);
    });

    it('draws the year and leaves as a file', async () => {
      const { body } = await web.get(manager, '/reports/dashboard');
      expect(body.match(/<rect class="(?:insurer|patient)"/g)).toHaveLength(2);
      expect(body).not.toMatch(/<svg class="chart"[^]*?style=/);
      const file = (await web.get(manager, '/reports/dashboard/export')).body.trim().split('\n');
      expect(file).toHaveLength(13);
      expect(file.at(-1)).toMatch(/,108\.00,5\.00,0\.00,113\.00,23\.00,/);
    });
  });
});

/** What the rows of a receivables page come to: all parties, or the invoices of an age. */
function sumShown(body: string): number {
  const text = words(body);
  const together = /together ([\d,.]+)/.exec(text)?.[1];
  if (together !== undefined) return centsOf(together);
  const table = /<h2>By payer and guarantor[^]*?<\/table>/.exec(body)![0];
  return [...table.matchAll(/data-label="Open">([^]*?)<\/td>/g)].reduce((sum, [, cell]) => sum + centsOf(words(cell!)), 0);
}
