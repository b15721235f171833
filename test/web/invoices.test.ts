import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CalendarModule } from '../../src/calendar/index.js';
import { InvoicesModule } from '../../src/invoices/index.js';
import { PaymentsModule } from '../../src/payments/index.js';
import { LocationsModule } from '../../src/locations/index.js';
import type { Actor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { bootWeb } from '../../src/platform/web/boot.js';
import { FormTokens } from '../../src/platform/web/form-tokens.js';
import { Authenticator, type Place, type SignedIn, type WebRequest } from '../../src/platform/web/index.js';
import { WebModule } from '../../src/platform/web/web.module.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { InvoiceClinic, PlayPaymentHandler, TODAY } from '../support/invoice-clinic.js';
import { part } from '../support/invoices.js';
import { withConfig } from '../support/web.js';

const DANA = newId();
const FRAN = newId();
const places: Place[] = [];

/** Dana may do everything with invoices at the first location, Ines stands at its front desk, Fran only reads at the second. */
function person(name: string | undefined): SignedIn | undefined {
  const [maple, riverside] = places;
  if (!maple || !riverside || !name) return undefined;
  const own = name === 'fran' ? riverside : maple;
  const may = (permission: string) => name === 'dana' || permission === 'invoice.read' || permission === 'patient.read';
  const actor: Actor = {
    kind: 'staff', id: name === 'fran' ? FRAN : DANA, name, role: 'Billing clerk', address: '127.0.0.1', sessionRef: 's', requestId: newId(), granted: [own.id],
    can: (permission, locationId) => locationId === own.id && may(permission),
    locations: (permission) => (may(permission) ? [own.id] : []),
  };
  return { actor, location: own, locations: [own], exponent: 2 };
}

class InvoiceAuthenticator extends Authenticator {
  authenticate(request: WebRequest): Promise<SignedIn | undefined> {
    return Promise.resolve(person(request.headers['x-person'] as string | undefined));
  }

  knows(): boolean {
    return true;
  }
}

function webOf(config: Config) {
  @Module({
    imports: [withConfig(config), WebModule, LocationsModule, CalendarModule, InvoicesModule, PaymentsModule],
    providers: [PlayPaymentHandler, { provide: Authenticator, useClass: InvoiceAuthenticator }],
  })
  class InvoiceWeb {}
  return InvoiceWeb;
}

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' };

eachEngine((engine) => {
  let app: NestFastifyApplication;
  let clinic: InvoiceClinic;
  let database: Database;

  beforeAll(async () => {
    app = await bootWeb(webOf(await engine.config()));
    clinic = await InvoiceClinic.on(app);
    database = app.get(Database);
    places.length = 0;
    for (const [id, name] of [[clinic.locationId, 'Maple Street'], [clinic.otherLocationId, 'Riverside']] as const) places.push({ id, code: name.slice(0, 2), name, timeZone: 'America/Chicago' });
  });
  afterAll(() => clinic.close());

  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers: { host: 'clinic.test', 'x-person': 'dana', ...headers } });
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = HTMX) => {
    const token = app.get(FormTokens).issue(headers['x-person'] === 'fran' ? FRAN : DANA);
    const payload = new URLSearchParams({ _token: token, submission: newId(), locationId: clinic.locationId, ...fields }).toString();
    return app.inject({ method: 'POST', url, headers: { host: 'clinic.test', 'x-person': 'dana', 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload });
  };
  const bulkOf = (ids: readonly string[]) => {
    const payload = new URLSearchParams([['_token', app.get(FormTokens).issue(DANA)], ['submission', newId()], ...ids.map((id): [string, string] => ['draftIds', id])]).toString();
    return app.inject({ method: 'POST', url: '/invoices/bulk-finalization', headers: { host: 'clinic.test', 'x-person': 'dana', 'content-type': 'application/x-www-form-urlencoded' }, payload });
  };
  const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const version = (html: string) => /name="version" value="(\d+)"/.exec(html)![1]!;

  it('a clerk drafts, applies insurance, finalizes, and sees every party’s part', async () => {
    const start = await post('/invoices/drafts', { patientId: clinic.patientId }, {});
    expect(start.statusCode).toBe(303);
    const url = start.headers.location as string;
    const added = await post(`${url}/lines`, { serviceId: clinic.visitId, quantity: '2', serviceDate: TODAY });
    expect(added.body.trim()).toMatch(/^<div id="draft"/);
    expect(text(added.body)).toContain('Harborlight Health Plan 240.00 + Patient 60.00 = Total 300.00');
    await post(`${url}/lines`, { serviceId: clinic.labId, quantity: '1', serviceDate: TODAY });
    const draft = await get(url);
    expect(draft.statusCode).toBe(200);
    const applied = await post(`${url}/insurance`, {
      version: version(draft.body), spread: 'line-order', 'amounts[0][partyKey]': clinic.coverageId, 'amounts[0][amountCents]': '200.00', 'amounts[1][partyKey]': clinic.kestrelId, 'amounts[1][amountCents]': '55',
    });
    expect(text(applied.body)).toContain('Harborlight Health Plan 200.00 + Kestrel Freight 55.00 + Patient 100.00 = Total 355.00');
    const finalized = await post(`${url}/finalization`, { version: version(applied.body), shownPayersCents: '255.00', shownPatientCents: '100.00', postingDate: '' });
    const page = `/invoices/${url.split('/').pop()}`;
    expect(finalized.headers['hx-redirect']).toBe(page);
    const shown = await get(page);
    expect(text(shown.body)).toContain('Harborlight Health Plan 200.00 open of 200.00');
    expect(shown.body).toContain(`/ledger/explain?invoice=`);
    expect(shown.body).toContain(`/payments/new?invoice=`);
    expect((await get(url)).headers.location).toBe(page);
  });

  it('a line is changed and removed in the editor', async () => {
    const draftId = await clinic.draft([{}, { serviceId: clinic.labId }]);
    const page = await get(`/invoices/drafts/${draftId}`);
    const [first] = [...page.body.matchAll(/id="line-([0-9A-Z]{26})"/g)].map((match) => match[1]!);
    const changed = await post(`/invoices/drafts/${draftId}/lines/${first}`, { version: version(page.body), quantity: '3', serviceDate: TODAY });
    expect(text(changed.body)).toContain('= Total 505.00');
    const removed = await post(`/invoices/drafts/${draftId}/lines/${first}/removal`, { version: version(changed.body) });
    expect(text(removed.body)).toContain('= Total 55.00');
  });

  it('drafts are reviewed, sent back, and the reviewed ones finalized one by one: a refused one says why, the others stand, and again does nothing twice', async () => {
    const drafts = [await clinic.draft(), await clinic.draft([{ serviceDate: addDays(TODAY, 3) }]), await clinic.draft()];
    for (const id of drafts) {
      const page = await get(`/invoices/drafts/${id}`);
      expect((await post(`/invoices/drafts/${id}/review`, { version: version(page.body) })).headers['hx-redirect']).toBe(`/invoices/drafts/${id}`);
    }
    const shown = await get(`/invoices/drafts/${drafts[0]}`);
    expect(text(shown.body)).toMatch(/Reviewed by \S+ on \w{3} \d+, 20/);
    expect(shown.body).not.toContain('name="quantity"');
    await post(`/invoices/drafts/${drafts[2]}/return`, { version: '3', reason: 'Wrong day' });
    expect(text((await get('/invoices?state=draft')).body)).toContain('Sent back: Wrong day');
    const list = await get('/invoices?state=reviewed');
    const ids = [...list.body.matchAll(/name="draftIds" value="([0-9A-Z]{26})"/g)].map((match) => match[1]!);
    expect(ids.sort()).toEqual(drafts.slice(0, 2).sort());
    const bulk = await post('/invoices/bulk-finalization', { draftIds: ids[0]! }, {});
    expect(bulk.statusCode).toBe(422); // the form names locations draft by draft, not once
    const page = await bulkOf(drafts);
    expect([...page.body.matchAll(/hx-post="\/invoices\/bulk-finalization\//g)]).toHaveLength(3);
    const row = (id: string) => post(`/invoices/bulk-finalization/${id}`, { version: new RegExp(`bulk-finalization/${id}"[^>]*>[^]*?name="version" value="(\\d+)"`).exec(page.body)![1]! });
    const rows = [await row(drafts[0]!), await row(drafts[1]!), await row(drafts[2]!)];
    expect(rows.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(text(rows[0]!.body)).toMatch(/MS-\d+ Finalized/);
    expect(text(rows[1]!.body)).toContain('after the posting date');
    expect(text(rows[2]!.body)).toMatch(/MS-\d+ Finalized/);
    const again = await row(drafts[0]!);
    expect(/MS-\d+/.exec(again.body)![0]).toBe(/MS-\d+/.exec(rows[0]!.body)![0]);
    expect((await post(`/invoices/bulk-finalization/${drafts[1]}`, { version: '1', locationId: clinic.otherLocationId }, { 'x-person': 'fran', ...HTMX })).statusCode).toBe(403);
  });

  it('what is refused says so in a sentence and keeps the form', async () => {
    const draftId = await clinic.draft();
    const refused = await post(`/invoices/drafts/${draftId}/insurance`, { version: '2', 'amounts[0][partyKey]': clinic.coverageId, 'amounts[0][amountCents]': '150.01' });
    expect(refused.statusCode).toBe(422);
    expect(text(refused.body)).toContain('150.01 is applied to payers, but the draft comes to 150.00; take 0.01 off.');
    const words = await post(`/invoices/drafts/${draftId}/lines`, { serviceId: clinic.visitId, quantity: 'two', serviceDate: 'soon' });
    expect(words.statusCode).toBe(422);
    expect(text(words.body)).toContain('Quantity: type a whole number in digits.');
    expect((await post(`/invoices/drafts/${draftId}/lines`, { serviceId: clinic.visitId, quantity: '1', serviceDate: TODAY, unitPriceCents: '0.01' })).statusCode).toBe(422);
  });

  it('an invoice is adjusted, its adjustment reversed, insurance applied, and voided, each with its page and reason', async () => {
    const invoiceId = await clinic.invoice();
    const base = `/invoices/${invoiceId}`;
    const form = await get(`${base}/adjustments/new`);
    const refused = await post(`${base}/adjustments`, { version: version(form.body), partyKey: clinic.patientId, kind: 'courtesy', amountCents: '30.01', reason: 'Neighbor' });
    expect(text(refused.body)).toContain('Only 30.00 is left to adjust there');
    await post(`${base}/adjustments`, { version: version(form.body), partyKey: clinic.patientId, kind: 'courtesy', amountCents: '10', reason: 'Neighbor' });
    const adjusted = await get(base);
    expect(text(adjusted.body)).toContain('Courtesy discount');
    const reversal = /href="([^"]*\/reversal)\/new"/.exec(adjusted.body)![1]!;
    const reversing = await get(`${reversal}/new`);
    expect(text(reversing.body)).toContain('Courtesy discount of 10.00');
    await post(reversal, { version: version(reversing.body), reason: 'Typed twice' });
    const insurance = await get(`${base}/insurance/new`);
    await post(`${base}/insurance`, { version: version(insurance.body), partyKey: clinic.kestrelId, amountCents: '30', lineId: '' });
    const voiding = await get(`${base}/voiding/new`);
    expect(text(voiding.body)).toContain('Kestrel Freight 30.00 open of 30.00');
    await post(`${base}/voiding`, { version: version(voiding.body), reason: 'Wrong patient' });
    expect(text((await get(base)).body)).toMatch(/MS-\d+ Voided/);
  });

  it('the list says which date it uses, filters, and pages by key', async () => {
    for (let nth = 0; nth < 26; nth += 1) await clinic.invoice();
    const first = await get('/invoices');
    expect(text(first.body)).toContain('dates are posting dates');
    const next = /href="(\/invoices\?[^"]*before=[^"]*)"/.exec(first.body)![1]!.replaceAll('&amp;', '&');
    const second = await get(next, HTMX);
    expect(second.body.trim()).toMatch(/^<section id="invoice-list"/);
    const numbers = (html: string) => [...html.matchAll(/>(MS-\d+)</g)].map((match) => match[1]);
    expect(numbers(first.body)).toHaveLength(25);
    expect(numbers(second.body).some((number) => numbers(first.body).includes(number))).toBe(false);
    expect(numbers((await get('/invoices?state=voided')).body)).toHaveLength(1);
    expect(numbers((await get(`/invoices?state=all&from=${TODAY}&to=${TODAY}&number=${numbers(first.body)[3]}`)).body)).toEqual([numbers(first.body)[3]]);
    expect(text((await get('/invoices?state=draft')).body)).toContain('Hartwell, Amelia');
    expect(numbers((await get('/invoices?location=all', { 'x-person': 'fran' })).body)).toEqual([]);
  });

  it('outside the grant an invoice looks the same as missing', async () => {
    const invoiceId = await clinic.invoice();
    const [foreign, missing] = [await get(`/invoices/${invoiceId}`, { 'x-person': 'fran' }), await get(`/invoices/${newId()}`, { 'x-person': 'fran' })];
    expect([foreign.statusCode, missing.statusCode]).toEqual([404, 404]);
    expect((await get(`/invoices/drafts/${await clinic.draft()}`, { 'x-person': 'fran' })).statusCode).toBe(403);
    expect((await post(`/invoices/${invoiceId}/voiding`, { version: '1', reason: 'x' }, { 'x-person': 'fran', ...HTMX })).statusCode).toBe(403);
  });

  it('the front desk sees what is owed, neither insurers’ postings nor the acts it may not do', async () => {
    const invoiceId = await clinic.invoice();
    await clinic.apply({ parts: [{ invoiceId, ...part(5000, 1234, 500) }] });
    const [clerk, desk] = [await get(`/invoices/${invoiceId}`), await get(`/invoices/${invoiceId}`, { 'x-person': 'ines' })];
    expect([text(clerk.body).includes('CO-45'), text(desk.body).includes('CO-45')]).toEqual([true, false]);
    expect([clerk.body.includes('/voiding/new'), desk.body.includes('/voiding/new'), desk.body.includes('/ledger/explain')]).toEqual([true, false, false]);
    expect(text(desk.body)).toContain('87.66');
  });

  it('no page takes more than 12 statements', async () => {
    const invoiceId = await clinic.invoice([{}, { serviceId: clinic.labId }]);
    await clinic.apply({ parts: [{ invoiceId, ...part(5000, 1000, 500) }] });
    const draftId = await clinic.draft([{}, {}]);
    for (const url of ['/invoices', '/invoices?state=draft', `/invoices/${invoiceId}`, `/invoices/${invoiceId}/adjustments/new`, `/invoices/${invoiceId}/insurance/new`, `/invoices/${invoiceId}/voiding/new`, `/invoices/drafts/${draftId}`, `/invoices/drafts/new?patient=${clinic.patientId}`]) {
      const before = database.reads;
      const { statusCode } = await get(url);
      expect([url, statusCode, database.reads - before <= 12]).toEqual([url, 200, true]);
    }
  });
});
