import { replay } from '../../src/audit/replay.js';
import { AdjustInvoice } from '../../src/payments/index.js';
import { actAs, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { newId } from '../../src/platform/ids.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { eachEngine } from '../support/database.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/&#39;|&rsquo;/g, '’').replace(/\s+/g, ' ');
const hidden = (html: string, name: string): string => new RegExp(`name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*value="([^"]*)"`).exec(html)![1]!;

eachEngine((engine) => {
  let web: ClinicWeb;
  let config: Config;
  let dana: string;
  let petraIs: Actor;
  let petra: string;
  let amelia: string;
  let invoice: { invoiceId: string; number: string };

  beforeAll(async () => {
    config = await engine.config();
    web = await clinicWeb(config);
    const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
    dana = web.signIn(person('01K0000000000000000000DANA', CLERK, [web.clinic.maple]), places);
    petraIs = { ...person('01K000000000000000000PETRA', [...CLERK, 'invoice.adjust'], [web.clinic.maple]), name: 'P. Osei' };
    petra = web.signIn(petraIs, places);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    amelia = await web.clinic.patient();
    invoice = await web.clinic.invoice(amelia, { insurerCents: 6_000 });
  });

  const fields = (over: Record<string, string> = {}): Record<string, string> => ({
    kind: 'patient', locationId: web.clinic.maple, patientId: amelia, payerId: '', guarantorId: amelia, method: 'cash', 'rows[0][invoiceId]': invoice.invoiceId, ...over,
  });
  const seenOn = async (url: string, who = dana): Promise<Record<string, string>> => {
    const { body } = await web.get(who, url);
    return Object.fromEntries(['rows[0][seenCents]', 'rows[0][seenVersion]'].map((name) => [name, hidden(body, name)]));
  };
  const asPetra = (command: object): Promise<unknown> => actAs(petraIs, () => web.app.get(Commands).execute(command));

  describe('somebody else posts while a payment is typed', () => {
    it('the refusal says who posted how much and when, and by how much the typed amount is now too much', async () => {
      const seen = await seenOn(`/payments/new?patient=${amelia}&kind=patient`);
      expect((await web.post(petra, '/payments', fields({ amountCents: '25.00', 'rows[0][amountCents]': '25.00' }))).status).toBe(303);
      const typed = fields({ amountCents: '30.00', 'rows[0][amountCents]': '30.00', ...seen });
      const refused = await web.post(dana, '/payments', typed, { 'hx-request': 'true' });
      expect([refused.status, words(refused.body)]).toEqual([409, expect.stringMatching(
        new RegExp(`${invoice.number}: P. Osei posted 25.00 at \\w+ \\d+, \\d+, \\d+:\\d+ [AP]M. 15.00 is due now; your allocation of 30.00 is now 15.00 too much. What you typed is still here`),
      )]);
      const plain = await web.post(dana, '/payments', typed);
      expect(plain.body).toContain('<dd>30.00</dd>');
      expect((await web.post(dana, '/payments', { ...typed, amountCents: '15.00', 'rows[0][amountCents]': '15.00' })).status).toBe(303);
    });

    it('names what is no payment, and several rows, each with its own sentence', async () => {
      const second = await web.clinic.invoice(amelia, { insurerCents: 6_000 });
      const { body } = await web.get(dana, `/payments/new?patient=${amelia}&kind=patient`);
      const rows = Object.fromEntries([0, 1].flatMap((n) => ['invoiceId', 'seenCents', 'seenVersion'].map((name) => [`rows[${n}][${name}]`, hidden(body, `rows[${n}][${name}]`)])));
      for (const { invoiceId } of [invoice, second]) {
        await asPetra(new AdjustInvoice({ locationId: web.clinic.maple, invoiceId, partyKey: amelia, kind: 'courtesy', amountCents: 1_000, reason: 'Goodwill' }));
      }
      const refused = await web.post(dana, '/payments', { ...fields(), ...rows, amountCents: '80.00', 'rows[0][amountCents]': '40.00', 'rows[1][amountCents]': '40.00' }, { 'hx-request': 'true' });
      expect(words(refused.body)).toMatch(new RegExp(`P. Osei took 10.00 off at .* \\(Adjust an invoice\\). 30.00 is due now; your allocation of 40.00 is now 10.00 too much.*${second.number}: P. Osei took 10.00 off`));
    });

    it('says the plain sentence where the due is as it was shown', async () => {
      const seen = await seenOn(`/payments/new?patient=${amelia}&kind=patient`);
      const refused = await web.post(dana, '/payments', fields({ amountCents: '41.00', 'rows[0][amountCents]': '41.00', ...seen }), { 'hx-request': 'true' });
      expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining(`${invoice.number} is due 40.00 from the patient`)]);
    });

    it('is said as well when held money is allocated', async () => {
      const posted = await web.post(dana, '/payments', fields({ amountCents: '40.00', remainderKind: 'credit' }));
      const seen = await seenOn(posted.location!);
      await web.post(petra, '/payments', fields({ amountCents: '25.00', 'rows[0][amountCents]': '25.00' }));
      const version = String((await web.app.get(Reader).one<{ version: number }>(sql`SELECT version AS version FROM payments WHERE id = ${posted.location!.split('/').at(-1)!}`))!.version);
      const typed = { locationId: web.clinic.maple, version, 'rows[0][invoiceId]': invoice.invoiceId, 'rows[0][amountCents]': '40.00', ...seen };
      expect(words((await web.post(dana, `${posted.location!}/allocations`, typed, { 'hx-request': 'true' })).body)).toContain('your allocation of 40.00 is now 25.00 too much');
    });
  });

  describe('a payment that looks like one that stands', () => {
    const record = (over: Record<string, string> = {}, who = dana) => web.post(who, '/payments', fields({ amountCents: '15.00', remainderKind: 'credit', paymentDate: web.clinic.today, ...over }), { 'hx-request': 'true' });
    const reasonOf = async (url: string) => (await web.app.get(Reader).one<{ reason: string | null; ordinal: number }>(sql`SELECT duplicate_reason AS reason, duplicate_ordinal AS ordinal FROM payments WHERE id = ${url.split('/').at(-1)!}`))!;

    it('is recorded with a reason only, which stays on it and in the trail', async () => {
      const first = await record();
      const preview = await web.post(dana, '/payments/preview', fields({ amountCents: '15.00', paymentDate: web.clinic.today }), { 'hx-request': 'true' });
      expect(words(preview.body)).toMatch(/15.00 from Hartwell\d+, Amelia of .* was recorded by Dana Ruiz: same payment\? Open PAY-\d+ No, another payment/);
      const refused = await record();
      expect([refused.status, words(refused.body)]).toEqual([422, expect.stringMatching(/Dana Ruiz has recorded 15.00 from Hartwell\d+, Amelia of .* as PAY-\d+, and nothing tells this payment apart. If this is another payment, type the number it bears, or say why it is another/)]);
      const second = await record({ duplicateReason: 'Paid for the sister too' });
      expect(second.status).toBe(200);
      expect([await reasonOf(first.location!), await reasonOf(second.location!)]).toEqual([{ reason: null, ordinal: 0 }, { reason: 'Paid for the sister too', ordinal: 0 }]);
      expect(words((await web.get(dana, second.location!)).body)).toContain('Another payment of that day and amount stands: Paid for the sister too');
      const trail = await web.app.get(Reader).one<{ diff: Buffer }>(sql`SELECT diff AS diff FROM audit_entries WHERE record_type = 'payment' AND record_id = ${second.location!.split('/').at(-1)!} AND version = 1`);
      expect(String(trail!.diff)).toContain('Paid for the sister too');
    });

    it('is told apart by another amount, day or number; a reason that nobody asked for is not kept', async () => {
      const first = await record({ reference: 'CK 1' });
      for (const [field, value] of [['amountCents', '15.01'], ['paymentDate', addDays(web.clinic.today, -1)], ['reference', 'CK 2']] as const) expect((await record({ [field]: value })).status).toBe(200);
      expect((await record()).status).toBe(422);
      const unneeded = await record({ duplicateReason: 'not needed', amountCents: '16.00' });
      expect(await reasonOf(unneeded.location!)).toEqual({ reason: null, ordinal: 0 });
      expect(first.status).toBe(200);
    });

    it('may be an insurer’s for another patient: only one for the same patient, or for none, is asked about', async () => {
      const [other, again] = [await web.clinic.invoice(await web.clinic.patient()), await web.clinic.invoice(amelia, { insurerCents: 6_000 })];
      const pays = (invoiceId: string) => record({ kind: 'insurance', payerId: web.clinic.harborlight, guarantorId: '', method: 'insurance-eft', amountCents: '7.77', remainderKind: '', 'rows[0][invoiceId]': invoiceId, 'rows[0][amountCents]': '7.77' });
      expect([(await pays(invoice.invoiceId)).status, (await pays(other.invoiceId)).status, (await pays(again.invoiceId)).status]).toEqual([200, 200, 422]);
    });

    it('is the desk’s to bring to a clerk, who may say why; a split of one payment asks nothing', async () => {
      const desk = web.signIn(person('01K00000000000000000000DESK', ['patient.read', 'invoice.read', 'payment.read', 'payment.take-patient'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await record({ amountCents: '30.00', 'tenders[0][method]': 'card', 'tenders[0][amountCents]': '15.00' }, desk)).status).toBe(200);
      const refused = await record({}, desk);
      expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining('type the number it bears; without one a billing clerk records it')]);
      expect((await record({ duplicateReason: 'It is' }, desk)).status).toBe(403);
    });
  });

  it('a scanned invoice number opens its payment where no payer is open yet', async () => {
    const pick = (q: string, who = dana) => web.get(who, `/payments/pick?kind=patient&q=${encodeURIComponent(q)}`);
    expect((await web.get(dana, '/payments/new?kind=patient')).body).toContain('action="/payments/pick"');
    expect((await pick(` ${invoice.number.toLowerCase()} `)).location).toBe(`/payments/new?kind=patient&invoice=${invoice.invoiceId}`);
    const nowhere = await pick('MS-1');
    expect([nowhere.status, words(nowhere.body)]).toEqual([404, expect.stringContaining('has the number “MS-1”. Check it, or find the patient.')]);
  });

  describe('a half-typed payment', () => {
    const typed = (over: Record<string, string> = {}): Record<string, string> => fields({
      amountCents: '30.00', reference: 'CK 7', notes: 'second half tomorrow', rule: 'by-due-date', remainderKind: 'purpose', purpose: 'Braces', paymentDate: web.clinic.today,
      'tenders[0][method]': 'card', 'tenders[0][amountCents]': '12.00', 'tenders[0][reference]': 'A1', 'rows[0][amountCents]': '25.00', ...over,
    });
    const save = (over: Record<string, string> = {}, who = dana) => web.post(who, '/payments/drafts', typed(over), { 'hx-request': 'true' });
    const saved = async (over: Record<string, string> = {}): Promise<{ url: string; ref: Record<string, string> }> => {
      const { status, location } = await save(over);
      expect([status, location]).toEqual([200, expect.stringMatching(/^\/payments\/drafts\/[0-9A-Z]{26}$/)]);
      return { url: location!, ref: { draftId: location!.split('/').at(-1)!, draftVersion: '1' } };
    };
    const one = async (id: string) => (await web.app.get(Reader).one<{ state: string; version: number; paymentId: string | null }>(sql`SELECT state AS state, version AS version, payment_id AS paymentId FROM payment_drafts WHERE id = ${id}`))!;
    const money = async () => web.app.get(Reader).one(sql`SELECT (SELECT COUNT(*) FROM payments) AS payments, (SELECT COUNT(*) FROM entries) AS entries`);
    const listed = async (who = dana): Promise<string> => (await web.get(who, '/payments/drafts')).body;

    it('is kept as a draft, listed with who, when, payer, amount and what is ticked, and is no money', async () => {
      const before = await money();
      const { url } = await saved();
      expect(await money()).toEqual(before);
      const row = (await listed(petra)).split('<tr>').find((each) => each.includes(url))!;
      expect(words(row)).toMatch(/Hartwell\d+, Amelia Patient · Maple Street · CK 7 .*Dana Ruiz .* 1 25.00 30.00/);
      const sums = words((await web.get(dana, `/patients/${amelia}`)).body);
      expect(sums).not.toContain('30.00');
    });

    it('is taken up again by a colleague with everything that was typed', async () => {
      const { url } = await saved();
      const page = await web.get(petra, url);
      expect(page.status).toBe(200);
      expect(page.reads).toBeLessThanOrEqual(12);
      for (const value of ['30.00', 'CK 7', 'second half tomorrow', 'Braces', 'A1', '12.00', '25.00']) expect([value, page.body.includes(`value="${value}"`)]).toEqual([value, true]);
      expect(page.body).toMatch(/<option value="by-due-date"[^>]* selected/);
      expect(page.body).toMatch(/<option value="purpose"[^>]* selected/);
      expect(page.body).toMatch(new RegExp(`aria-label="Pay ${invoice.number}"[^>]* checked`));
      expect(words(page.body)).toMatch(/Draft saved .* by Dana Ruiz/);
      const { url: emptied } = await saved({ 'rows[0][amountCents]': '' });
      expect((await web.get(dana, emptied)).body).not.toMatch(new RegExp(`aria-label="Pay ${invoice.number}"[^>]* checked`));
    });

    it('is recorded with the payment in one act, once, and is no draft any more', async () => {
      const unsplit = { 'tenders[0][amountCents]': '', 'tenders[0][method]': '', 'tenders[0][reference]': '' };
      const { url, ref } = await saved(unsplit);
      const submission = newId();
      const record = () => web.post(dana, '/payments', { ...typed(unsplit), ...ref, submission });
      const statements = async (work: () => Promise<unknown>): Promise<number> => (await work(), web.app.get(Commands).lastStatements);
      const withoutDraft = await statements(() => web.post(dana, '/payments', typed({ ...unsplit, reference: 'CK 6', 'rows[0][amountCents]': '10.00' })));
      const posted = await record();
      expect([posted.status, web.app.get(Commands).lastStatements <= withoutDraft + 2]).toEqual([303, true]);
      expect((await record()).location).toBe(posted.location);
      expect(await one(ref.draftId!)).toEqual({ state: 'posted', version: 2, paymentId: posted.location!.split('/').at(-1) });
      expect(await listed()).not.toContain(url);
      for (const refused of [await web.get(dana, url), await web.post(petra, '/payments', { ...typed(), ...ref }), await save(ref)]) {
        expect([refused.status, words(refused.body)]).toEqual([409, expect.stringContaining('Dana Ruiz has posted this draft already')]);
      }
      const acts = await web.app.get(Reader).all<{ command: string; records: number }>(sql`
        SELECT a.command AS command, (SELECT COUNT(*) FROM audit_entries b WHERE b.act_id = a.id AND b.record_type = 'payment') AS records
        FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id WHERE e.record_type = 'payment-draft' AND e.record_id = ${ref.draftId!} ORDER BY e.version`);
      expect(acts).toEqual([{ command: 'save-payment-draft', records: 0 }, { command: 'record-patient-payment', records: 1 }]);
      expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
    });

    it('stays a draft when recording it is refused', async () => {
      const { ref } = await saved({ remainderKind: '' });
      const refused = await web.post(dana, '/payments', { ...typed({ remainderKind: '' }), ...ref }, { 'hx-request': 'true' });
      expect([refused.status, await one(ref.draftId!)]).toEqual([422, { state: 'open', version: 1, paymentId: null }]);
    });

    it('closes as well when only credits are used', async () => {
      await web.post(petra, '/payments', fields({ amountCents: '20.00', remainderKind: 'credit' }));
      const credit = { method: 'credit', amountCents: '', 'tenders[0][amountCents]': '', 'rows[0][amountCents]': '20.00' };
      const { url, ref } = await saved(credit);
      expect((await web.get(dana, url)).body).toMatch(/<option value="credit"[^>]* selected/);
      expect((await web.post(dana, '/payments', { ...typed(credit), ...ref })).status).toBe(303);
      expect(await one(ref.draftId!)).toMatchObject({ state: 'posted' });
    });

    it('two clerks in one draft lose nothing: the second reads who saved what, and may keep theirs beside it', async () => {
      const { ref } = await saved();
      expect((await save({ ...ref, amountCents: '40.00', 'rows[0][amountCents]': '35.00', notes: 'all of it' }, petra)).status).toBe(200);
      const mine = { ...ref, amountCents: '32.00' };
      for (const refused of [await save(mine), await web.post(dana, '/payments', { ...typed(), ...mine }, { 'hx-request': 'true' })]) {
        expect([refused.status, words(refused.body)]).toEqual([409, expect.stringMatching(/P. Osei saved this draft at .* Both are kept/)]);
        expect(words(refused.body)).toContain('Total amount: yours 32.00, P. Osei 40.00.');
        expect(words(refused.body)).toContain('Notes: yours “second half tomorrow”, P. Osei “all of it”.');
        expect(words(refused.body)).toContain(`${invoice.number}: yours 25.00, P. Osei 35.00.`);
        expect(refused.body).toContain('href="#f-amountCents"');
      }
      expect(await one(ref.draftId!)).toMatchObject({ state: 'open', version: 2 });
      const beside = await save({ ...mine, saveAs: 'another' });
      expect(beside.location).not.toContain(ref.draftId);
      expect((await web.get(petra, beside.location!)).body).toContain('value="32.00"');
      expect((await web.get(petra, `/payments/drafts/${ref.draftId}`)).body).toContain('value="40.00"');
    });

    it('marks the rows that changed since it was saved', async () => {
      const { url } = await saved(await seenOn(`/payments/new?patient=${amelia}&kind=patient`));
      expect(words((await web.get(dana, url)).body)).not.toContain('Changed since');
      await web.post(petra, '/payments', fields({ amountCents: '30.00', 'rows[0][amountCents]': '30.00' }));
      const page = words((await web.get(dana, url)).body);
      expect(page).toContain('Changed since the draft was saved: due was 40.00, now 10.00.');
      expect(page).toContain(`${invoice.number} is due 10.00 from the patient`);
      await web.post(petra, '/payments', fields({ amountCents: '10.00', 'rows[0][amountCents]': '10.00' }));
      expect(words((await web.get(dana, url)).body)).toContain('Changed since the draft was saved: 25.00 stood here, and the row takes nothing now.');
    });

    it('is discarded, which is its end', async () => {
      const { url, ref } = await saved();
      const discard = { locationId: web.clinic.maple, version: '1' };
      expect((await web.post(petra, `${url}/discarding`, discard)).location).toBe('/payments/drafts');
      expect(await listed()).not.toContain(url);
      expect(await one(ref.draftId!)).toMatchObject({ state: 'discarded' });
      expect(words((await save(ref)).body)).toContain('P. Osei has discarded this draft');
      expect((await web.post(dana, `${url}/discarding`, discard)).status).toBe(409);
    });

    it('belongs to whoever may record such a payment at its location', async () => {
      const { maple, riverside, harborlight } = web.clinic;
      const desk = web.signIn(person('01K00000000000000000000DESK', ['patient.read', 'invoice.read', 'payment.read', 'payment.take-patient'], [maple]), [{ id: maple, name: 'Maple Street' }]);
      const elsewhere = web.signIn(person('01K00000000000000000000ELSE', CLERK, [riverside]), [{ id: riverside, name: 'Riverside' }]);
      const { url, ref } = await saved();
      const insurers = { kind: 'insurance', payerId: harborlight, guarantorId: '', method: 'insurance-eft', remainderKind: 'to-allocate', 'tenders[0][amountCents]': '' };
      const { url: insurer, ref: insurerRef } = await saved(insurers);
      expect([(await web.get(desk, url)).status, (await web.get(desk, insurer)).status, (await web.get(elsewhere, url)).status]).toEqual([200, 403, 404]);
      expect([(await listed(desk)).includes(url), (await listed(desk)).includes(insurer), (await listed(elsewhere)).includes(url)]).toEqual([true, false, false]);
      expect((await save({ ...insurers, ...insurerRef }, desk)).status).toBe(403);
      expect((await save(insurerRef, desk)).status).toBe(403);
      expect((await save({ ...ref, locationId: riverside }, elsewhere)).status).toBe(404);
      expect((await web.post(elsewhere, `${url}/discarding`, { locationId: riverside, version: '1' })).status).toBe(404);
      const foreign = await web.clinic.invoice(await web.clinic.patient({ locationId: riverside }), { locationId: riverside });
      expect((await save({ 'rows[0][invoiceId]': foreign.invoiceId })).status).toBe(404);
    });

    it('is not kept of nothing', async () => {
      const nothing = await web.post(dana, '/payments/drafts', fields({ method: 'cash' }), { 'hx-request': 'true' });
      expect([nothing.status, words(nothing.body)]).toEqual([422, expect.stringContaining('Nothing is typed yet')]);
    });
  });
});
