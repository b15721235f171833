import { newId } from '../../src/platform/ids.js';
import type { Answer } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { type Elsewhere, type Ready, type RefusalClinic, refusalClinic } from '../support/refusal-clinic.js';

/** Every page that opens one record, by the record's id. */
const PAGES: Record<string, (ids: Elsewhere) => string> = {
  'a patient': ({ patient }) => `/patients/${patient}`,
  'the form of a patient': ({ patient }) => `/patients/${patient}/edit`,
  'earlier entries of a patient': ({ patient }) => `/patients/${patient}/ledger`,
  'the file of a patient’s ledger': ({ patient }) => `/patients/${patient}/ledger/export`,
  'merging a patient': ({ patient }) => `/patients/${patient}/merging`,
  'the form of a new coverage': ({ patient }) => `/patients/${patient}/coverages/new`,
  'the form of a coverage': ({ patient, coverage }) => `/patients/${patient}/coverages/${coverage}/edit`,
  'an invoice': ({ invoice }) => `/invoices/${invoice}`,
  'applying insurance': ({ invoice }) => `/invoices/${invoice}/insurance/new`,
  'adjusting an invoice': ({ invoice }) => `/invoices/${invoice}/adjustments/new`,
  'voiding an invoice': ({ invoice }) => `/invoices/${invoice}/voiding/new`,
  'a draft': ({ draft }) => `/invoices/drafts/${draft}`,
  'a payment': ({ payment }) => `/payments/${payment}`,
  'a deposit': ({ deposit }) => `/deposits/${deposit}`,
  'the history of a deposit': ({ deposit }) => `/audit/history?type=deposit&id=${deposit}`,
  'a journal': ({ journal }) => `/ledger/journals/${journal}`,
  'an explained journal': ({ journal }) => `/ledger/explain?journal=${journal}`,
  'an explained payment': ({ payment }) => `/ledger/explain?payment=${payment}`,
  'an explained invoice': ({ invoice }) => `/ledger/explain?invoice=${invoice}`,
  'an explained share': ({ invoice, share }) => `/ledger/explain?invoice=${invoice}&share=${share}`,
  'an act': ({ act }) => `/audit/acts/${act}`,
  'the history of a patient': ({ patient }) => `/audit/history?type=patient&id=${patient}`,
  'the history of an invoice': ({ invoice }) => `/audit/history?type=invoice&id=${invoice}`,
  'the history of a draft': ({ draft }) => `/audit/history?type=invoice-draft&id=${draft}`,
  'the history of a payment': ({ payment }) => `/audit/history?type=payment&id=${payment}`,
  'accepting a payment of a patient': ({ patient }) => `/payments/new?patient=${patient}`,
  'accepting a patient’s own payment': ({ patient }) => `/payments/new?patient=${patient}&kind=patient`,
  'accepting a payment on an invoice': ({ invoice }) => `/payments/new?invoice=${invoice}`,
  'invoices found for a guarantor': ({ patient }) => `/payments/invoice-rows?kind=patient&guarantorId=${patient}&q=`,
  'payments at a location': ({ location }) => `/audit?location=${location}`,
  'journals at a location': ({ location }) => `/ledger/journals?location=${location}`,
  'the trial balance of a location': ({ location }) => `/ledger/trial-balance?location=${location}`,
};

interface Sent {
  url(ids: Elsewhere): string;
  fields(ids: Elsewhere, ready: Ready): Record<string, string>;
}
const own = (url: Sent['url'], fields: Sent['fields'] = () => ({})): Sent => ({ url, fields: (ids, ready) => ({ locationId: ready.location, ...fields(ids, ready) }) });
/** The form names the other location itself. */
const theirs = (url: Sent['url'], fields: Sent['fields'] = () => ({})): Sent => ({ url, fields: (ids, ready) => ({ ...fields(ids, ready), locationId: ids.location }) });
const only = (url: Sent['url'], fields: Record<string, string>): Sent => ({ url, fields: () => fields });

const PERSON = { version: '1', lastName: 'Changed', firstName: 'Ida', birthDate: '1990-01-01' };
const receipt = (ready: Ready) => ({ kind: 'insurance', payerId: ready.insurer, method: 'insurance-eft', amountCents: '10.00', remainderKind: 'to-allocate' });

/** Every form that names one record, in its address or in its fields. */
const FORMS: Record<string, Sent> = {
  'editing a patient': only(({ patient }) => `/patients/${patient}`, PERSON),
  'setting an alert': only(({ patient }) => `/patients/${patient}/alerts`, { text: 'x' }),
  'merging a patient': only(({ patient }) => `/patients/${patient}/merging`, { version: '1', intoNumber: 'X-1', reason: 'x' }),
  'undoing a merge': only(({ patient }) => `/patients/${patient}/merging/undoing`, { reason: 'x' }),
  're-opening a coverage': only(({ patient, coverage }) => `/patients/${patient}/coverages/${coverage}/reopening`, { version: '1' }),
  'ending a coverage': only(({ patient, coverage }) => `/patients/${patient}/coverages/${coverage}/end`, { version: '1', validTo: '2026-01-01' }),
  'starting a draft': own(() => '/invoices/drafts', ({ patient }) => ({ patientId: patient })),
  'starting a draft there': theirs(() => '/invoices/drafts', (_, { patient }) => ({ patientId: patient })),
  'adding a line': own(({ draft }) => `/invoices/drafts/${draft}/lines`, (_, { visit, today }) => ({ serviceId: visit, quantity: '1', serviceDate: today })),
  'changing a line': own(({ draft, line }) => `/invoices/drafts/${draft}/lines/${line}`, (_, { today }) => ({ version: '2', quantity: '2', serviceDate: today })),
  'removing a line': own(({ draft, line }) => `/invoices/drafts/${draft}/lines/${line}/removal`, () => ({ version: '2' })),
  'applying insurance to a draft': own(({ draft }) => `/invoices/drafts/${draft}/insurance`, () => ({ version: '2', spread: 'proposal' })),
  'finalizing': own(({ draft }) => `/invoices/drafts/${draft}/finalization`, () => ({ version: '2' })),
  'finalizing there': theirs(({ draft }) => `/invoices/drafts/${draft}/finalization`, () => ({ version: '2' })),
  'discarding': own(({ draft }) => `/invoices/drafts/${draft}/discarding`, () => ({ version: '2' })),
  'applying insurance': own(({ invoice }) => `/invoices/${invoice}/insurance`, (_, { insurer }) => ({ version: '1', partyKey: insurer, amountCents: '1.00' })),
  'adjusting': own(({ invoice }) => `/invoices/${invoice}/adjustments`, () => ({ version: '1', kind: 'courtesy', amountCents: '1.00', reason: 'Goodwill' })),
  'voiding': own(({ invoice }) => `/invoices/${invoice}/voiding`, () => ({ version: '1', reason: 'Wrong' })),
  'voiding there': theirs(({ invoice }) => `/invoices/${invoice}/voiding`, () => ({ version: '1', reason: 'Wrong' })),
  'recording on an invoice': own(() => '/payments', ({ invoice }, ready) => ({ ...receipt(ready), 'rows[0][invoiceId]': invoice, 'rows[0][amountCents]': '1.00' })),
  'recording there': theirs(() => '/payments', (_, ready) => receipt(ready)),
  'recording on a draft': own(() => '/payments', ({ draft }, ready) => ({ ...receipt(ready), 'rows[0][invoiceId]': draft, 'rows[0][amountCents]': '1.00' })),
  'previewing an invoice': own(() => '/payments/preview', ({ invoice }, ready) => ({ ...receipt(ready), 'rows[0][invoiceId]': invoice, 'rows[0][amountCents]': '1.00' })),
  'previewing there': theirs(() => '/payments/preview', (_, ready) => receipt(ready)),
  'a guarantor’s payment': own(() => '/payments', ({ patient }) => ({ kind: 'patient', guarantorId: patient, method: 'cash', amountCents: '1.00', remainderKind: 'credit' })),
  'allocating': own(({ payment }) => `/payments/${payment}/allocations`, (_, { owed }) => ({ version: '1', 'rows[0][invoiceId]': owed, 'rows[0][amountCents]': '1.00' })),
  'allocating to an invoice': own(() => '/payments/HELD/allocations', ({ invoice }) => ({ version: '1', 'rows[0][invoiceId]': invoice, 'rows[0][amountCents]': '1.00' })),
  'reversing': own(({ payment }) => `/payments/${payment}/reversal`, () => ({ version: '1', reason: 'Twice' })),
  'ticking off a deposit': own(({ deposit }) => `/deposits/${deposit}/bank-ticks`, ({ deposited }, { today }) => ({ version: '1', act: 'tick', bankDate: today, 'paymentIds[0]': deposited })),
  'undoing a deposit': own(({ deposit }) => `/deposits/${deposit}/undoing`, () => ({ version: '1', reason: 'Never went' })),
  'undoing a deposit there': theirs(({ deposit }) => `/deposits/${deposit}/undoing`, () => ({ version: '1', reason: 'Never went' })),
  'depositing': own(() => '/deposits', ({ payment }) => ({ 'paymentIds[0]': payment })),
  'reversing there': theirs(({ payment }) => `/payments/${payment}/reversal`, () => ({ version: '1', reason: 'Twice' })),
};

const HTMX = { 'hx-request': 'true' };

/** What the reader sees, without what is new in every page: tokens, keys, and the id that was asked for. */
function seen({ status, body }: Answer): string {
  const text = body.replace(/value="[^"]*"/g, '').replace(/<dt>[^<]*<\/dt><dd>[^<]*<\/dd>/g, '').replace(/[0-9A-Z]{26}/g, 'ID').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
  return `${status} ${text}`;
}

eachEngine((engine) => {
  let clinic: RefusalClinic;
  let missing: Elsewhere;

  beforeAll(async () => {
    clinic = await refusalClinic(await engine.config());
    missing = Object.fromEntries(Object.keys(clinic.elsewhere).map((key) => [key, newId()])) as unknown as Elsewhere;
  });
  afterAll(() => clinic.web.close());

  it.each(Object.entries(PAGES))('%s of another location looks the same as missing', async (_, page) => {
    const [foreign, none] = [await clinic.web.get(clinic.bea, page(clinic.elsewhere)), await clinic.web.get(clinic.bea, page(missing))];
    expect(seen(foreign)).toBe(seen(none));
    expect(foreign.status).toBeLessThan(500);
    expect(foreign.body).not.toMatch(/Okafor|RS-1\d{4}/);
  });

  it.each(Object.entries(PAGES))('%s opens for whoever works there', async (_, page) => {
    expect([200, 303]).toContain((await clinic.web.get(clinic.rob, page(clinic.elsewhere))).status);
  });

  it.each(Object.entries(FORMS))('%s: refused as if it were missing, and nothing is stored', async (_, { url, fields }) => {
    const before = await clinic.everything();
    const send = (ids: Elsewhere): Promise<Answer> => clinic.web.post(clinic.bea, url(ids).replace('HELD', clinic.ready.held), fields(ids, clinic.ready), HTMX);
    const [foreign, none] = [await send(clinic.elsewhere), await send(missing)];
    expect(seen(foreign)).toBe(seen(none));
    expect([foreign.status, foreign.body]).toEqual([404, expect.stringContaining('There is no such record, or it is not at one of your locations.')]);
    const after = await clinic.everything();
    for (const table of ['audit_acts', 'audit_act_locations']) [before[table], after[table]] = ['', ''];
    expect(after).toEqual(before);
  });

  it('the rows to pay of a patient elsewhere are as empty as those of nobody', async () => {
    const rows = (patientId: string) => clinic.web.post(clinic.bea, '/payments/grid', { ...receipt(clinic.ready), locationId: clinic.ready.location, patientId }, HTMX);
    const [foreign, none] = [await rows(clinic.elsewhere.patient), await rows(missing.patient)];
    expect([seen(foreign), foreign.status]).toEqual([seen(none), 200]);
    expect(foreign.body).toContain('No open invoices');
  });

  it.each(['patients?q=Okafor', 'invoices', 'payments', 'ledger/journals', 'audit'])('the list %s shows nothing of another location', async (list) => {
    const [outside, inside] = [await clinic.web.get(clinic.bea, `/${list}`), await clinic.web.get(clinic.rob, `/${list}`)];
    expect([outside.status, inside.status]).toEqual([200, 200]);
    expect(outside.body.replaceAll('value="Okafor"', '')).not.toMatch(/Okafor, |RS-1\d{4}/);
  });
});
