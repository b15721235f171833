import { identifier, list, sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { RegisterPatient } from '../../src/patients/index.js';
import { newId } from '../../src/platform/ids.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { eachEngine } from '../support/database.js';
import { type Answer, type ClinicWeb, clinicWeb } from '../support/clinic-web.js';

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let amelia: string;
  let older: { invoiceId: string; number: string };
  let younger: { invoiceId: string; number: string };

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { clinic } = web;
    dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'ledger.read', 'audit.read'], [clinic.maple]), [{ id: clinic.maple, name: 'Maple Street' }]);
    amelia = await clinic.patient();
    older = await clinic.invoice(amelia, { visits: 2 });
    younger = await clinic.invoice(amelia, { visits: 1, insurerCents: 8_000 });
  });
  afterAll(() => web.close());

  const form = (over: Record<string, string> = {}): Record<string, string> => ({
    kind: 'insurance', locationId: web.clinic.maple, patientId: amelia, payerId: web.clinic.harborlight, guarantorId: '', method: 'insurance-eft',
    'rows[0][invoiceId]': older.invoiceId, 'rows[1][invoiceId]': younger.invoiceId, ...over,
  });
  const preview = (over: Record<string, string>): Promise<Answer> => web.post(dana, '/payments/preview', form(over), { 'hx-request': 'true' });
  const count = async (table: 'audit_acts'): Promise<number> => (await web.app.get(Reader).one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM ${identifier(table)}`))!.n;
  const open = async (): Promise<Record<string, number>> => {
    const rows = await web.app.get(Reader).all<{ kind: string; cents: number }>(sql`
      SELECT s.party_kind AS kind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS cents FROM shares s
      WHERE s.invoice_id IN (${list([older.invoiceId, younger.invoiceId])}) GROUP BY s.party_kind`);
    return Object.fromEntries(rows.map(({ kind, cents }) => [kind, cents]));
  };
  const serviceDate = (): string => addDays(web.clinic.today, -7);
  const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('opens with this patient’s payer chosen and what each invoice has due', async () => {
    const page = await web.get(dana, `/payments/new?patient=${amelia}`);
    expect(page.status).toBe(200);
    expect(page.body).toMatch(new RegExp(`<option value="${web.clinic.harborlight}"[^>]* selected`));
    expect(words(page.body)).toMatch(new RegExp(`${older.number} Follow-up visit 20 min Nov .* 200.00 200.00 0.00 0.00 0.00 200.00`));
    expect(words(page.body)).toContain('2 open invoices');
    expect(page.reads).toBeLessThanOrEqual(12);
  });

  it('opens from an invoice with that row ticked and filled', async () => {
    const page = await web.get(dana, `/payments/new?invoice=${younger.invoiceId}`);
    expect(page.body).toMatch(new RegExp(`aria-label="Pay ${younger.number}"[^>]* checked`));
    expect(page.body).toMatch(new RegExp(`aria-label="Payment on ${younger.number}"[^>]* value="80.00"`));
    expect(page.body).not.toMatch(new RegExp(`aria-label="Pay ${older.number}"[^>]* checked`));
  });

  it('keeps a typed total when who pays is switched, and fills the oldest rows with it', async () => {
    const page = await web.get(dana, `/payments/new?patientId=${amelia}&kind=insurance&amountCents=250&reference=EFT+9`);
    expect(page.body).toMatch(new RegExp(`aria-label="Payment on ${older.number}"[^>]* value="200.00"`));
    expect(page.body).toMatch(new RegExp(`aria-label="Payment on ${younger.number}"[^>]* value="50.00"`));
    expect(page.body).toMatch(/name="reference"[^>]*value="EFT 9"/);
    expect(words(page.body)).toContain('Insurance pending 280.00 → 30.00');
  });

  it('shows what nobody here can pay, and why', async () => {
    const { clinic } = web;
    const ben = await clinic.patient({ covered: false });
    const self = await clinic.invoice(ben);
    const page = await web.get(dana, `/payments/new?patient=${ben}&payer=${clinic.harborlight}`);
    expect(words(page.body)).toMatch(new RegExp(`${self.number}.*Patient’s part only`));
  });

  it('previews before → after of each party and who is asked next, and writes nothing', async () => {
    const acts = await count('audit_acts');
    const shown = await preview({ amountCents: '260.00', 'rows[0][amountCents]': '96.00', 'rows[0][adjustmentCents]': '80', 'rows[0][adjustmentReasonCode]': 'CO-45', 'rows[0][toPatientCents]': '24', 'rows[1][amountCents]': '64.00', 'rows[1][toPatientCents]': '16' });
    expect(shown.status).toBe(200);
    const said = words(shown.body);
    expect(said).toContain('Total 260.00 received − Applied 160.00 Payment column = Remaining 100.00');
    expect(said).toContain('Insurance pending 280.00 → 0.00 ; next to be asked: patient, 60.00');
    expect(said).toContain('Patient due 20.00 → 60.00');
    expect(said).toContain('200.00 due = 96.00 paid + 80.00 adjusted + 24.00 to patient + 0.00 left');
    expect(await count('audit_acts')).toBe(acts);
    expect(shown.reads).toBeLessThanOrEqual(12);
  });

  it('says while it is typed how much more than is due comes', async () => {
    const rows = { 'rows[0][amountCents]': '200.00', 'rows[1][amountCents]': '80.00' };
    expect(words((await preview({ ...rows, amountCents: '305.00' })).body)).toContain('25.00 more than is due: say what the rest is for');
    expect(words((await preview({ ...rows, amountCents: '280.00' })).body)).not.toContain('more than is due');
    expect(words((await preview({ ...rows, amountCents: '305.00', 'rows[1][amountCents]': '70.00' })).body)).not.toContain('more than is due');
  });

  it('says in the row why posting it would be refused', async () => {
    const shown = await preview({ 'rows[0][amountCents]': '200.01' });
    expect(words(shown.body)).toContain(`${older.number} is due 200.00 from this insurer`);
  });

  it('posts exactly what the preview showed', async () => {
    const typed = { amountCents: '150.00', reference: 'EFT 8004', 'rows[0][amountCents]': '100.00', 'rows[0][adjustmentCents]': '30.00', 'rows[0][adjustmentReasonCode]': 'CO-45', 'rows[0][toPatientCents]': '20.00', 'rows[1][amountCents]': '40.00' };
    const shown = words((await preview(typed)).body);
    const [, pending] = /Insurance pending 280.00 → ([\d.]+)/.exec(shown)!;
    const [, patientDue] = /Patient due 20.00 → ([\d.]+)/.exec(shown)!;
    const unnamed = await web.post(dana, '/payments', form(typed), { 'hx-request': 'true' });
    expect([unnamed.status, words(unnamed.body)]).toEqual([422, expect.stringContaining('10.00 of this payment is not applied. Say what it is held for')]);
    const posted = await web.post(dana, '/payments', form({ ...typed, remainderKind: 'to-allocate' }));
    expect(posted).toMatchObject({ status: 303, location: expect.stringMatching(/^\/payments\/[0-9A-Z]{26}$/) });
    const after = await open();
    expect([pending, patientDue].map((text) => Math.round(Number(text) * 100))).toEqual([after.insurer, after.patient]);
    const page = await web.get(dana, posted.location!);
    expect(page.reads).toBeLessThanOrEqual(12);
    expect(words(page.body)).toMatch(/Amount 150.00.*= Allocated 140.00 on invoices \+ Unapplied 10.00 held/);
    expect(words(page.body)).toContain('Allocate later');
    expect(page.body).toContain(`/ledger/explain?payment=${posted.location!.split('/').at(-1)!}`);
  });

  it('warns of the number and of the amount while they are typed', async () => {
    const same = words((await preview({ amountCents: '1.00', reference: 'eft-8004' })).body);
    expect(same).toMatch(/EFT 8004 from Harborlight Health Plan, 150.00 , was recorded .* by Dana Ruiz: same payment\? Open PAY-/);
    const alike = async (paymentDate: string): Promise<string> => words((await preview({ amountCents: '150.00', paymentDate })).body);
    expect(await alike(addDays(web.clinic.today, -1))).toMatch(/A payment of 150.00 from the same payer is dated/);
    expect(await alike(web.clinic.today)).toMatch(/150.00 from Harborlight Health Plan of .* was recorded by Dana Ruiz: same payment\?/);
    expect(words((await preview({ amountCents: '151.00', paymentDate: web.clinic.today })).body)).not.toMatch(/A payment of/);
  });

  it('finds invoices of other patients that this payer owes, by number, name, or name and service date', async () => {
    const { clinic } = web;
    const cora = await clinic.patient({ lastName: 'Núñez' });
    const hers = await clinic.invoice(cora);
    const find = async (q: string, payer = clinic.harborlight) => words((await web.get(dana, `/payments/invoice-rows?kind=insurance&payer=${payer}&q=${encodeURIComponent(q)}&from=300`)).body);
    expect(await find(hers.number)).toContain(hers.number);
    expect(await find('nunez')).toContain(hers.number);
    expect(await find(`nunez ${serviceDate()}`)).toContain(hers.number);
    expect(await find('nunez 2020-01-01')).not.toContain(hers.number);
    expect(await find('nunez', clinic.tamarack)).toContain('Nothing found that this payer owes');
  });

  it('renders the rows again for another payer and keeps what was typed', async () => {
    const again = await web.post(dana, '/payments/grid', form({ payerId: web.clinic.tamarack, 'rows[0][amountCents]': '5.00' }), { 'hx-request': 'true' });
    expect(again.status).toBe(200);
    expect(words(again.body)).toContain('Billed to Harborlight Health Plan');
    const back = await web.post(dana, '/payments/grid', form({ 'rows[0][amountCents]': '5.00' }), { 'hx-request': 'true' });
    expect(back.body).toMatch(/aria-label="Payment on [^"]+"[^>]* value="5.00"/);
  });

  it('takes a patient’s payment, and lists it with both dates', async () => {
    const { clinic } = web;
    const page = await web.get(dana, `/payments/new?patient=${amelia}&kind=patient`);
    expect(words(page.body)).toContain('Pat amt due');
    const posted = await web.post(dana, '/payments', {
      kind: 'patient', locationId: clinic.maple, patientId: amelia, guarantorId: amelia, method: 'cash', amountCents: '25.00', paymentDate: clinic.today,
      'rows[0][invoiceId]': older.invoiceId, 'rows[0][amountCents]': '20.00', remainderKind: 'credit',
    });
    expect(posted.status).toBe(303);
    const list = await web.get(dana, '/payments?kind=patient&state=unapplied');
    expect(words(list.body)).toMatch(/Payment date Posting date/);
    expect(words(list.body)).toMatch(/25.00 20.00 0.00 5.00 Partly applied/);
    expect(list.reads).toBeLessThanOrEqual(12);
    expect(words((await web.get(dana, `/payments?number=EFT-8004`)).body)).toContain('150.00');
  });

  it('the same press ten times at once records one payment and answers alike', async () => {
    const { clinic } = web;
    const fields = {
      submission: newId(), kind: 'patient', locationId: clinic.maple, patientId: amelia, guarantorId: amelia, method: 'check', amountCents: '3.21', reference: 'CHK press', remainderKind: 'credit',
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => web.post(dana, '/payments', fields)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(await web.app.get(Reader).one(sql`SELECT COUNT(*) AS n FROM payments WHERE reference = 'CHK press'`)).toEqual({ n: 1 });
  });

  it('shows the credit that is held wherever money is taken', async () => {
    expect(words((await web.get(dana, `/payments/new?patient=${amelia}`)).body)).toContain('Credits 8.21 → 8.21 , unchanged');
    expect(words((await web.get(dana, `/payments/new?patient=${amelia}&kind=patient&amountCents=500`)).body)).toMatch(/Credits 8.21 → (?!8.21)\d/);
  });

  it('takes a parent’s payment for a child, where the parent is not registered', async () => {
    const { clinic } = web;
    const parent = await clinic.patient({ locationId: clinic.riverside, covered: false });
    const { number } = (await web.app.get(Reader).one<{ number: string }>(sql`SELECT number FROM patients WHERE id = ${parent}`))!;
    const { patientId } = await web.run<{ patientId: string }>(new RegisterPatient({ locationId: clinic.maple, lastName: 'Child', firstName: 'Ida', birthDate: '2015-05-05', guarantorNumber: number }));
    const bill = await clinic.invoice(patientId);
    const page = await web.get(dana, `/payments/new?patient=${patientId}&kind=patient`);
    expect(words(page.body)).toMatch(/Paid by Hartwell/);
    const posted = await web.post(dana, '/payments', {
      kind: 'patient', locationId: clinic.maple, patientId, guarantorId: parent, method: 'card', amountCents: '100.00', 'rows[0][invoiceId]': bill.invoiceId, 'rows[0][amountCents]': '100.00',
    });
    expect(posted.status).toBe(303);
  });

  it('allocates from the payment’s page, and reverses with a reason', async () => {
    const { clinic } = web;
    const dora = await clinic.patient();
    const hers = await clinic.invoice(dora);
    const posted = await web.post(dana, '/payments', {
      kind: 'insurance', locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-check', amountCents: '100.00', reference: 'CHK 5', remainderKind: 'needs-research',
    });
    const page = await web.get(dana, posted.location!);
    expect(words(page.body)).toMatch(/Needs research .* 0 days 100.00/);
    const version = /name="version" value="(\d+)"/.exec(page.body)![1]!;
    const allocated = await web.post(dana, `${posted.location}/allocations`, { locationId: clinic.maple, version, 'rows[0][invoiceId]': hers.invoiceId, 'rows[0][amountCents]': '100.00' });
    expect(allocated.status).toBe(303);
    const stale = await web.post(dana, `${posted.location}/reversal`, { locationId: clinic.maple, version, reason: 'Keyed twice' }, { 'hx-request': 'true' });
    expect([stale.status, words(stale.body)]).toEqual([409, expect.stringContaining('Dana Ruiz changed this')]);
    const fresh = await web.get(dana, posted.location!);
    const reversed = await web.post(dana, `${posted.location}/reversal`, { locationId: clinic.maple, version: /name="version" value="(\d+)"/.exec(fresh.body)![1]!, reason: 'Keyed twice' });
    expect(reversed.status).toBe(303);
    const after = words((await web.get(dana, posted.location!)).body);
    expect(after).toMatch(/Reversed by Dana Ruiz on .*: Keyed twice/);
    expect(after).toContain('Reversed');
  });

  it('refuses what cannot be read, and fields the page does not have', async () => {
    const typed = await web.post(dana, '/payments', form({ amountCents: '1e3' }), { 'hx-request': 'true' });
    expect([typed.status, words(typed.body)]).toEqual([422, expect.stringContaining('Type the amount in digits'.toLowerCase().slice(1))]);
    const decimals = await web.post(dana, '/payments', form({ amountCents: '1.005' }), { 'hx-request': 'true' });
    expect(words(decimals.body)).toContain('at most 2 decimals');
    const unknown = await web.post(dana, '/payments', form({ amountCents: '1.00', amount: '5' }), { 'hx-request': 'true' });
    expect(words(unknown.body)).toContain('holds a field “amount”');
    const nested = await web.post(dana, '/payments', form({ amountCents: '1.00', 'rows[0][paid][x]': '5' }), { 'hx-request': 'true' });
    expect(nested.status).toBe(422);
  });

  it('keeps insurers’ payments from the front desk, and another location’s payment from everybody else', async () => {
    const { clinic } = web;
    const fran = web.signIn(person('01K0000000000000000000FRAN', ['patient.read', 'invoice.read', 'payment.read', 'payment.take-patient'], [clinic.maple]), [{ id: clinic.maple, name: 'Maple Street' }]);
    expect((await web.get(fran, `/payments/new?patient=${amelia}&kind=insurance`)).status).toBe(403);
    const desk = await web.get(fran, `/payments/new?patient=${amelia}`);
    expect([desk.status, words(desk.body)]).toEqual([200, expect.not.stringMatching(/Insurance payment|Other payer payment|Reason if it looks recorded|Posting date/)]);
    expect(desk.body).toContain('form="accept" name="kind" value="patient"');
    const insurers = (await web.app.get(Reader).one<{ id: string }>(sql`SELECT id FROM payments WHERE reference = 'EFT 8004'`))!.id;
    expect((await web.get(fran, `/payments/${insurers}`)).status).toBe(404);
    expect(words((await web.get(fran, '/payments')).body)).not.toMatch(/Insurance (EFT\/ACH|check) Nov/);
    expect(words((await web.get(fran, '/payments')).body)).toMatch(/Cash/);
    const rob = web.signIn(person('01K00000000000000000000ROB', CLERK, [clinic.riverside]), [{ id: clinic.riverside, name: 'Riverside' }]);
    const [outside, missing] = [await web.get(rob, `/payments/${insurers}`), await web.get(rob, '/payments/01K0000000000000000000NONE')];
    expect([outside.status, missing.status]).toEqual([404, 404]);
    expect(words(outside.body).replace(/[0-9A-Z]{26}/g, '')).toBe(words(missing.body).replace(/[0-9A-Z]{26}/g, ''));
    expect(words((await web.get(rob, '/payments')).body)).toContain('No payments match');
  });
});
