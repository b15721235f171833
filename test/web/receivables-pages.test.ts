import { ImportOpenInvoice } from '../../src/invoices/index.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { amountLinks, centsOf, words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

eachEngine((engine) => {
  describe('roll-forward and receivables', () => {
    let web: ClinicWeb;
    let supervisor: string;
    let elsewhere: string;
    let amelia: string;
    let today: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      today = web.clinic.today;
      const places = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
      supervisor = web.signIn(person('petra', ['ledger.read'], [web.clinic.maple]), places.slice(0, 1));
      elsewhere = web.signIn(person('rene', ['ledger.read'], [web.clinic.riverside]), places.slice(1));
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      const here = { locationId: web.clinic.maple };
      await web.run(new ImportOpenInvoice({ ...here, number: 'OLD-1', patientId: amelia, originalDate: addDays(today, -150), parts: [{ amountCents: 4_000 }, { partyKey: web.clinic.harborlight, amountCents: 2_500 }] }));
      const { invoiceId } = await web.clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 });
      await web.run(new RecordInsurancePayment({ ...here, payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 1', amountCents: 9_000, rows: [row(invoiceId, 8_000, 2_000, 1_000)], remainderKind: 'to-allocate' }));
      await web.run(new RecordPatientPayment({ ...here, guarantorId: amelia, method: 'cash', amountCents: 3_000, rows: [row(invoiceId, 1_000)], remainderKind: 'credit' }));
      await web.clinic.invoice(await web.clinic.patient({ locationId: web.clinic.riverside, covered: false, lastName: 'Okafor' }), { locationId: web.clinic.riverside });
    });
    afterAll(() => web.close());

    const page = async (url: string, who = supervisor): Promise<string> => (await web.get(who, url)).body;

    it('opening + charges − payments − adjustments ± transfers = closing, by who owes', async () => {
      const text = words(await page(`/ledger/roll-forward?from=${today}&to=${today}`));
      expect(text).toMatch(/Insurers 1100 0\.00 \+175\.00 −80\.00 −20\.00 −10\.00 65\.00/);
      expect(text).toMatch(/Patients 1110 0\.00 \+90\.00 −10\.00 0\.00 \+10\.00 90\.00/);
      expect(text).toMatch(/Together 0\.00 \+265\.00 −90\.00 −20\.00 0\.00 155\.00/);
      expect(text).not.toContain('Riverside');
    });

    it('every number of the roll-forward opens the journals that add up to it', async () => {
      const links = amountLinks(await page('/ledger/roll-forward'));
      expect(links.length).toBeGreaterThan(8);
      for (const { href, cents } of links) {
        const [, total] = /together <b>([^<]+)</.exec(await page(href))!;
        expect([href, centsOf(total!)]).toEqual([href, cents]);
      }
    }, 60_000);

    it('receivables are aged by due date, service date or last activity, and equal the control accounts', async () => {
      const due = words(await page('/ledger/receivables'));
      expect(due).toContain('Equals 1100 + 1110 + 1120: 155.00');
      expect(due).toMatch(/Insurers .*40\.00.* 25\.00 65\.00/);
      const service = words(await page('/ledger/receivables?by=service'));
      expect(service).toMatch(/Insurers 40\.00 25\.00 65\.00/);
      expect(words(await page('/ledger/receivables?by=activity'))).toMatch(/Insurers 65\.00 65\.00/);
      expect(words(await page(`/ledger/receivables?asOf=${addDays(today, -1)}`))).toContain('Nothing was open on');
    });

    it('each payer and guarantor has a row with what is open and unapplied; every amount opens the invoices that make it up', async () => {
      const body = await page('/ledger/receivables?by=service');
      expect(words(body)).toMatch(/Hartwell, Amelia 50\.00 40\.00 90\.00 20\.00/);
      expect(words(body)).toMatch(/Harborlight Health Plan 40\.00 25\.00 65\.00 10\.00/);
      const links = amountLinks(body);
      expect(links.length).toBeGreaterThan(5);
      for (const { href, cents } of links) {
        const [, total] = /together <b>([^<]+)</.exec(await page(href))!;
        expect([href, centsOf(total!)]).toEqual([href, cents]);
      }
    }, 60_000);

    it('filters work alone and together', async () => {
      expect(words(await page('/ledger/receivables?kind=patient'))).not.toMatch(/Harborlight Health Plan \d/);
      expect(words(await page(`/ledger/receivables?party=${amelia}&bucket=over-120&by=service`))).toMatch(/Open invoices of Hartwell, Amelia .*together 40\.00.*OLD-1 .* 150 40\.00/);
      expect(words(await page(`/ledger/receivables?party=${amelia}&bucket=31-60&by=service`))).toContain('Nothing is open here.');
      expect(words(await page(`/ledger/receivables?location=${web.clinic.riverside}`))).toContain('Nothing was open on');
    });

    it('somebody at another location sees only its own', async () => {
      const text = words(await page('/ledger/receivables', elsewhere));
      expect([text.includes('Okafor'), text.includes('Hartwell'), text.includes('100.00')]).toEqual([true, false, true]);
      expect(words(await page(`/ledger/receivables?party=${amelia}`, elsewhere))).toContain('Nothing is open here.');
      expect(words(await page('/ledger/roll-forward', elsewhere))).not.toContain('Maple');
    });

    it('takes few reads', async () => {
      for (const url of ['/ledger/receivables', `/ledger/receivables?party=${amelia}`, '/ledger/roll-forward']) expect((await web.get(supervisor, url)).reads).toBeLessThanOrEqual(6);
    });
  });
});
