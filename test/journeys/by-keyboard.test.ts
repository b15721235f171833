import type { Browser, Page } from 'playwright-core';
import { AddDraftLine, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AddStaff } from '../../src/staff/index.js';
import { axeFindings, complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { type Clinic, openClinic } from '../support/clinic.js';
import { eachEngine } from '../support/database.js';
import { openProduct, type Product } from '../support/product.js';

const PASSWORD = 'a long enough password';

/** The first paragraph of the story, by keyboard alone, in the real product on both engines. */
describeInBrowser('a clerk and an auditor, by keyboard', () => {
  eachEngine((engine) => {
    let product: Product;
    let clinic: Clinic;
    let browser: Browser;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      product = await openProduct(await engine.config());
      clinic = await openClinic(product.run);
      await addPerson('dana', 'Dana Ruiz', 'billing-clerk');
      await addPerson('helen', 'Helen Marsh', 'auditor');
      await anEarlierInvoice();
      browser = await openBrowser();
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      complaints = complaintsOf(page);
    });
    afterAll(async () => {
      await browser.close();
      await product.close();
    });

    async function addPerson(userName: string, displayName: string, role: string): Promise<void> {
      const add = new AddStaff({ userName, displayName, grants: [{ role, locationId: clinic.maple }, { role, locationId: clinic.riverside }] });
      add.password = PASSWORD;
      await product.run(add);
    }

    async function anEarlierInvoice(): Promise<void> {
      const patientId = await clinic.patient({ lastName: 'Hartwell' });
      await clinic.patient({ lastName: 'Abbott' });
      const { draftId } = await product.run<{ draftId: string }>(new StartInvoiceDraft({ locationId: clinic.maple, patientId }));
      await product.run(new AddDraftLine({ locationId: clinic.maple, draftId, serviceId: clinic.visit, quantity: 2, serviceDate: clinic.today }));
      await product.run(new FinalizeInvoice({ locationId: clinic.maple, draftId }));
    }

    const press = (...keys: string[]): Promise<void> => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    const type = (text: string): Promise<void> => page.keyboard.type(text);
    const isAt = (selector: string): Promise<boolean> => page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
    const text = async (selector = 'main'): Promise<string> => ((await page.textContent(selector)) ?? '').replace(/\s+/g, ' ');

    /** Tab until there: what a person without a mouse does. */
    async function tabTo(selector: string, key = 'Tab'): Promise<void> {
      for (let step = 0; step < 90; step += 1) {
        if (await isAt(selector)) return;
        await press(key);
      }
      throw new Error(`Tab never reaches ${selector} on ${page.url()}`);
    }

    /** Looked at from outside: the page's own policy lets nobody evaluate text in it. */
    async function until(expression: string): Promise<void> {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        if (await page.evaluate<boolean>(expression).catch(() => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`never so on ${page.url()}: ${expression}\n${await text()}`);
    }

    async function settled(): Promise<void> {
      await page.waitForLoadState('networkidle');
    }

    async function signIn(userName: string): Promise<void> {
      await page.goto(`${product.address}/sign-in`);
      await tabTo('input[name="userName"]');
      await type(userName);
      await press('Tab');
      await type(PASSWORD);
      await press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await settled();
    }

    async function openPatient(): Promise<void> {
      await press('/');
      await type('hart am');
      await press('Enter');
      await page.waitForURL(/\/patients\/[0-9A-Z]{26}/);
      await settled();
    }

    it('signs in, finds the patient and opens the ledger', async () => {
      await signIn('dana');
      await openPatient();
      expect(await text()).toContain('Hartwell, Amelia');
      expect(await text()).toMatch(/Insurance pending ?200\.00/);
    });

    it('invoices services, applies insurance and finalizes', async () => {
      await tabTo('#new-invoice button');
      await press('Enter');
      await page.waitForURL(/\/invoices\/drafts\//);
      for (const service of ['V20', 'BR1']) {
        await tabTo('select[name="serviceId"]');
        await type(service);
        await press('Alt+Enter');
        await until(`document.querySelector('#draft table tbody')?.textContent.includes(${JSON.stringify(service)})`);
        await settled();
      }
      await tabTo('input[name="amounts[0][amountCents]"]');
      await type('150');
      await press('Enter');
      await until("document.querySelector('#draft')?.textContent.includes('as typed')");
      expect(await text('#draft')).toContain('150.00');
      await press('Alt+p');
      await page.waitForURL(/\/invoices\/[0-9A-Z]{26}$/);
      await settled();
      expect(await text()).toContain('MS-10002');
    });

    it('accepts the insurer’s payment over both invoices and sees every balance move', async () => {
      await openPatient();
      expect(await text()).toMatch(/Insurance pending ?350\.00/);
      await press('p');
      await page.waitForURL(/\/payments\/new/);
      await settled();
      await tabTo('input[name="reference"]');
      await type('EFT 80041937');
      await tabTo('[data-tick]');
      await press('Space');
      await press('Tab');
      await tabTo('[data-tick]');
      await press('Space');
      await until("document.querySelector('[data-total]').value === '350.00'");
      await settled();
      await until("/Insurance pending 350\\.00 ?→ ?0\\.00/.test(document.querySelector('main').textContent.replace(/\\s+/g, ' '))");
      await press('Alt+p');
      await page.waitForURL(/\/payments\/[0-9A-Z]{26}$/);
      await settled();
      expect(await text()).toMatch(/Amount ?350\.00/);
      await openPatient();
      expect(await text()).toMatch(/Insurance pending ?0\.00/);
    });

    it('explains an amount down to its entries', async () => {
      await tabTo('.led .amt');
      await press('Enter');
      await until("document.querySelector('#explain')?.textContent.includes('1100')");
      expect(await text('#explain')).toMatch(/Debit.*Credit/);
    });

    it('reverses the mistake with a reason', async () => {
      await page.goto(`${product.address}/payments`);
      await tabTo('main table a[href^="/payments/"]');
      await press('Enter');
      await page.waitForURL(/\/payments\/[0-9A-Z]{26}$/);
      await tabTo('#reverse input[name="reason"]');
      await type('Recorded on the wrong patient');
      await press('Enter');
      await until("document.body.textContent.includes('Reversed by Dana Ruiz')");
      await openPatient();
      expect(await text()).toMatch(/Insurance pending ?350\.00/);
    });

    it('and the auditor reads who did what', async () => {
      await page.context().clearCookies();
      await signIn('helen');
      await page.goto(`${product.address}/audit`);
      await settled();
      expect(await text()).toMatch(/Reverse a payment.*Record an insurer’s payment/s);
      await tabTo('main a[href^="/audit/acts/"]');
      await press('Enter');
      await page.waitForURL(/\/audit\/acts\//);
      expect(await text()).toContain('Dana Ruiz');
      expect(await text()).toContain('Recorded on the wrong patient');
      expect(await axeFindings(page)).toEqual([]);
    });

    it('without one complaint of the browser on the way', () => expect(complaints).toEqual([]));
  });
});
