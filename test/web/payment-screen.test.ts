import type { Browser, Page } from 'playwright-core';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { axeFindings, complaintsOf, describeInBrowser, openBrowser } from '../support/browser.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { newDatabase } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';

// What a browser adds to the screen knows no engine, so SQLite stands for both; the pages are tested on both over HTTP.
describeInBrowser('Accept payment in a browser', () => {
  let web: ClinicWeb;
  let drop: () => Promise<void>;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let address: string;
  let amelia: string;
  let first: { invoiceId: string; number: string };
  let second: { invoiceId: string; number: string };
  let others: { invoiceId: string; number: string };

  beforeAll(async () => {
    const database = await newDatabase('sqlite');
    ({ drop } = database);
    [web, browser] = [await clinicWeb(database.config), await openBrowser()];
    await web.app.listen(0, '127.0.0.1');
    address = await web.app.getUrl();
    web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'payment.use-other-credit', 'ledger.read', 'audit.read'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await web?.close();
    await drop?.();
  });
  beforeEach(async () => {
    const { clinic } = web;
    amelia = await clinic.patient();
    first = await clinic.invoice(amelia, { visits: 2 });
    second = await clinic.invoice(amelia, { visits: 1, insurerCents: 8_000 });
    others = await clinic.invoice(await clinic.patient());
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, extraHTTPHeaders: { 'x-person': '01K0000000000000000000DANA' } });
    complaints = complaintsOf(page);
    await page.goto(`${address}/payments/new?patient=${amelia}`, { waitUntil: 'networkidle' });
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });

  const live = (): Promise<string> => page.locator('#live').innerText().then((text) => text.replace(/\s+/g, ' '));
  const says = async (words: string | RegExp): Promise<void> => {
    await expect(eventually(async () => (typeof words === 'string' ? (await live()).includes(words) : words.test(await live())))).resolves.toBe(true);
  };
  const eventually = async (holds: () => Promise<boolean>): Promise<boolean> => {
    for (let n = 0; n < 80; n += 1) {
      if (await holds()) return true;
      await page.waitForTimeout(50);
    }
    return holds();
  };
  const payment = async () =>
    web.app.get(Reader).one<{ amountCents: number; unappliedCents: number }>(
      sql`SELECT amount_cents AS amountCents, unapplied_cents AS unappliedCents FROM payments WHERE id = ${page.url().split('/').at(-1)!}`,
    );

  test('an invoice is paid in full with two keys: Space ticks the first row, Alt+P records', async () => {
    await page.keyboard.press('Space');
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await payment()).toEqual({ amountCents: 20_000, unappliedCents: 0 });
    expect(await page.locator('main').innerText()).toContain(first.number);
  });

  test('amounts, adjustment and the patient’s part move the before and after as they are typed', async () => {
    await page.fill(`[aria-label="Payment on ${first.number}"]`, '96');
    await page.fill(`[aria-label="Adjustment on ${first.number}"]`, '80');
    await page.fill(`[aria-label="To the patient on ${first.number}"]`, '24');
    await says(/Insurance pending 280.00 → 80.00; next to be asked: patient, 24.00/);
    expect(await page.locator(`#equation-${first.invoiceId}`).innerText()).toBe('200.00 due = 96.00 paid + 80.00 adjusted + 24.00 to patient + 0.00 left');
    expect((await page.locator('#sum-counter').innerText()).replace(/\s+/g, ' ')).toMatch(/20.00.*44.00/);
    expect(await page.inputValue('[data-total]')).toBe('96.00');
  });

  test('a typed total fills the oldest first; more than is due must be named', async () => {
    await page.fill('[data-total]', '300');
    await says(/Applied 280.00 Payment column = Remaining 20.00 name it: Allocate later or Needs research/);
    await page.keyboard.press('Alt+p');
    await page.locator('#errors').getByText('20.00 of this payment is not applied').waitFor();
    expect(await page.inputValue(`[aria-label="Payment on ${second.number}"]`)).toBe('80.00');
    await page.selectOption('#f-remainderKind', 'needs-research');
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await payment()).toEqual({ amountCents: 30_000, unappliedCents: 2_000 });
  });

  test('a refusal stays when the preview of the last typed field comes after it, and leaves once it is answered', async () => {
    await page.fill('[data-total]', '300');
    await says(/Remaining 20.00/);
    await page.locator('#f-notes').focus();
    await page.keyboard.type('x');
    const preview = page.waitForResponse(/payments\/preview/);
    await page.keyboard.press('Alt+p');
    await preview;
    await page.waitForLoadState('networkidle');
    expect(await page.locator('#errors').innerText()).toContain('20.00 of this payment is not applied');
    await page.selectOption('#f-remainderKind', 'to-allocate');
    expect(await eventually(async () => (await page.locator('#errors').innerText()) === '')).toBe(true);
  });

  test('a found invoice of another patient joins the form when it is ticked', async () => {
    await page.fill('#f-q', others.number);
    await page.locator(`#found [aria-label="Pay ${others.number}"]`).click();
    await says(/Applied 100.00/);
    const sums = await page.locator('#grid tfoot').innerText();
    expect(sums.replace(/\s+/g, ' ')).toMatch(/3 open invoices 400\.00 380\.00 0\.00 .* 280\.00 100\.00/);
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await page.locator('main').innerText()).toContain(others.number);
  });

  test('quick pick ticks rows by scanned number, by its digits and by amount, also another patient’s, without a mouse', async () => {
    const pick = async (typed: string, answer: string): Promise<void> => {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await page.locator('#pick-said').getByText(answer).waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('f-pick');
    };
    const ticked = (): Promise<string[]> => page.evaluate<string[]>("[...document.querySelectorAll('#rows [data-row]')].filter((row) => row.querySelector('[data-tick]:checked')).map((row) => row.dataset.number)");
    await page.keyboard.press('q');
    await pick(second.number.toLowerCase(), `${second.number} ticked, 80.00.`);
    await pick(second.number, `${second.number} is ticked already.`);
    await pick('200', `${first.number} ticked, 200.00.`);
    await pick('77.77', 'No row here has the number or the due amount 77.77.');
    await pick(others.number, `${others.number} ticked, 100.00.`);
    await pick('MS-999999', 'Nothing this payer owes here has the number MS-999999.');
    expect(await ticked()).toEqual([first.number, second.number, others.number].sort());
    expect(await page.inputValue('[data-total]')).toBe('380.00');
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await payment()).toEqual({ amountCents: 38_000, unappliedCents: 0 });
  });

  test('a half-typed payment comes back as it was typed', async () => {
    await page.fill(`[aria-label="Payment on ${first.number}"]`, '96');
    await page.fill(`[aria-label="To the patient on ${first.number}"]`, '24');
    await page.fill('#f-notes', 'Page 2 is missing');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/payments\/drafts\/01/);
    await says(/Insurance pending 280.00 → 160.00; next to be asked: patient, 24.00/);
    expect([await page.inputValue('[data-total]'), await page.inputValue('#f-notes')]).toEqual(['96.00', 'Page 2 is missing']);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await payment()).toEqual({ amountCents: 9_600, unappliedCents: 0 });
  });

  test('a number that stands already is said while typing, and posts with a reason', async () => {
    const record = async (reference: string): Promise<void> => {
      await page.goto(`${address}/payments/new?invoice=${second.invoiceId}`, { waitUntil: 'networkidle' });
      await page.fill(`[aria-label="Payment on ${second.number}"]`, '10');
      await page.fill('#f-reference', reference);
    };
    await record('EFT 77');
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    await record('eft-77');
    await page.locator('#alike').getByText('same payment?').waitFor();
    await page.locator('#alike').getByText('No, another payment').click();
    expect(await page.evaluate('document.activeElement.name')).toBe('duplicateReason');
    await page.keyboard.type('Second half');
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await page.locator('main').innerText()).toContain('Second half');
  });

  test('switching who pays keeps the total and shows the patient’s part', async () => {
    await page.fill('[data-total]', '15');
    await page.getByText('Patient payment').click();
    await says(/Patient due 20.00 → 5.00/);
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await page.locator('main').innerText()).toContain('Patient · Cash from');
  });

  test('axe finds nothing, light or dark, wide or on a phone', async () => {
    await page.keyboard.press('Space');
    await says(/Applied 200.00/);
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.keyboard.press('Alt+p');
    await page.waitForURL(/\/payments\/01/);
    expect(await axeFindings(page)).toEqual([]);
  });
});
