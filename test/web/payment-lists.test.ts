import { OpenDays } from '../../src/calendar/index.js';
import { DepositReceipts, TickOffDeposit } from '../../src/deposits/index.js';
import { AddDraftLine, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { addDays, formatDate } from '../../src/shared/calendar-date.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';

const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const AMOUNTS = ['11.11', '22.22', '33.33', '44.44', '55.55', '66.66'];

/** Six payments, each told by its amount: which of them a list shows. */
eachEngine((engine) => {
  let web: ClinicWeb;
  let sam: string;
  let dana: string;
  let amelia: string;
  let older: string;
  const day = (ago: number): string => addDays(web.clinic.today, -ago);

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside, harborlight, tamarack } = web.clinic;
    const rights = [...CLERK, 'ledger.read', 'payment.deposit'];
    sam = web.signIn(person('01K00000000000000000000SAM', rights, [maple, riverside]), [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }]);
    dana = web.signIn(person('01K0000000000000000000DANA', rights, [maple]), [{ id: maple, name: 'Maple Street' }]);
    for (const locationId of [maple, riverside]) await web.run(new OpenDays({ locationId, from: day(200), through: day(31) }));
    amelia = await web.clinic.patient({ lastName: 'Hartwell', secondary: true });
    const invoice = async (postingDate: string, locationId: string): Promise<string> => {
      const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId: amelia }));
      await web.run(new AddDraftLine({ locationId, draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: addDays(postingDate, -1) }));
      await web.run(new FinalizeInvoice({ locationId, draftId, postingDate }));
      return draftId;
    };
    older = await invoice(day(95), maple);
    await invoice(day(40), maple);
    await invoice(day(5), riverside);
    const insurer = async (amountCents: number, over: Partial<RecordInsurancePayment>): Promise<string> =>
      (await web.run<{ paymentId: string }>(new RecordInsurancePayment({ locationId: maple, payerId: harborlight, method: 'insurance-eft', amountCents, reference: `EFT ${amountCents}`, rows: [], remainderKind: 'to-allocate', ...over }))).paymentId;
    const patient = async (amountCents: number, over: Partial<RecordPatientPayment>): Promise<string> =>
      (await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId: maple, guarantorId: amelia, method: 'cash', amountCents, rows: [], remainderKind: 'credit', ...over }))).paymentId;
    const one = await insurer(1_111, { rows: [{ ...PLAIN, invoiceId: older, amountCents: 1_111 }], postingDate: day(50), paymentDate: day(60) });
    const two = await insurer(2_222, { rows: [{ ...PLAIN, invoiceId: older, amountCents: 1_000 }], postingDate: day(45), remainderKind: 'needs-research' });
    await insurer(3_333, { payerId: tamarack, method: 'insurance-check', locationId: riverside, postingDate: day(70) });
    await patient(4_444, { postingDate: day(10) });
    const five = await patient(5_555, { method: 'check', reference: 'B 9' });
    const six = await patient(6_666, { method: 'card' });
    await web.run(new ReversePayment({ locationId: maple, paymentId: six, reason: 'Twice' }));
    const { depositId } = await web.run<{ depositId: string }>(new DepositReceipts({ locationId: maple, paymentIds: [one, two], postingDate: day(44) }));
    await web.run(new TickOffDeposit({ locationId: maple, depositId, bankDate: day(42), paymentIds: [one] }));
    await web.run(new DepositReceipts({ locationId: maple, paymentIds: [five] }));
  });
  afterAll(() => web.close());

  const list = async (query: Record<string, string>, who = sam): Promise<string> => words((await web.get(who, `/payments?${new URLSearchParams(query).toString()}`, { 'hx-request': 'true' })).body);
  const shown = async (query: Record<string, string>, who = sam): Promise<string[]> => {
    const said = (await list(query, who)).split('shown, reversed')[0]!;
    return AMOUNTS.filter((amount) => new RegExp(`(?<![\\d.])${amount} `).test(said.replace(/EFT \d+/g, '')));
  };

  describe('the payments list', () => {
    it.each<[string, Record<string, string>, string[]]>([
      ['nothing', {}, AMOUNTS],
      ['who paid: insurers', { kind: 'insurer' }, ['11.11', '22.22', '33.33']],
      ['who paid: patients', { kind: 'patient' }, ['44.44', '55.55', '66.66']],
      ['pending', { state: 'pending' }, ['33.33', '44.44', '55.55']],
      ['partly applied', { state: 'partly' }, ['22.22']],
      ['completed', { state: 'completed' }, ['11.11']],
      ['with money remaining', { state: 'unapplied' }, ['22.22', '33.33', '44.44', '55.55']],
      ['reversed', { state: 'reversed' }, ['66.66']],
      ['a payer', { payer: 'tamarack' }, ['33.33']],
      ['a number as on the EFT', { number: 'eft-1111' }, ['11.11']],
      ['a method', { method: 'insurance-check' }, ['33.33']],
      ['a location', { location: 'riverside' }, ['33.33']],
      ['undeposited', { deposit: 'undeposited' }, ['33.33', '44.44']],
      ['unreconciled', { deposit: 'unreconciled' }, ['22.22', '33.33', '44.44', '55.55']],
      ['reconciled', { deposit: 'reconciled' }, ['11.11']],
      ['a patient by name', { patient: 'hartwell' }, ['11.11', '22.22', '44.44', '55.55', '66.66']],
      ['a patient by name and service date', { patient: 'hartwell day(96)' }, ['11.11', '22.22']],
      ['a service date nobody has', { patient: 'hartwell day(3)' }, []],
      ['posting dates', { from: 'day(50)', to: 'day(45)' }, ['11.11', '22.22']],
      ['payment dates', { date: 'payment', to: 'day(51)' }, ['11.11']],
      ['deposit dates', { date: 'deposit', from: 'day(44)', to: 'day(44)' }, ['11.11', '22.22']],
      ['the bank’s dates', { date: 'bank', from: 'day(42)' }, ['11.11']],
      ['a kind, a location and a state together', { kind: 'insurer', location: 'maple', state: 'unapplied' }, ['22.22']],
      ['a payer, a date and the bank together', { payer: 'harborlight', from: 'day(60)', to: 'day(40)', deposit: 'unreconciled' }, ['22.22']],
      ['a patient and a method together', { patient: 'hartwell', method: 'cash' }, ['44.44']],
      ['everything together', { kind: 'insurer', state: 'completed', payer: 'harborlight', number: 'EFT 1111', method: 'insurance-eft', location: 'maple', deposit: 'reconciled', patient: 'hartwell', date: 'bank', from: 'day(42)', to: 'day(42)' }, ['11.11']],
    ])('by %s', async (_, query, expected) => {
      const places: Record<string, string> = { tamarack: web.clinic.tamarack, harborlight: web.clinic.harborlight, riverside: web.clinic.riverside, maple: web.clinic.maple };
      const asked = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, places[value] ?? value.replace(/day\((\d+)\)/, (__, ago: string) => day(Number(ago)))]));
      expect(await shown(asked)).toEqual(expected);
    });

    it('is titled by patient and service date, and its totals are of what it shows', async () => {
      const said = await list({ kind: 'insurer', location: web.clinic.maple });
      expect(said).toContain(`Hartwell, Amelia · ${formatDate(day(96))} PAY-`);
      expect(said).toMatch(/2 payments shown, reversed ones not counted 33.33 21.11 0.00 12.22/);
      expect(await list({ state: 'reversed' })).toMatch(/1 payment shown, reversed ones not counted 0.00 0.00 0.00 0.00/);
    });

    it('says by which date, shows only one’s own locations, and is exported as shown', async () => {
      expect(await list({ date: 'bank', from: day(42) })).toContain('Payments by bank’s date');
      expect(await shown({}, dana)).toEqual(['11.11', '22.22', '44.44', '55.55', '66.66']);
      const page = await web.get(sam, '/payments');
      expect(page.reads).toBeLessThanOrEqual(12);
      const file = (await web.get(sam, '/payments/export?state=completed')).body.trim().split('\n');
      expect([file.length, file[1]]).toEqual([2, expect.stringContaining('11.11')]);
    });
  });

  describe('unapplied money', () => {
    const held = async (query: Record<string, string> = {}, who = sam): Promise<string> => words((await web.get(who, `/payments/unapplied?${new URLSearchParams(query).toString()}`, { 'hx-request': 'true' })).body);

    it('stands by what it is held for and by age, and the columns add up', async () => {
      const said = await held();
      expect(said).toMatch(/Allocate later 0.00 0.00 33.33 0.00 33.33/);
      expect(said).toMatch(/Needs research 0.00 12.22 0.00 0.00 12.22/);
      expect(said).toMatch(/Patient credit 99.99 0.00 0.00 0.00 99.99/);
      expect(said).toMatch(/All 99.99 12.22 33.33 0.00 145.54/);
      expect(said).toMatch(/70 days 33.33 .*45 days 12.22 .* 4 amounts shown 145.54/);
    });

    it.each<[string, Record<string, string>, string]>([
      ['what it is held for', { kind: 'credit' }, '2 amounts shown 99.99'],
      ['age', { age: '31-60' }, '1 amount shown 12.22'],
      ['location', { location: 'riverside' }, '1 amount shown 33.33'],
      ['owner', { owner: 'system:test' }, '4 amounts shown 145.54'],
      ['all of them', { kind: 'credit', age: '0-30', location: 'maple', owner: 'system:test' }, '2 amounts shown 99.99'],
      ['what nothing fits', { kind: 'credit', age: '91' }, 'Nothing is unapplied'],
    ])('is narrowed by %s', async (_, query, expected) => {
      const places: Record<string, string> = { riverside: web.clinic.riverside, maple: web.clinic.maple };
      expect(await held(Object.fromEntries(Object.entries(query).map(([key, value]) => [key, places[value] ?? value])))).toContain(expected);
    });

    it('shows only one’s own locations', async () => {
      expect(await held({}, dana)).toMatch(/All 99.99 12.22 0.00 0.00 112.21/);
      expect((await web.get(sam, '/payments/unapplied')).reads).toBeLessThanOrEqual(12);
    });
  });

  describe('awaiting insurance', () => {
    const waiting = async (query: Record<string, string> = {}, who = sam): Promise<string> => words((await web.get(who, `/payments/awaiting?${new URLSearchParams(query).toString()}`, { 'hx-request': 'true' })).body);

    it('lists what an insurer owes, oldest first, with its last payment, and adds up by insurer and age', async () => {
      const said = await waiting();
      expect(said).toMatch(/Harborlight Health Plan 3 100.00 100.00 0.00 78.89 278.89/);
      expect(said).toMatch(new RegExp(`95 days ${formatDate(day(45))} 100.00 21.11 78.89 .* 40 days – 100.00 0.00 100.00 .* 5 days – .* 3 invoices shown 278.89`));
    });

    it.each<[string, Record<string, string>, string]>([
      ['insurer', { payer: 'tamarack' }, 'No insurer is awaited'],
      ['age', { age: '91' }, '1 invoice shown 78.89'],
      ['location', { location: 'riverside' }, '1 invoice shown 100.00'],
      ['all of them', { payer: 'harborlight', age: '31-60', location: 'maple' }, '1 invoice shown 100.00'],
    ])('is narrowed by %s', async (_, query, expected) => {
      const places: Record<string, string> = { tamarack: web.clinic.tamarack, harborlight: web.clinic.harborlight, riverside: web.clinic.riverside, maple: web.clinic.maple };
      expect(await waiting(Object.fromEntries(Object.entries(query).map(([key, value]) => [key, places[value] ?? value])))).toContain(expected);
    });

    it('a row begins the payment of its insurer on its invoice', async () => {
      const { body, reads } = await web.get(sam, '/payments/awaiting');
      const href = new RegExp(`href="(/payments/new\\?[^"]*invoice=${older})"`).exec(body)![1]!.replaceAll('&amp;', '&');
      const page = await web.get(sam, href);
      expect(page.body).toMatch(new RegExp(`<option value="${web.clinic.harborlight}"[^>]* selected`));
      expect(page.body).toMatch(/aria-label="Payment on [^"]+"[^>]* value="78.89"/);
      expect(reads).toBeLessThanOrEqual(12);
    });

    it('shows only one’s own locations, and nothing to the front desk', async () => {
      expect(await waiting({}, dana)).toMatch(/2 invoices shown 178.89/);
      const fran = web.signIn(person('01K0000000000000000000FRAN', ['patient.read', 'invoice.read', 'payment.read', 'payment.take-patient'], [web.clinic.maple]), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      expect((await web.get(fran, '/payments/awaiting')).status).toBe(403);
    });
  });

  it('long lists go on by key, without a gap or a repeat', async () => {
    for (let each = 0; each < 27; each += 1) {
      await web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: amelia, method: 'transfer', amountCents: 100 + each, rows: [], remainderKind: 'credit' }));
    }
    for (const path of ['/payments', '/payments/unapplied']) {
      const first = await web.get(sam, path);
      const next = /href="([^"]+)" rel="next"/.exec(first.body)![1]!.replaceAll('&amp;', '&');
      const second = await web.get(sam, next);
      const ids = [first, second].flatMap(({ body }) => [...body.matchAll(/<td class="wide-m[^"]*"><a href="\/payments\/([0-9A-Z]{26})" data-open/g)].map((match) => match[1]));
      expect([ids.length, new Set(ids).size]).toEqual([path === '/payments' ? 33 : 31, path === '/payments' ? 33 : 31]);
    }
  });
});
