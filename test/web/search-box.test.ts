import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { openScreens, type Screens } from '../support/screens.js';

// The script runs in the browser and knows no engine, so SQLite stands for both here.
describeInBrowser('the search box', () => {
  let screens: Screens;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [screens, browser] = [await openScreens(), await openBrowser()];
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await screens?.close();
  });
  afterEach(() => page.context().close());

  test('opens with /, arrows walk through what was found, Esc returns to the same place, Enter opens', async () => {
    page = await screens.open(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(screens.url('/insurers'), { waitUntil: 'networkidle' });
    const start = page.locator('#payer-list a').first();
    await start.focus();
    await page.keyboard.press('/');
    await page.locator('#find:focus').waitFor();
    await page.keyboard.type('har');
    await page.locator('#search-found a').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('#search-found a:focus').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('#find:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await start.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    expect([await page.inputValue('#find'), await page.locator('#search-found a').count()]).toEqual(['', 0]);
    await page.keyboard.press('/');
    await page.keyboard.type('harb');
    await page.getByRole('link', { name: /Harborlight/ }).and(page.locator('#search-found a')).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/insurers\/[0-9A-Z]{26}$/);
  });

  test('has a page of its own on a phone', async () => {
    page = await screens.open(browser, { viewport: { width: 390, height: 800 } });
    await page.goto(screens.url('/insurers'), { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Search' }).click();
    await page.waitForURL(/\/search$/);
    await page.fill('#f-q', 'hartw');
    await page.getByRole('link', { name: /Hartwell, Amelia/ }).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
