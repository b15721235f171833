import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/browser.js';
import { openScreens, type Screens } from '../support/screens.js';

// The small scripts run in the browser and know no engine, so SQLite stands for both here.
describeInBrowser('by keyboard', () => {
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
  beforeEach(async () => {
    page = await screens.open(browser, { viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Tokyo' });
    await page.goto(screens.url(screens.paths.get('accept payment')!), { waitUntil: 'networkidle' });
  });
  afterEach(() => page.context().close());

  const total = (): Promise<string> => page.inputValue('[data-total]');
  // The row after these is an invoice of another location.
  const parts = async (): Promise<string[]> => (await page.evaluate<string[]>("[...document.querySelectorAll('[data-part]')].map((field) => field.value)")).slice(0, 3);
  const ticks = async (): Promise<boolean[]> => (await page.evaluate<boolean[]>("[...document.querySelectorAll('[data-tick]')].map((box) => box.checked)")).slice(0, 3);
  const tick = (row: number): Promise<void> => page.locator('[data-tick]').nth(row).click();

  test('ticking a row fills what is due and adds it to the total; unticking takes it away', async () => {
    await tick(0);
    await tick(2);
    expect([await total(), ...(await parts())]).toEqual(['170.00', '120.00', '', '50.00']);
    await tick(0);
    expect([await total(), ...(await parts())]).toEqual(['50.00', '', '', '50.00']);
  });

  test('typing a total fills the oldest first and ticks what it fills', async () => {
    await page.fill('[data-total]', '150');
    expect(await parts()).toEqual(['120.00', '30.00', '']);
    expect(await ticks()).toEqual([true, true, false]);
  });

  test('after a typed total a tick takes at most what remains, and adds to the total only when nothing does', async () => {
    await page.fill('[data-total]', '150');
    await tick(1);
    expect([await total(), ...(await parts())]).toEqual(['150.00', '120.00', '', '']);
    await tick(2);
    expect([await total(), ...(await parts())]).toEqual(['150.00', '120.00', '', '30.00']);
    await tick(1);
    expect([await total(), ...(await parts())]).toEqual(['230.00', '120.00', '80.00', '30.00']);
  });

  test('an amount typed in a row stands when the total is typed afterwards', async () => {
    await page.locator('[data-part]').nth(1).fill('7.5');
    await page.fill('[data-total]', '100');
    expect(await parts()).toEqual(['92.50', '7.50', '']);
  });

  test('what a row adjusts away or moves to the patient is not asked of the payer', async () => {
    await tick(0);
    await page.locator('[data-takes]').first().fill('20');
    expect([await total(), ...(await parts())]).toEqual(['100.00', '100.00', '', '']);
  });

  test('b fills the balance due, Space ticks from the amount, arrows walk the column', async () => {
    await page.locator('[data-part]').first().focus();
    await page.keyboard.press('b');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    expect(await parts()).toEqual(['120.00', '80.00', '']);
    expect(await total()).toBe('200.00');
  });

  test('t, y, + and - set a date on the clinic’s calendar, and typed dates keep their letters and dashes', async () => {
    const field = page.locator('#f-depositDate');
    const chicago = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Chicago', dateStyle: 'medium' });
    await field.focus();
    await page.keyboard.press('t');
    expect(await field.inputValue()).toBe(chicago.format(Date.now()));
    await page.keyboard.press('y');
    expect(await field.inputValue()).toBe(chicago.format(Date.now() - 86_400_000));
    for (const [typed, shown] of [['2026-10-05', 'Oct 5, 2026'], ['May 7, 2026', 'May 7, 2026'], ['11/9/2026', 'Nov 9, 2026']] as const) {
      await field.fill('');
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
      expect(await field.inputValue()).toBe(shown);
    }
    await field.focus();
    await page.keyboard.press('-');
    expect(await field.inputValue()).toBe('Nov 8, 2026');
  });

  test('/ finds, ? lists the keys, Esc closes them', async () => {
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('?');
    expect(await page.locator('dialog#keys').isVisible()).toBe(true);
    expect(await page.locator('#keys-here').innerText()).toMatch(/Alt\+P\s+Record payment/);
    expect(await page.locator('dialog#keys').innerText()).toContain('balance due');
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('find');
  });

  test('whoever presses a button of a part that is replaced stays on it', async () => {
    await page.goto(screens.url(screens.paths.get('the draft in place of a corrected invoice')!), { waitUntil: 'networkidle' });
    const focused = (): Promise<string> => page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
    for (const name of ['Save line 1', 'Save payers', 'Apply insurance']) {
      const before = await page.locator('#draft').elementHandle();
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
      await before!.waitForElementState('hidden');
      await page.waitForLoadState('networkidle');
      expect((await focused()).trim()).toContain(name);
    }
  });

  test('? lists what answers on this page, and what it lists answers', async () => {
    await page.goto(screens.url(screens.paths.get('the draft in place of a corrected invoice')!), { waitUntil: 'networkidle' });
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('?');
    const here = await page.locator('#keys-here').innerText();
    for (const line of [/Alt\+Enter\s+Add line/, /Alt\+R\s+Review/, /Alt\+P\s+Finalize/]) expect(here).toMatch(line);
    expect(await page.locator('dialog#keys').innerText()).not.toMatch(/accept a payment|tick a row/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+r');
    await page.getByText('Reviewed by').first().waitFor();
    await page.goto(screens.url('/'), { waitUntil: 'networkidle' });
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('?');
    expect(await page.locator('dialog#keys').innerText()).not.toMatch(/Alt|today|tick/);
  });

  test('Alt+P posts; a refusal takes the focus, names its field, and nothing typed is lost', async () => {
    await page.fill('#f-notes', 'Two claims');
    await page.fill('[data-total]', '12.345');
    await page.keyboard.press('Alt+p');
    await page.locator('#errors[role=alert]').waitFor();
    await page.locator('#errors:focus').waitFor();
    expect(await page.getAttribute('[data-total]', 'aria-invalid')).toBe('true');
    expect(await page.inputValue('#f-notes')).toBe('Two claims');
    await page.locator('#errors a').first().click();
    expect(await page.evaluate("document.activeElement.getAttribute('name')")).toBe('amountCents');
  });

  test('a search in the prices does not draw the list over what was typed and not saved', async () => {
    await page.goto(screens.url(screens.paths.get('prices of a location')!), { waitUntil: 'networkidle' });
    const price = page.locator('#price-list input[data-money]').first();
    await price.fill('123.45');
    await page.fill('#location-prices input[type=search]', 'brace');
    await page.getByText('Prices are typed and not saved yet').waitFor();
    expect(await price.inputValue()).toBe('123.45');
    await page.getByRole('button', { name: 'Save the prices' }).click();
    await page.locator('#price-list input[data-money][value="123.45"]').waitFor();
    await page.fill('#location-prices input[type=search]', 'knee');
    await page.locator('#price-list tbody tr').filter({ hasNotText: 'brace' }).first().waitFor({ state: 'detached' });
    expect(await page.locator('#price-list tbody tr').count()).toBe(1);
  });

  test('finalizing waits for what was typed on the draft and not applied', async () => {
    await page.goto(screens.url(screens.paths.get('draft')!), { waitUntil: 'networkidle' });
    const amount = page.locator('#f-amounts-0-amountCents');
    await amount.fill('55');
    await page.keyboard.press('Alt+p');
    await page.getByText('under Apply insurance is not applied yet').waitFor();
    expect(await amount.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('#draft').getByText('as typed').waitFor();
    await page.locator('#errors:empty').waitFor({ state: 'attached' });
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/invoices\/[0-9A-Z]{26}$/);
    expect(await page.locator('main').innerText()).toMatch(/Harborlight Health Plan\s+55\.00/);
  });

  test('a connection that breaks says that pressing again is safe, and the button is ready again', async () => {
    await tick(0);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.keyboard.press('Alt+p');
    await page.getByText('Pressing the button again is safe').waitFor();
    expect(await page.locator('button[data-key="alt+p"]').getAttribute('aria-busy')).toBeNull();
  });
});
