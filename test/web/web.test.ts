import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Config } from '../../src/platform/config.js';
import { currentActor } from '../../src/platform/actor.js';
import { ChoiceField, DateField, FlagField, IdsField, ListField, MoneyField, TextField } from '../../src/platform/form-fields.js';
import { Me, Needs, Page, Public, seeOther, Submission, type SeeOther, type SignedIn } from '../../src/platform/web/index.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import { Conflict, DomainError, NotFound } from '../../src/shared/domain-error.js';
import { newDatabase } from '../support/database.js';
import { DANA, toyWeb, type ToyWeb } from '../support/web.js';

class Part {
  @TextField({ label: 'Invoice' }) invoice!: string;
  @MoneyField({ label: 'Amount' }) amountCents!: number;
}

class Order {
  @MoneyField({ label: 'Amount', positive: true }) amountCents!: number;
  @DateField({ label: 'Date', optional: true }) day?: string;
  @ChoiceField(['cash', 'card'], { label: 'Method', optional: true }) method?: string;
  @FlagField() urgent!: boolean;
  @IdsField({ label: 'Invoices', optional: true }) invoiceIds!: string[];
  @ListField(() => Part, { label: 'Parts', optional: true }) parts!: Part[];
  constructor(fields: Order) {
    Object.assign(this, { ...fields, method: fields.method });
  }
}

class Search {
  @TextField({ label: 'Find', optional: true }) q?: string;
}

@Controller()
class ToyController {
  @Get('open') @Public() open(): object {
    return { acting: whoActs() };
  }

  @Get('who') @Needs('toy.read') who(@Me() me: SignedIn): object {
    return { name: me.actor.name, acting: whoActs() };
  }

  @Get('find') @Needs('toy.read') find(@Query() search: Search, @Query('page') page: string | undefined): object {
    return { q: search.q ?? null, keys: Object.keys(search), page: page ?? null };
  }

  @Get('things/:id') @Needs('toy.read') thing(@Param('id') id: string): object {
    if (id === 'missing') throw new NotFound();
    if (id === 'broken') throw Object.assign(new Error('Hartwell, Amelia owes 120.00'), { sql: 'INSERT INTO patients VALUES (Hartwell)', errno: 1234, code: 'ER_X' });
    if (id === 'gone') throw Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST', errno: 2013, fatal: true });
    return { id };
  }

  @Post('order') @Needs('toy.write') order(@Body() form: Order, @Submission() submission: string): object {
    return { ...form, submission, acting: whoActs() };
  }

  @Post('refused') @Needs('toy.write') refused(@Body() form: Search): SeeOther {
    if (form.q === 'conflict') throw new Conflict('changed', 'Pat changed this.');
    if (form.q === 'gone') throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
    if (form.q) throw new DomainError('nope', 'Type less.', ['q']);
    return seeOther('/who');
  }

  @Get('page') @Needs('toy.read') @Page('shared/refused', { title: 'Toy', fragment: 'shared/_errors' }) page(): object {
    return { heading: 'Toys & <b>', errors: [{ field: 'parts[0][amountCents]', sentence: 'Too many.' }], typed: [], reference: null, back: '/' };
  }

  @Post('sign-in') @Public() signIn(@Body() form: Search): object {
    return { q: form.q };
  }
}

function whoActs(): string {
  try {
    return currentActor().name;
  } catch {
    return 'nobody';
  }
}

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' };

describe('the web', () => {
  let web: ToyWeb;
  let drop: () => Promise<void>;
  let token: string;

  beforeAll(async () => {
    const made = await newDatabase('sqlite');
    drop = made.drop;
    web = await toyWeb(made.config as Config, [ToyController]);
    token = web.app.get(FormTokens).issue(DANA.actor.id);
  });
  afterAll(async () => {
    await web.close();
    await drop();
  });

  const get = (url: string, headers: Record<string, string> = {}) => web.app.inject({ method: 'GET', url, headers: { host: 'clinic.test', 'x-person': 'dana', ...headers } });
  const post = (url: string, body: string, headers: Record<string, string> = {}) =>
    web.app.inject({ method: 'POST', url, headers: { host: 'clinic.test', 'x-person': 'dana', 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: body });
  const form = (fields: string, headers: Record<string, string> = {}) => post('/order', `_token=${token}&submission=K1&${fields}`, headers);

  describe('who comes in', () => {
    test('a signed-in clerk acts in her own name', async () => {
      expect((await get('/who')).json()).toEqual({ name: 'Dana Ruiz', acting: 'Dana Ruiz' });
      expect((await form('amountCents=1')).json()).toMatchObject({ acting: 'Dana Ruiz' });
    });

    test('on a public page nobody acts', async () => {
      expect((await get('/open')).json()).toEqual({ acting: 'nobody' });
    });

    test('without a session a page leads to signing in and back', async () => {
      const answer = await get('/things/1?x=%C3%A9', { 'x-person': '' });
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toBe('/sign-in?next=%2Fthings%2F1%3Fx%3D%25C3%25A9');
    });

    test('without a session htmx gets the sign-in dialog over the form, which stays', async () => {
      const answer = await post('/order', `_token=${token}&amountCents=1`, { ...HTMX, 'x-person': '' });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers).toMatchObject({ 'hx-retarget': '#dialog', 'hx-reswap': 'outerHTML' });
    });

    test('without a session a plain form is not recorded, and what was typed is shown', async () => {
      const answer = await post('/refused', `_token=${token}&q=Hartwell&password=hunter2`, { 'x-person': '' });
      expect(answer.statusCode).toBe(401);
      expect(answer.body).toContain('Hartwell');
      expect(answer.body).not.toMatch(/hunter2/);
      expect(answer.body).not.toContain(token);
    });

    test('a role without the permission is told so', async () => {
      const answer = await post('/order', `_token=${web.app.get(FormTokens).issue('01K0000000000000000000FRAN')}&amountCents=1`, { 'x-person': 'fran' });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('toy.write');
    });

    test('a missing page, a missing record and a foreign record answer 404', async () => {
      expect((await get('/nowhere')).statusCode).toBe(404);
      expect((await get('/things/missing')).statusCode).toBe(404);
    });
  });

  describe('forms', () => {
    test('amounts, dates, choices, boxes and lists are read, and hidden fields taken out', async () => {
      const answer = await form('amountCents=1,234.50&day=11/25/2026&method=cash&urgent=on&parts[0][invoice]=A&parts[0][amountCents]=2&parts[7][invoice]=B&parts[7][amountCents]=3');
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({
        amountCents: 123450, day: '2026-11-25', method: 'cash', urgent: true, invoiceIds: [], submission: 'K1', acting: 'Dana Ruiz',
        parts: [{ invoice: 'A', amountCents: 200 }, { invoice: 'B', amountCents: 300 }],
      });
    });

    test('one ticked box is still a list', async () => {
      const id = '01K0000000000000000000DANA';
      expect((await form(`amountCents=1&invoiceIds=${id}`)).json()).toMatchObject({ invoiceIds: [id] });
      expect((await form(`amountCents=1&invoiceIds=${id}&invoiceIds=${id}`)).json()).toMatchObject({ invoiceIds: [id, id] });
    });

    test('rows left blank are dropped', async () => {
      const answer = await form('amountCents=1&parts[0][invoice]=&parts[0][amountCents]=&parts[60][invoice]=A&parts[60][amountCents]=5');
      expect(answer.json()).toMatchObject({ parts: [{ invoice: 'A', amountCents: 500 }] });
    });

    test('a name that JavaScript knows is only a name', async () => {
      const answer = await form('amountCents=1&__proto__[polluted]=1&constructor[prototype][polluted]=1&parts[0][__proto__][polluted]=1');
      expect(answer.statusCode).toBeLessThan(500);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });

    test.each([
      ['amountCents=1e3', 'Amount: type the amount in digits'],
      ['amountCents=1.005', 'at most 2 decimals'],
      ['amountCents=100000000', 'larger than 99,999,999'],
      ['amountCents=0', 'more than 0.00'],
      ['amountCents=-5', 'more than 0.00'],
      ['amountCents=', 'Amount is missing'],
      ['amountCents=1&amountCents=2', 'more than once'],
      ['amountCents[x]=2', 'more than once, or in parts'],
      ['amountCents=1&day=2026-02-30', 'Date: type a date such as'],
      ['amountCents=1&method=gold', 'Choose one of'.toLowerCase()],
      ['amountCents=1&surprise=1', '“surprise”'],
      ['amountCents=1&parts[0][invoice]=A&parts[0][amountCents]=1&parts[0][evil]=1', '“parts[0][evil]”'],
      ['amountCents=1&parts=x', 'Parts cannot be read'],
      ['amountCents=1&parts[0][invoice]=A&parts[0][amountCents]=x', 'Row 1, Amount: type the amount'],
      ['amountCents=1&invoiceIds=abc', 'Invoices: choose one from the list'],
    ])('%s is refused with its own sentence', async (fields, sentence) => {
      const answer = await form(fields, HTMX);
      expect(answer.statusCode).toBe(422);
      expect(unescaped(answer.body)).toContain(sentence);
      expect(answer.headers).toMatchObject({ 'hx-retarget': '#errors', 'hx-reswap': 'outerHTML' });
    });

    test('unknown parts of a query are left out, repeated ones taken once', async () => {
      expect((await get('/find?q=ann&utm=1&page=2&page=3')).json()).toEqual({ q: 'ann', keys: ['q'], page: '2' });
    });

    test('more than 256 KB is refused with a sentence', async () => {
      const answer = await form(`amountCents=1&parts[0][invoice]=${'x'.repeat(300_000)}`);
      expect(answer.statusCode).toBe(413);
      expect(answer.body).toContain('larger than 256 KB');
    });

    test('too many fields and too deep ones are refused, not cut off', async () => {
      expect((await form(`${'a=1&'.repeat(5001)}amountCents=1`)).statusCode).toBe(413);
      expect((await form('amountCents=1&parts[0][a][b][c][d]=1')).statusCode).toBe(413);
      expect((await form('amountCents=1&parts[600][invoice]=A&parts[600][amountCents]=5')).statusCode).toBe(413);
    });

    test('JSON is not a form', async () => {
      const answer = await web.app.inject({ method: 'POST', url: '/order', headers: { 'x-person': 'dana', 'content-type': 'application/json' }, payload: '{}' });
      expect(answer.statusCode).toBe(415);
      expect(answer.body).toContain('forms only');
    });

    test('a plain form that is refused shows what was typed, but no secret and no token', async () => {
      const answer = await post('/refused', `_token=${token}&q=O%27Neill+%3Cb%3E`);
      expect(answer.statusCode).toBe(422);
      expect(unescaped(answer.body)).toContain('Type less.');
      expect(answer.body).toContain('Neill &lt;b&gt;');
      expect(answer.body).not.toContain('Neill <b>');
      expect(answer.body).not.toContain(token);
    });

    test('after a command a plain form goes on by 303, htmx by HX-Redirect', async () => {
      const plain = await post('/refused', `_token=${token}`);
      expect([plain.statusCode, plain.headers.location]).toEqual([303, '/who']);
      const htmx = await post('/refused', `_token=${token}`, HTMX);
      expect([htmx.statusCode, htmx.headers['hx-redirect']]).toEqual([200, '/who']);
    });

    test('what changed meanwhile is a 409', async () => {
      expect((await post('/refused', `_token=${token}&q=conflict`, HTMX)).statusCode).toBe(409);
    });
  });

  describe('forged and stale forms', () => {
    test.each([
      ['another site says so', { 'sec-fetch-site': 'cross-site' }],
      ['a sibling site', { 'sec-fetch-site': 'same-site' }],
      ['an address typed by hand', { 'sec-fetch-site': 'none' }],
      ['an older browser names another origin', { origin: 'https://evil.test' }],
      ['a hidden origin', { origin: 'null' }],
    ])('%s: refused even with a good token, also at sign-in', async (_, headers) => {
      for (const answer of [await form('amountCents=1', headers), await post('/sign-in', 'q=1', headers)]) {
        expect(answer.statusCode).toBe(403);
        expect(answer.body).toContain('another site');
      }
    });

    test.each([[{ 'sec-fetch-site': 'same-origin' }], [{ origin: 'https://clinic.test' }], [{}]])('our own page passes (%j)', async (headers: Record<string, string>) => {
      expect((await form('amountCents=1', headers)).statusCode).toBe(200);
      expect((await post('/sign-in', 'q=1', headers)).statusCode).toBe(200);
    });

    test('no token, a changed one, and somebody else’s are refused', async () => {
      const foreign = web.app.get(FormTokens).issue('01K0000000000000000000FRAN');
      for (const bad of ['', `${token}x`, `x${token}`, foreign, 'a.b.c']) {
        const answer = await post('/order', `_token=${bad}&amountCents=1`, HTMX);
        expect(answer.statusCode).toBe(403);
        expect(unescaped(answer.body)).toContain('what you typed is still here');
        expect(answer.headers['hx-trigger']).toBeUndefined();
      }
    });

    test('a form of yesterday is refused and handed a fresh token, so that pressing again is enough', async () => {
      const real = Date.now;
      Date.now = () => real() + 25 * 3_600_000;
      const answer = await form('amountCents=1', HTMX).finally(() => (Date.now = real));
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('24 hours');
      const fresh = (JSON.parse(String(answer.headers['hx-trigger'])) as { 'form-token': { token: string } })['form-token'].token;
      Date.now = () => real() + 25 * 3_600_000;
      const again = await post('/order', `_token=${fresh}&amountCents=1`).finally(() => (Date.now = real));
      expect(again.statusCode).toBe(200);
    });
  });

  describe('faults', () => {
    test('an unknown error gives a reference, and neither page nor log carries a value', async () => {
      const answer = await get('/things/broken');
      expect(answer.statusCode).toBe(500);
      const line = web.lines.find((entry) => entry.event === 'request failed')!;
      expect(line).toMatchObject({ errno: 1234, code: 'ER_X', kind: 'Error', route: '/things/:id' });
      for (const text of [answer.body, JSON.stringify(web.lines)]) expect(text).not.toMatch(/Hartwell|120\.00|INSERT/);
      expect(String(answer.headers['x-request-id'])).toBe(line.requestId);
    });

    test('a database that is gone says whether pressing again is safe', async () => {
      const answer = await post('/refused', `_token=${token}&q=gone`, HTMX);
      expect(answer.statusCode).toBe(503);
      expect(unescaped(answer.body)).toContain('Press the button again: it is safe, the payment is recorded at most once.');
      expect((await get('/things/gone')).statusCode).toBe(503);
    });

    test('the log names routes, not addresses', async () => {
      await get('/find?q=Hartwell');
      expect(JSON.stringify(web.lines)).toContain('"/find"');
      expect(JSON.stringify(web.lines)).not.toContain('Hartwell');
    });
  });

  describe('pages and fragments', () => {
    test('a browser gets the page, htmx only the fragment', async () => {
      const page = await get('/page');
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.body).toMatch(/^<!doctype html>/);
      expect(page.body).toContain('<title>Toy');
      const fragment = await get('/page', HTMX);
      expect(fragment.body.trim()).toMatch(/^<div[^>]* id="errors"/);
      expect(fragment.body).toContain('href="#f-parts-0-amountCents"');
    });

    test('a boosted link and a page restored from history get all of it', async () => {
      for (const header of [{ 'hx-request-type': 'full' }, { 'hx-history-restore-request': 'true' }] as Record<string, string>[]) {
        expect((await get('/page', { ...HTMX, ...header })).body).toMatch(/^<!doctype html>/);
      }
    });

    test('what is shown is text, never markup', async () => {
      expect((await get('/page')).body).toContain('Toys &amp; &lt;b&gt;');
    });
  });

  describe('headers and assets', () => {
    test('every page has a strict policy and is never stored', async () => {
      for (const answer of [await get('/who'), await get('/nowhere'), await get('/things/broken')]) {
        expect(answer.headers['content-security-policy']).toBe("default-src 'self';script-src 'self';style-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'");
        expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', vary: 'HX-Request, HX-Request-Type' });
      }
    });

    test('htmx and the font come from this machine and may be kept', async () => {
      const htmx = await get('/vendor/htmx/htmx.min.js?v=1');
      expect(htmx.statusCode).toBe(200);
      expect(htmx.headers['cache-control']).toContain('immutable');
      expect((await get('/vendor/inter/inter-latin-wght-normal.woff2')).statusCode).toBe(200);
    });

    test('nothing outside the asset folders is served', async () => {
      for (const path of ['/vendor/htmx/../package.json', '/vendor/htmx/%2e%2e/package.json', '/static/..%2f..%2fpackage.json', '/vendor/nunjucks/index.js']) {
        expect((await get(path)).statusCode).toBeGreaterThanOrEqual(400);
      }
    });
  });

  test('health is open, and fine', async () => {
    const answer = await get('/healthz', { 'x-person': '' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok', disk: 'ok' } });
  });
});

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
