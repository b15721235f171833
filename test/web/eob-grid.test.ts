import { replay } from '../../src/audit/replay.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Config } from '../../src/platform/config.js';
import { eachEngine } from '../support/database.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { CLERK, person } from '../support/payment-clinic.js';

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const HTMX = { 'hx-request': 'true' };

eachEngine((engine) => {
  let web: ClinicWeb;
  let config: Config;
  let dana: string;
  let petra: string;

  beforeAll(async () => {
    config = await engine.config();
    web = await clinicWeb(config);
    const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
    dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'ledger.read'], [web.clinic.maple]), places);
    petra = web.signIn({ ...person('01K000000000000000000PETRA', CLERK, [web.clinic.maple]), name: 'P. Osei' }, places);
  });
  afterAll(() => web.close());

  const locationId = (): string => web.clinic.maple;
  const start = async (over: Record<string, string> = {}): Promise<string> => {
    const head = { locationId: locationId(), payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents: '64.00', reference: `EFT ${Math.random()}`, ...over };
    const { status, location } = await web.post(dana, '/remittances', head);
    expect(status).toBe(303);
    return location!;
  };
  const claim = async (insurerCents = 8_000): Promise<{ invoiceId: string; number: string }> => web.clinic.invoice(await web.clinic.patient(), { insurerCents });
  const rowsOf = async (url: string): Promise<{ id: string; version: string }[]> => {
    const { body } = await web.get(dana, url);
    return [...body.matchAll(/<span id="keys-of-([0-9A-Z]{26})">.*?name="version" value="(\d+)"/gs)].map(([, id, version]) => ({ id: id!, version: version! }));
  };
  const add = (url: string, q: string) => web.post(dana, `${url}/claims`, { locationId: locationId(), q }, HTMX);
  const type = (url: string, row: { id: string; version: string }, fields: Record<string, string>, who = dana) =>
    web.post(who, `${url}/lines/${row.id}`, { locationId: locationId(), version: row.version, ...fields }, HTMX);
  const post = async (url: string) => web.post(dana, `${url}/posting`, { locationId: locationId() }, HTMX);
  const sharesOf = (invoiceId: string) => web.app.get(Reader).all(sql`
    SELECT party_kind AS kind, SUM(charged_cents) AS charged, SUM(paid_cents) AS paid, SUM(adjusted_cents) AS adjusted FROM shares WHERE invoice_id = ${invoiceId} GROUP BY party_kind ORDER BY party_kind`);

  it('finds a claim by its number, computes the contractual part, and posts at 0.00 remaining', async () => {
    const { invoiceId, number } = await claim();
    const url = await start();
    expect((await add(url, number)).body).toContain(number);
    const [row] = await rowsOf(url);
    const typed = await type(url, row!, { allowedCents: '80.00', coinsuranceCents: '16.00' });
    expect(typed.status).toBe(200);
    expect(typed.body).toContain(`<span id="contractual-of-${row!.id}" hx-swap-oob="true">20.00</span>`);
    expect(words(typed.body)).toContain('= 64.00');
    expect(words(typed.body)).toMatch(/Balanced/);
    const posted = await post(url);
    expect(posted.location).toMatch(/^\/payments\/[0-9A-Z]{26}$/);
    expect(await sharesOf(invoiceId)).toEqual([{ kind: 'insurer', charged: 8_400, paid: 6_400, adjusted: 2_000 }, { kind: 'patient', charged: 1_600, paid: 0, adjusted: 0 }]);
    expect(words((await web.get(dana, url)).body)).toContain('posted this remittance');
    const page = await web.get(dana, posted.location!);
    expect(page.body).toContain(`href="${posted.location}/decisions"`);
    expect(page.body).not.toContain('/correction/new');
    const decisions = words((await web.get(dana, `${posted.location}/decisions`, HTMX)).body);
    expect(decisions).toMatch(/100\.00 80\.00 20\.00 16\.00 0\.00 64\.00 CO-45 20\.00 .*PR-2 16\.00 Coinsurance/);
  });

  it('a row that does not add up says by how much, and nothing is posted', async () => {
    const { number } = await claim();
    const url = await start({ amountCents: '46.00' });
    await add(url, number);
    const [row] = await rowsOf(url);
    const typed = await type(url, row!, { allowedCents: '80.00', coinsuranceCents: '16.00', paidCents: '46.00' });
    expect(words(typed.body)).toContain('Paid is 46.00, but Allowed 80.00 − Patient share 16.00 = 64.00. Difference 18.00; digits swapped?');
    const refused = await post(url);
    expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining('Row 1: Paid is 46.00')]);
  });

  it('a denial stays with the payer, and its code is kept', async () => {
    const { invoiceId, number } = await claim();
    const url = await start({ amountCents: '0.00' });
    await add(url, number);
    const [row] = await rowsOf(url);
    expect(words((await type(url, row!, { codes: '197' })).body)).toContain('CO-197 100.00 denied, stays with the payer');
    expect((await post(url)).location).toMatch(/payments/);
    expect(await sharesOf(invoiceId)).toEqual([{ kind: 'insurer', charged: 8_000, paid: 0, adjusted: 0 }, { kind: 'patient', charged: 2_000, paid: 0, adjusted: 0 }]);
  });

  it('two clerks in one draft: other rows do not touch each other, and the same row says who changed it', async () => {
    const [one, two] = [await claim(), await claim()];
    const url = await start({ amountCents: '130.00' });
    await add(url, one.number);
    await add(url, two.number);
    const [first, second] = await rowsOf(url);
    expect((await type(url, first!, { paidCents: '60.00', allowedCents: '60.00' })).status).toBe(200);
    expect((await type(url, second!, { paidCents: '70.00', allowedCents: '70.00' }, petra)).status).toBe(200);
    const late = await type(url, second!, { paidCents: '50.00', allowedCents: '50.00' });
    expect([late.status, words(late.body)]).toEqual([409, expect.stringContaining('P. Osei changed this')]);
    expect((await web.get(dana, url)).body).toContain('value="70.00"');
    expect((await post(url)).location).toMatch(/payments/);
    expect([(await sharesOf(one.invoiceId))[0], (await sharesOf(two.invoiceId))[0]]).toMatchObject([{ paid: 6_000 }, { paid: 7_000 }]);
  });

  it('interest raises the check, a forwarded balance carries what it could not pay', async () => {
    const { number } = await claim();
    const url = await start({ amountCents: '65.37' });
    await add(url, number);
    const [row] = await rowsOf(url);
    await type(url, row!, { allowedCents: '64.00' });
    const added = await web.post(dana, `${url}/provider-rows`, { locationId: locationId(), code: 'l6', reference: 'INT', amountCents: '1.37' }, HTMX);
    expect(words(added.body)).toContain('L6 Interest');
    const { location } = await post(url);
    expect(words((await web.get(dana, `${location}/decisions`)).body)).toMatch(/L6 INT 4200 \S.* 1\.37 – Together 1\.37/);
  });

  it('nothing is posted twice, and a closed draft takes no more', async () => {
    const { number } = await claim();
    const url = await start();
    await add(url, number);
    const [row] = await rowsOf(url);
    await type(url, row!, { allowedCents: '64.00' });
    expect((await post(url)).status).toBe(200);
    const again = await post(url);
    expect([again.status, words(again.body)]).toEqual([409, expect.stringContaining('has posted this remittance already')]);
    expect((await type(url, { id: row!.id, version: String(Number(row!.version) + 1) }, { allowedCents: '10.00' })).status).toBe(409);
  });

  it('what is typed and untyped is named: no claim, several claims, an untyped row', async () => {
    const url = await start();
    expect(words((await add(url, 'MS-999999')).body)).toContain('No claim of your locations fits “MS-999999”');
    const { number } = await claim();
    await add(url, number);
    expect(words((await add(url, number)).body)).toContain('stand in the draft already');
    expect(words((await post(url)).body)).toContain('Nothing is typed in row 1');
  });

  it('shows before and after, and drafts are listed with their lines', async () => {
    const { number } = await claim();
    const url = await start();
    await add(url, number);
    const [row] = await rowsOf(url);
    await type(url, row!, { allowedCents: '80.00', coinsuranceCents: '16.00' });
    const effect = await web.get(dana, `${url}/effect`);
    expect(words(effect.body)).toMatch(/Insurance pending 80.00 → 0.00 .*Patient due 20.00 → 16.00/);
    expect((await web.get(dana, url)).reads).toBeLessThanOrEqual(12);
    expect(effect.reads).toBeLessThanOrEqual(12);
    expect((await web.get(dana, '/remittances')).body).toContain(url);
  });

  it('is not for those who may not post, nor for other locations', async () => {
    const url = await start();
    const luis = web.signIn(person('01K0000000000000000000LU1S', CLERK, [web.clinic.riverside]), [{ id: web.clinic.riverside, name: 'Riverside' }]);
    expect((await web.get(luis, url)).status).toBe(404);
    const fran = web.signIn(person('01K0000000000000000000FRAN', ['payment.take-patient'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    expect((await web.get(fran, url)).status).toBe(403);
  });

  it('the EOB of a payment recorded earlier: its money on the line counts, its head stays its own, and what is left stays as it stands', async () => {
    const { invoiceId, number } = await claim();
    const plain = new RecordInsurancePayment({
      locationId: locationId(), payerId: web.clinic.harborlight, method: 'insurance-check', amountCents: 7_000, reference: 'CHK 4471', remainderKind: 'to-allocate',
      rows: [{ invoiceId, amountCents: 5_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }],
    });
    const { paymentId } = await web.run<{ paymentId: string }>(plain);
    expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain('Post its EOB');
    const attach = () => web.post(dana, '/remittances/attached', { locationId: locationId(), paymentId });
    const url = (await attach()).location!;
    expect((await attach()).location).toBe(url);
    const head = await web.post(dana, `${url}/head`, { locationId: locationId(), version: '1', payerId: web.clinic.harborlight, method: 'insurance-check', amountCents: '1.00' }, HTMX);
    expect([head.status, words(head.body)]).toEqual([422, expect.stringContaining('belongs to a payment that is recorded already')]);
    await add(url, number);
    const [row] = await rowsOf(url);
    const typed = await type(url, row!, { allowedCents: '80.00', coinsuranceCents: '16.00', claimNumber: 'HL-88' });
    expect(words(typed.body)).toMatch(/= Remaining 6\.00 stays as it stands .*Balanced/);
    expect((await post(url)).location).toBe(`/payments/${paymentId}`);
    expect(await sharesOf(invoiceId)).toEqual([{ kind: 'insurer', charged: 8_400, paid: 6_400, adjusted: 2_000 }, { kind: 'patient', charged: 1_600, paid: 0, adjusted: 0 }]);
    const page = words((await web.get(dana, `/payments/${paymentId}`)).body);
    expect(page).toMatch(/Amount 70\.00 .* Allocated 64\.00 on invoices \+ Unapplied 6\.00 held/);
    expect(page).toContain('Go on with its EOB');
    expect(words((await web.get(dana, `/invoices/${invoiceId}`)).body)).toContain('claim HL-88');
    const { paymentId: cash } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId: locationId(), guarantorId: await web.clinic.patient(), method: 'card', amountCents: 100, rows: [], remainderKind: 'credit' }));
    expect(words((await web.post(dana, '/remittances/attached', { locationId: locationId(), paymentId: cash })).body)).toContain('An EOB belongs to an insurer’s payment that stands');
  });

  it('the EOB of a reversed payment is posted again as it was typed, and comes in its place', async () => {
    const [first, second] = [await claim(), await claim()];
    const url = await start({ amountCents: '129.37', reference: 'EFT AGAIN' });
    for (const { number } of [first, second]) await add(url, number);
    for (const row of await rowsOf(url)) await type(url, row, { allowedCents: '80.00', coinsuranceCents: '16.00', claimNumber: 'HL-7' });
    await web.post(dana, `${url}/provider-rows`, { locationId: locationId(), code: 'L6', amountCents: '1.37' }, HTMX);
    const payment = (await post(url)).location!;
    const paymentId = payment.split('/').pop()!;
    const again = () => web.post(dana, '/remittances/again', { locationId: locationId(), paymentId });
    expect(words((await again()).body)).toContain('is reversed can be posted again');
    const version = /name="version" value="(\d+)"/.exec((await web.get(dana, payment)).body)![1]!;
    expect((await web.post(dana, `${payment}/reversal`, { locationId: locationId(), version, cause: 'mistake', reason: 'Typed one coinsurance wrongly' })).status).toBe(303);
    expect((await web.get(dana, payment)).body).toContain('Post its EOB again');
    const anew = (await again()).location!;
    expect([anew === url, (await again()).location]).toEqual([false, anew]);
    expect(words((await web.get(dana, anew)).body)).toMatch(/The EOB of PAY-\d+ , which is reversed.*EFT AGAIN|Balanced/);
    const [row] = await rowsOf(anew);
    await type(anew, row!, { allowedCents: '80.00', coinsuranceCents: '15.00', claimNumber: 'HL-7' });
    await web.post(dana, `${anew}/provider-rows`, { locationId: locationId(), code: 'WO', reference: 'LTR', amountCents: '-1.00' }, HTMX);
    const inPlace = (await post(anew)).location!;
    expect(await sharesOf(first.invoiceId)).toEqual([{ kind: 'insurer', charged: 8_500, paid: 6_500, adjusted: 2_000 }, { kind: 'patient', charged: 1_500, paid: 0, adjusted: 0 }]);
    expect(await sharesOf(second.invoiceId)).toEqual([{ kind: 'insurer', charged: 8_400, paid: 6_400, adjusted: 2_000 }, { kind: 'patient', charged: 1_600, paid: 0, adjusted: 0 }]);
    expect(words((await web.get(dana, inPlace)).body)).toMatch(/In place of PAY-\d+ : Its EOB was posted again/);
    const old = (await web.get(dana, payment)).body;
    expect([words(old), old.includes('Post its EOB again')]).toEqual([expect.stringMatching(/Corrected, in its place: PAY-\d+/), false]);
  });

  it('a claim number typed once is that of every line of its claim, and the head’s that of the others', async () => {
    const many = await web.clinic.invoice(await web.clinic.patient(), { lines: 2, insurerCents: 16_000 });
    const other = await claim();
    const url = await start({ amountCents: '240.00', claimNumber: 'HEAD-1' });
    await add(url, many.number);
    await add(url, other.number);
    const rows = await rowsOf(url);
    const numbers = ['', 'HL-90', ''];
    for (const [index, row] of rows.entries()) expect((await type(url, row, { allowedCents: '80.00', claimNumber: numbers[index]! })).status).toBe(200);
    expect((await post(url)).location).toMatch(/payments/);
    const kept = await web.app.get(Reader).all<{ invoiceId: string; claim: string }>(sql`SELECT a.invoice_id AS invoiceId, a.claim_number AS claim FROM adjudications a WHERE a.invoice_id IN (${many.invoiceId}, ${other.invoiceId}) ORDER BY a.id`);
    expect(kept.map(({ claim: number }) => number)).toEqual(['HL-90', 'HL-90', 'HEAD-1']);
  });

  it('a recoupment by letter names its claim, and its line where there are several', async () => {
    const many = await web.clinic.invoice(await web.clinic.patient(), { lines: 2, insurerCents: 16_000 });
    const paid = await start({ amountCents: '160.00' });
    await add(paid, many.number);
    for (const row of await rowsOf(paid)) await type(paid, row, { allowedCents: '80.00' });
    expect((await post(paid)).location).toMatch(/payments/);
    const next = await claim();
    const url = await start({ amountCents: '20.00' });
    await add(url, next.number);
    const [row] = await rowsOf(url);
    await type(url, row!, { allowedCents: '100.00' });
    const letter = (fields: Record<string, string>) => web.post(dana, `${url}/provider-rows`, { locationId: locationId(), code: 'WO', reference: 'LTR 3', amountCents: '-80.00', ...fields }, HTMX);
    expect(words((await letter({ claim: many.number })).body)).toContain('This claim has 2 lines');
    expect(words((await letter({ claim: `${many.number}/3` })).body)).toContain('This claim has 2 lines');
    expect(words((await letter({ claim: `${many.number}/2`, amountCents: '80.00' })).body)).toContain('Only a row that lowers the check is about a claim');
    const added = await letter({ claim: `${many.number}/2` });
    expect([added.status, words(added.body)]).toEqual([200, expect.stringContaining('about the claim it names')]);
    expect((await post(url)).location).toMatch(/payments/);
    const shares = await web.app.get(Reader).all<{ paid: number }>(sql`
      SELECT s.paid_cents AS paid FROM shares s JOIN invoice_lines n ON n.id = s.line_id WHERE s.invoice_id = ${many.invoiceId} AND s.party_kind = 'insurer' ORDER BY n.position`);
    expect(shares.map(({ paid: cents }) => cents)).toEqual([8_000, 0]);
  });

  it('stays as light with 300 lines as with three: a typed row and an added claim answer with themselves, not with the grid', async () => {
    const url = await start({ amountCents: '24000.00' });
    const weights: { typed: number; reads: number; added: number; addedReads: number }[] = [];
    const patientId = await web.clinic.patient();
    for (const lines of [3, 150, 146, 1]) {
      const { number } = await web.clinic.invoice(patientId, { lines, insurerCents: lines * 8_000 });
      const { body: added, reads: addedReads } = await add(url, number);
      if (lines > 3) continue;
      const { body, reads } = await type(url, (await rowsOf(url)).at(-1)!, { allowedCents: '80.00' });
      weights.push({ typed: body.length, reads, added: added.length, addedReads });
    }
    const [few, many] = weights;
    expect([many!.reads, many!.addedReads]).toEqual([few!.reads, few!.addedReads]);
    expect(many!.typed).toBeLessThan(few!.typed * 1.2);
    expect(many!.added).toBeLessThan(few!.added);
  });

  it('a claim that was never billed to this insurer says so when it is found and in its row', async () => {
    const { number } = await web.clinic.invoice(await web.clinic.patient({ covered: false }));
    const url = await start();
    expect(words((await web.get(dana, `${url}/found?q=${number}`, HTMX)).body)).toContain('not billed to them');
    expect(words((await add(url, number)).body)).toContain('not billed to Harborlight Health Plan');
    const billed = await claim();
    expect(words((await web.get(dana, `${url}/found?q=${billed.number}`, HTMX)).body)).not.toContain('not billed to them');
  });

  it('the trail gives all of it back', async () => {
    expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
  });
});
