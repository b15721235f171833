import type { Browser } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { openScreens, type Screens } from '../support/screens.js';

// The script runs in the browser and knows no engine, so SQLite stands for both here.
describeInBrowser('adding a payer beside a payer field', () => {
  let screens: Screens;
  let browser: Browser;
  beforeAll(async () => {
    [screens, browser] = [await openScreens(), await openBrowser()];
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await screens?.close();
  });

  test('by keyboard alone: what was typed stays, a similar one is offered, and the new one is chosen', async () => {
    const page = await screens.open(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(screens.url(`/patients/${screens.patientId}/coverages/new`), { waitUntil: 'networkidle' });
    await page.fill('#f-memberId', 'XK 77');
    await page.focus('button[aria-label="Add a payer"]');
    await page.keyboard.press('Enter');
    await page.locator('dialog#quick-payer').waitFor();
    await page.locator('#f-payerName:focus').waitFor();
    await page.keyboard.type('Harborlight Health');
    const offered = page.getByRole('button', { name: 'Use Harborlight Health Plan' });
    await offered.focus();
    await page.keyboard.press('Enter');
    const chosen = () => page.locator('#f-payerId').evaluate((field) => (field as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]!.text);
    expect(await chosen()).toBe('Harborlight Health Plan');
    await page.focus('button[aria-label="Add a payer"]');
    await page.keyboard.press('Enter');
    await page.locator('#f-payerName:focus').waitFor();
    await page.keyboard.press('Alt+p');
    await page.locator('dialog #errors[role=alert]').waitFor();
    await page.fill('#f-payerName', 'Zenith Dental');
    await page.keyboard.press('Alt+p');
    await page.locator('#f-payerId:focus').waitFor();
    expect([await chosen(), await page.inputValue('#f-memberId'), await page.locator('dialog[open]').count()]).toEqual(['Zenith Dental', 'XK 77', 0]);
    await page.context().close();
  });
});
