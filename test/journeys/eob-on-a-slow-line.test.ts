import type { Browser } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { openScreens, type Screens } from '../support/screens.js';

const SLOW_MS = 300;
const TYPED = { allowedCents: '70.00', deductibleCents: '4.00', coinsuranceCents: '3.00', copayCents: '2.00', paidCents: '61.00' };

describeInBrowser('a row of an EOB typed faster than the line answers', () => {
  let screens: Screens;
  let browser: Browser;
  beforeAll(async () => {
    screens = await openScreens();
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await screens.close();
  });

  it('is kept to its last cell, without a complaint, and adds up on the page', async () => {
    const page = await screens.open(browser, { viewport: { width: 1440, height: 900 } });
    const address = screens.url(screens.paths.get('grid of an EOB')!);
    await page.route('**/lines/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      await route.continue();
    });
    await page.goto(address);
    let answers = 0;
    page.on('response', (response) => (answers += response.request().method() === 'POST' ? 1 : 0));
    await page.locator('[data-eob-row] input[name="allowedCents"]').first().focus();
    for (const amount of Object.values(TYPED)) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(amount);
      await page.keyboard.press('Tab');
    }
    await expect.poll(() => answers, { timeout: 20_000 }).toBe(Object.keys(TYPED).length);
    await expect.poll(() => page.locator('[data-eob-row]').first().innerText(), { timeout: 5_000 }).toContain('9.00');
    expect(await page.locator('#errors').innerText()).toBe('');
    await page.goto(address);
    const row = page.locator('[data-eob-row]').first();
    for (const [name, amount] of Object.entries(TYPED)) expect([name, await row.locator(`input[name="${name}"]`).inputValue()]).toEqual([name, amount]);
  }, 60_000);
});
