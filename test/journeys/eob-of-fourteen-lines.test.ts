import type { Browser, Page } from 'playwright-core';
import { RecordRemittance } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { AddStaff } from '../../src/staff/index.js';
import { complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { type Clinic, openClinic } from '../support/clinic.js';
import { eachEngine } from '../support/database.js';
import { openProduct, type Product } from '../support/product.js';
import { remitted, type Said } from '../support/remittances.js';

const PASSWORD = 'a long enough password';
const ORDINARY = 11;

interface Claim {
  invoiceId: string;
  number: string;
}

/** One check over fourteen patients: eleven ordinary lines, a deductible, a denial, a takeback, interest, and a balance carried from an earlier check. */
describeInBrowser('an EOB of fourteen lines, by keyboard only', () => {
  eachEngine((engine) => {
    let product: Product;
    let clinic: Clinic;
    let browser: Browser;
    let page: Page;
    let complaints: string[];
    let keys = 0;

    beforeAll(async () => {
      product = await openProduct(await engine.config());
      clinic = await openClinic(product.run);
      const add = new AddStaff({ userName: 'dana', displayName: 'dana', grants: [{ role: 'billing-clerk', locationId: clinic.maple }] });
      add.password = PASSWORD;
      await product.run(add);
      browser = await openBrowser();
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      complaints = complaintsOf(page);
    });
    afterAll(async () => {
      await browser.close();
      await product.close();
    });

    const claim = async (): Promise<Claim> => clinic.invoice(await clinic.patient(), { insurerCents: 8_000 });
    const lineOf = async ({ invoiceId }: Claim): Promise<string> => (await product.app.get(Reader).one<{ id: string }>(sql`SELECT id FROM invoice_lines WHERE invoice_id = ${invoiceId}`))!.id;
    const remit = async (reference: string, amountCents: number, of: Claim, said: Said, forwarded = 0): Promise<void> => {
      const providerRows = forwarded === 0 ? [] : [{ code: 'FB', amountCents: forwarded, reference: '0076904' }];
      const lines = [remitted(of.invoiceId, await lineOf(of), said)];
      await product.run(new RecordRemittance({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-check', reference, amountCents, lines, providerRows }));
    };

    async function press(...chords: string[]): Promise<void> {
      for (const key of chords) {
        keys += key.split('+').length;
        await page.keyboard.press(key);
      }
    }

    /** What stands on the paper: it has to be typed in any product, and does not count. */
    const copy = (text: string): Promise<void> => page.keyboard.type(text);
    const settled = (count: number): Promise<unknown> => page.waitForSelector(`[data-eob-row]:nth-of-type(${count}) input[name="allowedCents"]:focus`);

    async function add({ number }: Claim, count: number): Promise<void> {
      await press('Alt+Enter');
      await copy(number);
      await press('Enter');
      await settled(count);
    }

    async function signInAndStart(amount: string): Promise<void> {
      await page.goto(`${product.address}/sign-in`);
      await page.fill('input[name="userName"]', 'dana');
      await page.fill('input[name="password"]', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await page.goto(`${product.address}/remittances/new?payer=${clinic.harborlight}`, { waitUntil: 'networkidle' });
      await page.selectOption('#f-method', 'insurance-check');
      await page.fill('#f-reference', '0077215');
      await page.fill('#f-amountCents', amount);
      await page.keyboard.press('Alt+p');
      await page.waitForURL(/\/remittances\/[0-9A-Z]{26}$/);
      await page.waitForLoadState('networkidle');
    }

    it('is typed with at most eight keys a line beyond its amounts, and posts exactly', async () => {
      const [paidBefore, forwarded] = [await claim(), await claim()];
      await remit('0076001', 3_200, paidBefore, { paid: 3_200, co: 6_800 });
      await remit('0076002', 4_500, forwarded, { paid: 4_500, co: 5_500 });
      await remit('0076904', 0, forwarded, { takeback: 4_500 }, 4_500);
      const claims = await Promise.all(Array.from({ length: 13 }, claim));
      await signInAndStart('628.37');

      for (const [index, each] of claims.slice(0, ORDINARY).entries()) {
        keys = 0;
        await add(each, index + 1);
        await copy('80');
        await press('Tab', 'Tab');
        await copy('16');
        expect(keys).toBeLessThanOrEqual(8);
      }
      await add(claims[11]!, 12);
      await copy('80');
      await press('Tab');
      await copy('80');
      await add(claims[12]!, 13);
      await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
      await copy('197');
      await add(paidBefore, 14);
      await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'b');
      for (const [code, reference, amount] of [['L6', '', '1.37'], ['FB', '0076904', '-45']] as const) {
        await page.focus('#f-code');
        await copy(code);
        await press('Tab');
        await copy(reference);
        await press('Tab');
        await copy(amount);
        await press('Enter');
        await page.waitForSelector(`#provider-level:has(td b:text-is("${code}")) #f-code:focus`);
      }
      await page.waitForSelector('button[form="post"]:not([disabled])');
      expect((await page.innerText('#totals')).replace(/\s+/g, ' ')).toMatch(/628\.37 .*672\.00 .*−43\.63 .*0\.00/);
      await press('Alt+p');
      await page.waitForURL(/\/payments\/[0-9A-Z]{26}$/);
      expect(complaints).toEqual([]);

      const owed = await product.app.get(Reader).all(sql`
        SELECT party_kind AS kind, SUM(charged_cents) AS charged, SUM(paid_cents) AS paid, SUM(adjusted_cents) AS adjusted FROM shares
        WHERE invoice_id IN (SELECT invoice_id FROM remittance_lines WHERE line_id <> ${await lineOf(paidBefore)}) GROUP BY party_kind ORDER BY party_kind`);
      expect(owed).toEqual([
        { kind: 'insurer', charged: 11 * 8_400 + 2_000 + 8_000, paid: 11 * 6_400, adjusted: 12 * 2_000 },
        { kind: 'patient', charged: 11 * 1_600 + 8_000 + 2_000, paid: 0, adjusted: 0 },
      ]);
      const terms = await product.app.get(Reader).one(sql`SELECT amount_cents AS amount, allocated_cents AS allocated, parts_cents AS parts, unapplied_cents AS unapplied FROM payments WHERE reference = '0077215'`);
      expect(terms).toEqual({ amount: 62_837, allocated: 11 * 6_400 - 3_200, parts: -4_363, unapplied: 0 });
      expect(await product.app.get(Reader).all(sql`SELECT reference, open_cents AS openCents FROM payer_balances`)).toEqual([{ reference: '0076904', openCents: 0 }]);
    });
  });
});
