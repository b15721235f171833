import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import { actAs } from '../../src/platform/actor.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Sql } from '../../src/platform/database/sql.js';
import { SearchQueries } from '../../src/search/adapters/search.queries.js';
import { searchTerms } from '../../src/shared/search-terms.js';
import { staffActor } from '../../src/staff/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;
const ROW = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

test('what is typed is sorted into names, numbers and days', () => {
  const terms = (typed: string) => searchTerms(typed, '2026-11-25');
  expect(terms('hartwell 11/18')).toMatchObject({ words: ['hartwell'], days: ['2026-11-18', '2025-11-18'], number: undefined });
  expect(terms('Hartwell Nov 18, 2026')).toMatchObject({ words: ['hartwell'], days: ['2026-11-18'] });
  expect(terms('3/14/84')).toMatchObject({ words: [], days: ['1984-03-14'] });
  expect(terms('ms-10001')).toMatchObject({ number: 'MS-10001', days: [], words: [] });
  expect(terms('EFT 80041')).toMatchObject({ number: '80041', key: 'EFT80041', words: ['eft'] });
  expect(terms('13/45')).toMatchObject({ days: [], number: '13/45' });
});

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  let desk: string;
  let admin: string;
  const ids = { patient: '', invoice: '', number: '', payment: '', draft: '' };
  let payNumber = 0;
  let serviceDate = '';

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside, harborlight, visit, today } = web.clinic;
    const place = { id: maple, name: 'Maple Street' };
    const staff = (role: 'front-desk' | 'administrator'): string => web.signIn(staffActor({ id: newId(), name: role, grants: [{ role, locationId: maple }] }), [place]);
    dana = web.signIn(clerkAt(maple), [place]);
    rita = web.signIn(clerkAt(riverside), [{ id: riverside, name: 'Riverside' }]);
    [desk, admin] = [staff('front-desk'), staff('administrator')];
    ids.patient = await web.clinic.patient({ lastName: 'Quillfeather' });
    const { invoiceId, number } = await web.clinic.invoice(ids.patient, { insurerCents: 6_000 });
    [ids.invoice, ids.number, serviceDate] = [invoiceId, number, addDays(today, -7)];
    const paid = await web.run<{ paymentId: string; number: number }>(new RecordInsurancePayment({
      locationId: maple, payerId: harborlight, method: 'insurance-eft', amountCents: 1_000, reference: 'EFT 550071', claimNumber: 'CLM-88123', rows: [{ ...ROW, invoiceId, amountCents: 1_000 }],
    }));
    [ids.payment, payNumber] = [paid.paymentId, paid.number];
    const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId: maple, patientId: ids.patient }));
    await web.run(new AddDraftLine({ locationId: maple, draftId, serviceId: visit, quantity: 1, serviceDate: today }));
    ids.draft = draftId;
    await web.clinic.patient({ lastName: 'Quillon', locationId: riverside });
  });
  afterAll(() => web.close());

  const found = async (typed: string, who = dana): Promise<string[]> => {
    const { body, reads } = await web.get(who, `/search?${new URLSearchParams({ q: typed }).toString()}`, HTMX);
    expect(reads).toBeLessThanOrEqual(MOST_READS);
    expect(body.trim()).toMatch(/^<div id="search-found"/);
    return [...body.matchAll(/href="([^"]+)" data-found/g)].map((match) => match[1]!);
  };
  const short = (day: string): string => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;

  test('a patient by last name, first name, both in either order, and birth date; with the drafts', async () => {
    for (const typed of ['quillf', 'Quillfeather Amelia', 'amelia quill', 'quillf 3/14/1984']) expect(await found(typed)).toContain(`/patients/${ids.patient}`);
    expect(await found('Amelia')).toContain(`/patients/${ids.patient}`);
    expect(await found('3/14/1984')).toContain(`/patients/${ids.patient}`);
    expect(await found('quillf 3/15/1984')).not.toContain(`/patients/${ids.patient}`);
    expect(await found('quillfeather')).toContain(`/invoices/drafts/${ids.draft}`);
    expect(await found('q')).toEqual([]);
  });

  test('an invoice by its number, with or without its prefix', async () => {
    const bare = ids.number.replace(/^\D+/, '');
    for (const typed of [ids.number, ids.number.toLowerCase(), ids.number.replace('-', ''), bare]) expect(await found(typed)).toContain(`/invoices/${ids.invoice}`);
  });

  test('by name and service date: the invoice and the payment that paid it', async () => {
    for (const typed of [`quillfeather ${short(serviceDate)}`, `amelia quill ${serviceDate}`]) {
      expect(await found(typed)).toEqual([`/invoices/${ids.invoice}`, `/payments/${ids.payment}`]);
    }
    expect(await found(`quillfeather ${short(addDays(serviceDate, -1))}`)).toEqual([]);
    expect(await found(`nobody ${short(serviceDate)}`)).toEqual([]);
  });

  test('a payment by PAY number, by the number on the check or EFT, and by claim number; a payer by name', async () => {
    for (const typed of [`PAY-${payNumber}`, `pay${payNumber}`, String(payNumber), 'EFT 550071', 'eft5500', 'clm-88123', 'CLM-88']) expect(await found(typed)).toContain(`/payments/${ids.payment}`);
    expect(await found('harborl')).toEqual([`/insurers/${web.clinic.harborlight}`]);
  });

  test('the one that was meant opens at once', async () => {
    const open = async (typed: string) => (await web.get(dana, `/search?${new URLSearchParams({ q: typed, open: 'only' }).toString()}`)).location;
    expect(await open(ids.number)).toBe(`/invoices/${ids.invoice}`);
    expect(await open('harborlight')).toBe(`/insurers/${web.clinic.harborlight}`);
    expect(await open('quill')).toBe(`/patients/${ids.patient}`);
    expect(await open(`quillfeather ${short(serviceDate)}`)).toBeUndefined();
    expect((await web.get(dana, `/search?q=quillfeather+${serviceDate}&open=only`)).body).toContain('id="search-list"');
  });

  test('nothing of another location, no insurers’ postings for the front desk, and no patients for an administrator', async () => {
    for (const typed of ['quillfeather', ids.number, `PAY-${payNumber}`, 'EFT 550071', 'CLM-88123', `quillfeather ${short(serviceDate)}`]) expect(await found(typed, rita)).toEqual([]);
    expect((await found('quill', rita)).length).toBe(1);
    expect(await found('quillfeather', desk)).toContain(`/patients/${ids.patient}`);
    expect(await found('EFT 550071', desk)).toEqual([]);
    for (const typed of ['quillfeather', ids.number, 'EFT 550071']) expect(await found(typed, admin)).toEqual([]);
    expect(await found('harborlight', admin)).toEqual([`/insurers/${web.clinic.harborlight}`]);
  });

  test('every look-up begins at an index', async () => {
    if (engine.dialect !== 'sqlite') return;
    const reader = web.app.get(Reader);
    const seen: Sql[] = [];
    const all = reader.all.bind(reader);
    reader.all = <T>(query: Sql): Promise<T[]> => (seen.push(query), all<T>(query));
    for (const typed of ['quillf amelia', '100', ids.number, `quillf ${short(serviceDate)}`, 'EFT 550071']) await actAs(clerkAt(web.clinic.maple), () => web.app.get(SearchQueries).find(typed, web.clinic.today));
    reader.all = all;
    const plans: string[] = [];
    // Payers are few; their list is read in the order of an index.
    for (const query of seen.filter(({ text }) => !text.includes('FROM payers'))) plans.push(...(await all<{ detail: string }>(new Sql(`EXPLAIN QUERY PLAN ${query.text}`, query.values))).map((row) => row.detail));
    expect(plans.filter((line) => /SEARCH [pi] USING/.test(line)).length).toBeGreaterThan(5);
    expect(plans.filter((line) => /^SCAN ([pida]|patients|invoices|payments)\b/.test(line))).toEqual([]);
  });
});
