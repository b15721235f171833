import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';

const HTMX = { 'hx-request': 'true' };
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)![1]!;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let sam: string;
  let rob: string;
  let amelia: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside } = web.clinic;
    const [atMaple, atRiverside] = [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }];
    const rights = [...CLERK, 'ledger.read', 'payment.deposit'];
    dana = web.signIn(person('01K0000000000000000000DANA', rights, [maple]), [atMaple]);
    sam = web.signIn(person('01K00000000000000000000SAM', [...rights, 'payment.reverse-any', 'audit.read'], [maple, riverside]), [atMaple, atRiverside]);
    rob = web.signIn(person('01K00000000000000000000ROB', rights, [riverside]), [atRiverside]);
    amelia = await web.clinic.patient({ lastName: 'Hartwell' });
  });
  afterAll(() => web.close());

  const take = async (amountCents: number, over: Partial<RecordPatientPayment> = {}): Promise<string> =>
    (await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: amelia, method: 'cash', amountCents, rows: [], remainderKind: 'credit', ...over }))).paymentId;
  const eft = async (amountCents: number, reference: string, locationId = web.clinic.maple): Promise<string> =>
    (await web.run<{ paymentId: string }>(new RecordInsurancePayment({ locationId, payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents, reference, rows: [], remainderKind: 'to-allocate' }))).paymentId;
  const deposit = (paymentIds: string[], over: Record<string, string> = {}, who = dana, locationId = web.clinic.maple) => {
    const ids = Object.fromEntries(paymentIds.map((id, index) => [`paymentIds[${index}]`, id]));
    return web.post(who, '/deposits', { locationId, ...ids, ...over }, HTMX);
  };

  it('lists what lies at the location, everything ticked, and sums it by how it came', async () => {
    await take(4_000);
    await eft(25_000, 'EFT 77');
    const page = await web.get(dana, '/deposits/new');
    expect(words(page.body)).toMatch(/Cash 40.00 1 receipt \+ EFT and transfers 250.00 1 receipt = Deposit 290.00 2 receipts/);
    expect(page.body.match(/name="paymentIds" value="[^"]+" checked/g)).toHaveLength(2);
    const checks = words((await web.get(dana, '/deposits/new?group=checks')).body);
    expect(checks).toContain('Nothing to deposit');
    expect(words((await web.get(dana, '/deposits/new?group=transfers')).body)).toMatch(/EFT 77.*Deposit 250.00 1 receipt/);
    expect(words((await web.get(rob, '/deposits/new')).body)).toContain('Nothing to deposit');
    expect(page.reads).toBeLessThanOrEqual(12);
  });

  it('shows what the ticked receipts come to while they are ticked', async () => {
    const [a, b] = [await take(100), await take(200)];
    const shown = await web.post(dana, '/deposits/preview', { locationId: web.clinic.maple, 'paymentIds[0]': a, 'paymentIds[1]': b }, HTMX);
    expect(words(shown.body)).toContain('Cash 3.00 2 receipts = Deposit 3.00 2 receipts');
    expect(words((await web.post(dana, '/deposits/preview', { locationId: web.clinic.maple }, HTMX)).body)).toContain('Deposit 0.00 0 receipts');
  });

  it('makes the slip, ticks receipts off with the bank’s date, and takes the tick off again', async () => {
    const [a, b] = [await take(1_500), await eft(2_500, 'EFT 78')];
    const made = await deposit([a, b], { notes: 'Bag 12' });
    expect(made).toMatchObject({ status: 200, location: expect.stringMatching(/^\/deposits\/[0-9A-Z]{26}$/) });
    const slip = await web.get(dana, made.location!);
    expect(words(slip.body)).toMatch(/Deposit slip 1 Test Clinics · Maple Street Unreconciled .*Cash 15.00 1 receipt \+ EFT and transfers 25.00 1 receipt = Deposit 40.00 2 receipts/);
    expect(words(slip.body)).toContain('Bag 12');
    expect(slip.reads).toBeLessThanOrEqual(12);
    const tick = (fields: Record<string, string>, version: string) => web.post(dana, `${made.location}/bank-ticks`, { locationId: web.clinic.maple, version, act: 'tick', ...fields }, HTMX);
    const none = await tick({ bankDate: web.clinic.today }, versionIn(slip.body));
    expect([none.status, words(none.body)]).toEqual([422, expect.stringContaining('Tick those on the bank’s statement')]);
    const undated = await tick({ 'paymentIds[0]': a }, versionIn(slip.body));
    expect(words(undated.body)).toContain('Type the bank’s date');
    expect((await tick({ 'paymentIds[0]': a, bankDate: addDays(web.clinic.today, -1) }, versionIn(slip.body))).location).toBe(made.location);
    const partly = await web.get(dana, made.location!);
    expect(words(partly.body)).toMatch(/Partly reconciled.*Ticked off 15.00 .* Unreconciled 25.00/);
    expect(words((await web.get(dana, `/payments/${a}`)).body)).toMatch(/Deposit date .*, slip 1 .*Bank’s date .* reconciled/);
    expect(words((await web.get(dana, `/payments/${b}`)).body)).toContain('not reconciled');
    expect((await tick({ 'paymentIds[0]': b, bankDate: web.clinic.today }, versionIn(partly.body))).location).toBe(made.location);
    const whole = await web.get(dana, made.location!);
    expect(words(whole.body)).toMatch(/Maple Street Reconciled/);
    await tick({ act: 'untick', 'paymentIds[0]': a, 'paymentIds[1]': b }, versionIn(whole.body));
    expect(words((await web.get(dana, made.location!)).body)).toMatch(/Maple Street Unreconciled/);
  });

  it('is undone with a reason by a supervisor, who alone sees the button', async () => {
    const made = await deposit([await take(900)]);
    expect(words((await web.get(dana, made.location!)).body)).not.toContain('Undo this deposit');
    const seen = await web.get(sam, made.location!);
    const fields = { locationId: web.clinic.maple, version: versionIn(seen.body) };
    const unnamed = await web.post(sam, `${made.location}/undoing`, fields, HTMX);
    expect([unnamed.status, words(unnamed.body)]).toEqual([422, expect.stringContaining('Type why this deposit is undone')]);
    expect((await web.post(dana, `${made.location}/undoing`, { ...fields, reason: 'No' }, HTMX)).status).toBe(403);
    await web.post(sam, `${made.location}/undoing`, { ...fields, reason: 'Left in the safe' }, HTMX);
    const after = words((await web.get(sam, made.location!)).body);
    expect(after).toMatch(/Undone by Dana Ruiz on .*: Left in the safe/);
  });

  it('lists deposits by state, location and deposit date, alone and together, with a total of what it shows', async () => {
    const { maple, riverside, today } = web.clinic;
    const earlier = addDays(today, -2);
    const old = await take(7_001, { postingDate: earlier, method: 'card' });
    await deposit([old], { postingDate: earlier });
    const there = await eft(7_002, 'EFT RS', riverside);
    const atRiverside = await deposit([there], {}, rob, riverside);
    const bounced = await take(7_003, { method: 'check', reference: 'B1' });
    const kept = await take(7_004);
    await deposit([bounced, kept]);
    await web.run(new ReversePayment({ locationId: maple, paymentId: bounced, reason: 'Returned unpaid' }));
    const seen = await web.get(rob, atRiverside.location!);
    await web.post(rob, `${atRiverside.location}/bank-ticks`, { locationId: riverside, version: versionIn(seen.body), act: 'tick', bankDate: today, 'paymentIds[0]': there }, HTMX);
    const list = async (query: Record<string, string>, who = sam) => words((await web.get(who, `/deposits?${new URLSearchParams(query).toString()}`, HTMX)).body);
    expect(await list({ location: riverside })).toMatch(/Slip 1 Riverside .* 70.02 0.00 70.02 .* Reconciled 1 deposit shown 70.02/);
    expect(await list({ state: 'reconciled' })).toMatch(/1 deposit shown 70.02/);
    expect(await list({ state: 'unreconciled' })).toMatch(/140.07 70.03 70.04/);
    expect(await list({ state: 'undone' })).toMatch(/9.00 0.00 0.00 – Undone 1 deposit shown 0.00/);
    expect(await list({ from: earlier, to: earlier })).toMatch(/70.01 .* 1 deposit shown 70.01/);
    expect(await list({ from: today })).not.toContain('70.01');
    expect(await list({ to: earlier })).toMatch(/1 deposit shown 70.01/);
    expect(await list({ state: 'unreconciled', location: maple, from: earlier, to: earlier })).toMatch(/1 deposit shown 70.01/);
    expect(await list({ state: 'reconciled', location: maple })).toContain('No deposits match');
    expect(await list({}, dana)).not.toContain('70.02');
  });

  it('pages by key', async () => {
    for (let each = 0; each < 26; each += 1) await deposit([await take(10 + each)]);
    const first = await web.get(dana, '/deposits');
    expect(words(first.body)).toContain('25 deposits shown');
    const next = /href="(\/deposits\?[^"]*before=[^"]*)"/.exec(first.body)![1]!.replaceAll('&amp;', '&');
    const second = await web.get(dana, next);
    expect(words(second.body)).toMatch(/Slip 1 Maple Street/);
    expect(first.reads).toBeLessThanOrEqual(12);
  });

  it('another location’s deposit looks missing, and its receipts cannot be taken', async () => {
    const there = await eft(5, 'EFT far', web.clinic.riverside);
    const theirs = await deposit([there], {}, rob, web.clinic.riverside);
    const [foreign, missing] = [await web.get(dana, theirs.location!), await web.get(dana, '/deposits/01K0000000000000000000NONE')];
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(words(foreign.body).replace(/[0-9A-Z]{26}/g, '')).toBe(words(missing.body).replace(/[0-9A-Z]{26}/g, ''));
    const another = await eft(6, 'EFT far 2', web.clinic.riverside);
    expect((await deposit([another])).status).toBe(404);
    expect((await deposit([another], {}, dana, web.clinic.riverside)).status).toBe(404);
    expect((await web.post(dana, `${theirs.location}/bank-ticks`, { locationId: web.clinic.maple, version: '1', act: 'tick', bankDate: web.clinic.today, 'paymentIds[0]': there }, HTMX)).status).toBe(404);
    expect((await web.post(sam, `${theirs.location}/undoing`, { locationId: web.clinic.maple, version: '1', reason: 'x' }, HTMX)).status).toBe(404);
  });
});
