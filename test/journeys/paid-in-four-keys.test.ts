import type { Browser, Page } from 'playwright-core';
import { AddStaff } from '../../src/staff/index.js';
import { complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { type Clinic, openClinic } from '../support/clinic.js';
import { eachEngine } from '../support/database.js';
import { openProduct, type Product } from '../support/product.js';

const PASSWORD = 'a long enough password';

/** From the open patient: every key that goes down counts, also the Alt of a chord. */
describeInBrowser('an invoice is paid in full', () => {
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
      for (const [userName, role] of [['dana', 'billing-clerk'], ['fran', 'front-desk']] as const) {
        const add = new AddStaff({ userName, displayName: userName, grants: [{ role, locationId: clinic.maple }] });
        add.password = PASSWORD;
        await product.run(add);
      }
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await product.close();
    });
    beforeEach(async () => {
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      complaints = complaintsOf(page);
    });
    afterEach(async () => {
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    async function open(userName: string, patientId: string): Promise<void> {
      await page.goto(`${product.address}/sign-in`);
      await page.fill('input[name="userName"]', userName);
      await page.fill('input[name="password"]', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await page.goto(`${product.address}/patients/${patientId}`, { waitUntil: 'networkidle' });
      keys = 0;
    }

    async function press(key: string): Promise<void> {
      keys += key.split('+').length;
      await page.keyboard.press(key);
    }

    async function payTheOldest(): Promise<string> {
      await press('p');
      await page.waitForURL(/\/payments\/new/);
      await page.waitForLoadState('networkidle');
      await press('Space');
      await press('Alt+p');
      await page.waitForURL(/\/payments\/[0-9A-Z]{26}$/);
      return (await page.innerText('main')).replace(/\s+/g, ' ');
    }

    it('by its insurer, in four keys, also where the oldest row takes nothing from it', async () => {
      const patientId = await clinic.patient();
      for (const insurerCents of [0, 8_000, 7_000]) await clinic.invoice(patientId, { insurerCents });
      await open('dana', patientId);
      expect(await payTheOldest()).toMatch(/Allocated 80\.00 on invoices \+? ?Unapplied 0\.00/i);
      expect(keys).toBe(4);
    });

    it('by the patient at the front desk, in four keys', async () => {
      const patientId = await clinic.patient();
      await clinic.invoice(patientId, { insurerCents: 8_000 });
      await open('fran', patientId);
      expect(await payTheOldest()).toMatch(/Allocated 20\.00 on invoices \+? ?Unapplied 0\.00/i);
      expect(keys).toBe(4);
    });
  });
});
