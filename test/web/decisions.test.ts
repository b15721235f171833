import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { RecordRemittance, type RemittedLine, type ProviderRow } from '../../src/payments/index.js';
import { eachEngine } from '../support/database.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { words } from '../support/pages.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { remitted, type Said } from '../support/remittances.js';

eachEngine((engine) => {
  describe('what insurers decided, wherever it matters', () => {
    let web: ClinicWeb;
    let dana: string;
    let fran: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
      dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'ledger.read', 'payment.reverse-any'], [web.clinic.maple]), places);
      fran = web.signIn(person('01K0000000000000000000FRAN', ['invoice.read', 'patient.read'], [web.clinic.maple]), places);
    });
    afterAll(() => web.close());

    const post = async (amountCents: number, lines: RemittedLine[], providerRows: ProviderRow[] = []) => {
      const command = new RecordRemittance({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents, lines, providerRows, reference: `EFT ${Math.random()}`, remainderKind: 'to-allocate' });
      return (await web.run<{ paymentId: string }>(command)).paymentId;
    };
    const claim = async () => {
      const { invoiceId, number } = await web.clinic.invoice(await web.clinic.patient(), { insurerCents: 10_000 });
      const line = await web.app.get(Reader).one<{ id: string }>(sql`SELECT n.id AS id FROM invoice_lines n WHERE n.invoice_id = ${invoiceId}`);
      return { invoiceId, number, line: (said: Said) => remitted(invoiceId, line!.id, said) };
    };
    const page = async (path: string, who = dana): Promise<string> => {
      const { status, body, reads } = await web.get(who, path);
      expect([path, status, reads <= 12]).toEqual([path, 200, true]);
      return words(body);
    };

    it('the invoice, its story and the explained amount say it with its codes in our words; the front desk does not see it', async () => {
      const { invoiceId, line } = await claim();
      const paymentId = await post(6_400, [line({ paid: 6_400, co: 2_000, pr: 1_600 })]);
      const decided = /CO-45 20\.00 Charge over fee schedule\/allowed PR-2 16\.00 Coinsurance/;
      expect(await page(`/invoices/${invoiceId}`)).toMatch(new RegExp(`What insurers decided .* claim ICN1 100\\.00 .* 64\\.00 ${decided.source}`));
      expect(await page(`/invoices/${invoiceId}/story`)).toMatch(/billed 100\.00, paid 64\.00; CO-45 20\.00 Charge over fee schedule\/allowed; PR-2 16\.00 Coinsurance/);
      const journal = await web.app.get(Reader).one<{ id: string }>(sql`SELECT j.id AS id FROM journals j WHERE j.source_id = ${paymentId}`);
      expect(await page(`/ledger/explain?journal=${journal!.id}&invoice=${invoiceId}`)).toMatch(/Decided [^;]+; CO-45 20\.00 Charge over fee schedule\/allowed; PR-2 16\.00 Coinsurance/);
      expect(await page(`/invoices/${invoiceId}`, fran)).not.toContain('What insurers decided');
    });

    it('lines and provider level add up to the check, and say so', async () => {
      const { line } = await claim();
      const paymentId = await post(6_537, [line({ paid: 6_400, co: 3_600 })], [{ code: 'L6', amountCents: 137, reference: 'INT' }]);
      expect(await page(`/payments/${paymentId}/decisions`)).toMatch(/Lines 64\.00 takebacks included \+ Provider level 1\.37 minus lowered the check = Amount 65\.37/);
      const more = await post(7_000, [(await claim()).line({ paid: 6_400, co: 3_600 })]);
      expect(await page(`/payments/${more}/decisions`)).toMatch(/Lines 64\.00 .* \+ On no line above 6\.00 held, or at another location = Amount 70\.00/);
    });

    it('a takeback leads to the payment it took from and back again, and the taking one is not offered for reversal', async () => {
      const [old, next] = [await claim(), await claim()];
      const paidId = await post(8_000, [old.line({ paid: 8_000, co: 2_000 })]);
      const takingId = await post(2_000, [old.line({ takeback: 8_000, denied: 10_000 }), next.line({ paid: 10_000 })]);
      const [paid, taking] = [await web.get(dana, `/payments/${paidId}`), await web.get(dana, `/payments/${takingId}`)];
      expect(words(paid.body)).toMatch(new RegExp(`Taken by PAY-\\d+ ${old.number} .* 80\\.00`));
      expect(paid.body).toContain(`href="/payments/${takingId}"`);
      expect(words(taking.body)).toMatch(new RegExp(`Taken from PAY-\\d+ ${old.number} .* 80\\.00`));
      expect(taking.body).toContain(`href="/payments/${paidId}"`);
      expect(taking.body).not.toContain('Reverse this payment');
      expect(paid.body).toContain('Reverse this payment');
      expect(await page(`/invoices/${old.invoiceId}`)).toMatch(/no longer stands .* takes an earlier decision back/);
      expect(await page(`/payments/${takingId}/decisions`)).toMatch(/Lines 20\.00 takebacks included .* = Amount 20\.00/);
    });

    it('what is carried forward runs on under its reference from check to check', async () => {
      const [old, next] = [await claim(), await claim()];
      await post(8_000, [old.line({ paid: 8_000, co: 2_000 })]);
      const outId = await post(0, [old.line({ takeback: 8_000, denied: 10_000 })], [{ code: 'FB', amountCents: 8_000, reference: 'TRN 9' }]);
      const inId = await post(5_000, [next.line({ paid: 10_000 })], [{ code: 'FB', amountCents: -5_000, reference: 'TRN 9' }]);
      expect(await page(`/payments/${outId}/decisions`)).toMatch(/FB TRN 9 2160 .* 80\.00 80\.00 Together 80\.00/);
      expect(await page(`/payments/${inId}/decisions`)).toMatch(/FB TRN 9 2160 .* −50\.00 30\.00 Together −50\.00/);
    });
  });
});
