import type { AddressInfo } from 'node:net';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Browser, Page } from 'playwright-core';
import { routesOf } from '../../src/platform/web/route-list.js';
import { VIEW, type ViewOf } from '../../src/platform/web/routes.js';
import { axeFindings, complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { newDatabase } from '../support/database.js';
import { openScreens, type Screens } from '../support/screens.js';
import { PASSWORD, staffWeb, type StaffWeb } from '../support/staff-web.js';

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
    const walks = [0, 1].map(async (turn) => {
      const page = await screens.open(browser, { colorScheme, viewport });
      const findings: string[] = complaintsOf(page);
      for (const [index, [name, path]] of [...screens.paths].entries()) if (index % 2 === turn) findings.push(...(await findingsOn(page, name, screens.url(path))));
      return findings;
    });
    expect((await Promise.all(walks)).flat()).toEqual([]);
  }, 300_000);

  test('every page of the product is among them', () => {
    const { app } = screens.web;
    const routes = routesOf(app.get(DiscoveryService, { strict: false }), app.get(MetadataScanner, { strict: false }), app.get(Reflector, { strict: false }));
    const pages = routes.filter(({ verb, controller, method }) => verb === 'GET' && isPage(controller, method)).map(({ path }) => path);
    expect(pages.length).toBeGreaterThan(50);
    const seen = new Set([...screens.paths.values()].map((path) => nearest(pages, path.split('?')[0]!)));
    expect(pages.filter((path) => !seen.has(path))).toEqual([]);
  });

  test('many drafts are finalized one after the other, with what is done so far in sight', async () => {
    const page = await screens.open(browser, { viewport: { width: 390, height: 844 } });
    const complaints = complaintsOf(page);
    await page.goto(screens.url('/invoices?state=reviewed'));
    await page.keyboard.press('Alt+p');
    await page.getByText('2 of 2 looked at').waitFor();
    expect(await page.getByText('Finalized').count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

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

describeInBrowser('the screens of users', () => {
  let web: StaffWeb;
  let drop: () => Promise<void>;
  let browser: Browser;
  beforeAll(async () => {
    const database = await newDatabase('sqlite');
    ({ drop } = database);
    [web, browser] = [await staffWeb(database.config), await openBrowser()];
    await web.app.listen(0, '127.0.0.1');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await web?.close();
    await drop?.();
  });

  test('axe finds nothing on them, signed out and signed in', async () => {
    const [dana] = [await web.person('dana', 'billing-clerk'), await web.person('adam', 'administrator')];
    const { port } = web.app.getHttpServer().address() as AddressInfo;
    const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
    const page = await (await browser.newContext({ colorScheme: 'dark', viewport: { width: 390, height: 844 } })).newPage();
    const findings = complaintsOf(page);
    findings.push(...(await findingsOn(page, 'sign-in', at('/sign-in'))));
    await page.fill('[name=userName]', 'adam');
    await page.fill('[name=password]', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    for (const path of ['/staff', '/staff/new', '/staff/access', `/staff/${dana}`, '/account', '/staff/roles/new', '/staff/roles/billing-clerk']) findings.push(...(await findingsOn(page, path, at(path))));
    expect(findings).toEqual([]);
  }, 60_000);
});

/** As it is once its fragments have come, with everything open that opens. */
async function findingsOn(page: Page, name: string, url: string): Promise<string[]> {
  await page.goto(url);
  await page.locator('main [hx-trigger=load]:not([hx-get^="/staff"])').first().waitFor({ state: 'detached' });
  await page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))");
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  const findings = (await axeFindings(page)).map((finding) => `${name}: ${finding}`);
  return tooWide > 0 ? [`${name} is ${tooWide} px too wide`, ...findings] : findings;
}

function isPage(controller: { prototype: object }, method: string): boolean {
  const view = Reflect.getMetadata(VIEW, (controller.prototype as Record<string, object>)[method]!) as ViewOf | undefined;
  return view !== undefined && !view.isFragment;
}

/** The route that answers an address: of those that fit, the one with the fewest parameters. */
function nearest(routes: readonly string[], path: string): string | undefined {
  const fitting = routes.filter((route) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path));
  return fitting.sort((a, b) => a.split(':').length - b.split(':').length)[0];
}

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate("document.activeElement.getAttribute('aria-label')");
}
