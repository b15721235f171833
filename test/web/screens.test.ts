import type { Browser, Page } from 'playwright-core';
import { axeFindings, complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { openScreens, type Screens } from '../support/screens.js';

// What happens in the browser is the same on both engines, so SQLite stands for both here.
describeInBrowser('the screens', () => {
  let screens: Screens;
  let browser: Browser;
  beforeAll(async () => {
    [screens, browser] = [await openScreens(), await openBrowser()];
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await screens?.close();
  });

  const looks = [
    { title: 'on a desk, light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { title: 'on a phone, dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const;

  test.each(looks)('$title: axe finds nothing, nothing scrolls sideways, the strict policy blocks nothing', async ({ colorScheme, viewport }) => {
    const page = await screens.open(browser, { colorScheme, viewport });
    const complaints = complaintsOf(page);
    const findings: string[] = [];
    for (const [name, path] of screens.paths) {
      await page.goto(screens.url(path));
      const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      if (tooWide > 0) findings.push(`${name} is ${tooWide} px too wide`);
      for (const finding of await axeFindings(page)) findings.push(`${name}: ${finding}`);
    }
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  }, 300_000);

  test('on a phone the navigation folds into a menu, closed by Esc', async () => {
    const page = await screens.open(browser, { viewport: { width: 390, height: 844 } });
    await page.goto(screens.url('/'));
    const entry = page.getByRole('link', { name: 'Trial balance' });
    expect(await entry.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    await entry.waitFor({ state: 'visible' });
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await entry.waitFor({ state: 'hidden' });
    expect(await focusedName(page)).toBe('Menu');
  });

  test('the colors follow the system until somebody chooses, and the choice stays', async () => {
    const page = await screens.open(browser, { colorScheme: 'light' });
    await page.goto(screens.url('/'));
    const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.locator('details.self summary').click();
    await page.getByRole('button', { name: 'Dark colors' }).click();
    const dark = await ground();
    await page.reload();
    expect(dark).not.toBe(light);
    expect(await ground()).toBe(dark);
  });

  test('an amount opens what explains it, and Esc returns to that amount', async () => {
    const page = await screens.open(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(screens.url(screens.paths.get('patient')!));
    const amount = page.locator('[data-explain]').first();
    const before = await page.locator('#explain').innerText();
    await amount.click();
    await page.locator('#explain .jr').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#explain').innerText()).toBe(before);
    expect(await page.evaluate("document.activeElement === document.querySelector('[data-explain]')")).toBe(true);
  });
});

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate("document.activeElement.getAttribute('aria-label')");
}
