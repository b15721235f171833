import { Checker, NightlyCheck } from '../../src/ledger/index.js';
import { CHECK_LEASE } from '../../src/ledger/domain/check-state.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import type { Config } from '../../src/platform/config.js';
import { Clock } from '../../src/platform/clock.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { Leases } from '../../src/platform/leases.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';
import { rawConnection, unprotectedConnection } from '../support/raw-connection.js';

eachEngine((engine) => {
  describe('the page of the ledger check', () => {
    let config: Config;
    let web: ClinicWeb;
    let supervisor: string;
    let clerk: string;
    let elsewhere: string;
    let amelia: string;
    let invoice: { invoiceId: string; number: string };

    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const places = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
      supervisor = web.signIn(person('petra', ['ledger.read', 'audit.verify'], [web.clinic.maple]), places.slice(0, 1));
      clerk = web.signIn(person('dana', ['ledger.read'], [web.clinic.maple]), places.slice(0, 1));
      elsewhere = web.signIn(person('rene', ['ledger.read'], [web.clinic.riverside]), places.slice(1));
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      invoice = await web.clinic.invoice(amelia, { visits: 2 });
      await web.run(payment(900));
    });
    afterAll(() => web.close());

    const payment = (amountCents: number) => new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: amelia, method: 'card', amountCents, rows: [], remainderKind: 'credit' });
    const page = async (who = clerk): Promise<string> => words((await web.get(who, '/ledger/check')).body);
    const check = async (): Promise<void> => {
      expect((await web.post(supervisor, '/ledger/check', {})).status).toBe(303);
      await web.app.get(Checker).idle();
    };
    const count = async (query: ReturnType<typeof sql>): Promise<number> => (await web.app.get(Reader).one<{ n: number }>(query))!.n;

    it('says that nothing was checked yet, lists every invariant as its sentence, and offers the check to those who may', async () => {
      expect(await page()).toContain('The books have not been checked yet.');
      expect(await page()).toContain('Debits equal credits in every journal at every location it touches. Not yet never');
      expect(await page()).not.toContain('Check now');
      expect(await page(supervisor)).toContain('Check now');
      expect((await web.post(clerk, '/ledger/check', {})).status).toBe(403);
    });

    it('runs beside the postings and turns green: who asked, when, how long, each invariant proved', async () => {
      const pressed = await web.post(supervisor, '/ledger/check', {});
      expect([pressed.status, pressed.location]).toEqual([303, '/ledger/check']);
      for (let cents = 1; cents <= 5; cents += 1) await web.run(payment(cents));
      await web.app.get(Checker).idle();
      const text = await page();
      expect(text).toMatch(/Everything holds\. \d+ invariants proved on .* asked by P\. Osei/);
      expect(text).toMatch(/Debits equal credits in every journal at every location it touches\. Holds .* in \d+ ms/);
      expect(text).toMatch(/P\. Osei Held (\d+) of \1 \d+ ms/);
      expect(text).not.toContain('Not yet');
      expect((await web.get(clerk, '/ledger/check')).reads).toBeLessThanOrEqual(4);
    });

    it('who asked stands in the trail, what was found stands outside of it and is never changed', async () => {
      expect(await count(sql`SELECT COUNT(*) AS n FROM audit_acts WHERE command = 'run-ledger-check' AND outcome = 'done'`)).toBeGreaterThan(0);
      const hands = await rawConnection(config);
      for (const change of ['UPDATE check_results SET found = 1', 'DELETE FROM check_results', "UPDATE check_runs SET asked_name = 'x'", 'DELETE FROM check_runs']) {
        await expect(hands.run(change)).rejects.toThrow();
      }
      await hands.close();
    });

    it('one check at a time: a second press says so, and shows how far the first is', async () => {
      const leases = web.app.get(Leases);
      expect(await leases.take(CHECK_LEASE, 60_000)).toBe(true);
      const refused = await web.post(supervisor, '/ledger/check', {});
      expect([refused.status, words(refused.body).includes('A ledger check is running already.')]).toEqual([422, true]);
      await leases.release(CHECK_LEASE);
      const { body } = await web.get(clerk, '/ledger/check/progress');
      expect(words(body)).toContain('The check has ended. Show what it found');
    });

    it('a run whose process died is shown as interrupted, and does not stand in the way', async () => {
      const hands = await rawConnection(config);
      await hands.run(`INSERT INTO check_runs (id, asked_by, asked_name, started_at, invariants, ended_at, state, found) VALUES ('${newId()}', 'petra', 'Somebody gone', '2026-01-01 10:00:00.000000', 60, NULL, 'running', 0)`);
      await hands.close();
      expect(await page()).toMatch(/Somebody gone Interrupted 0 of 60/);
      await check();
      expect(await page()).toContain('Everything holds.');
    });

    it('every night by itself, once a day, and only in one of several processes', async () => {
      const nightly = web.app.get(NightlyCheck);
      const leases = web.app.get(Leases);
      const clock = web.app.get(Clock);
      const noon = Date.parse(`${web.clinic.today}T18:00:00Z`);
      const at = (epochMs: number) => Object.defineProperty(clock, 'epochMs', { value: () => epochMs, configurable: true });
      at(noon - 11.5 * 3_600_000);
      expect(await nightly.look()).toBe(false);
      at(noon);
      const other = new Leases(...(Object.values(leases) as ConstructorParameters<typeof Leases>));
      expect(await other.take(CHECK_LEASE, 60_000)).toBe(true);
      expect(await nightly.look()).toBe(false);
      await other.release(CHECK_LEASE);
      expect(await nightly.look()).toBe(true);
      expect(await nightly.look()).toBe(false);
      await web.app.get(Checker).idle();
      expect(await page()).toMatch(/asked by Nightly check/);
      at(noon + 86_400_000);
      expect(await nightly.look()).toBe(true);
      await web.app.get(Checker).idle();
      Reflect.deleteProperty(clock, 'epochMs');
    });

    it('turns red when somebody changed the database by hand: the invariant, the record as a link, what was expected; elsewhere only their number', async () => {
      const hands = await unprotectedConnection(config);
      const [paid] = await hands.all('SELECT id, number FROM payments ORDER BY id LIMIT 1');
      await hands.run(`UPDATE payments SET unapplied_cents = unapplied_cents + 1 WHERE id = '${paid!.id}'`);
      await hands.run(`UPDATE shares SET paid_cents = paid_cents - 5 WHERE invoice_id = '${invoice.invoiceId}'`);
      await check();
      const { body } = await web.get(clerk, '/ledger/check');
      const text = words(body);
      expect(text).toMatch(/\d+ violations found on .* Nothing was changed or repaired/);
      const file = (await web.get(clerk, '/ledger/check/export')).body;
      expect([file.split('\n')[0], file.trim().split('\n').length > 1]).toEqual(['\ufeffRecord,Invariant,Expected,Found', true]);
      expect(body).toContain(`<a href="/payments/${paid!.id}">payment PAY-${paid!.number}</a>`);
      expect(body).toContain(`href="/invoices/${invoice.invoiceId}"`);
      expect(text).toMatch(/What a payment has unapplied is its balance on 2100 and 2110\. 900 901/);
      expect(text).toMatch(new RegExp(`Parked records .*payment PAY-${paid!.number} A payment is allocated`));
      expect(text).toContain('Violated: 1');
      const other = await page(elsewhere);
      expect(other).not.toContain('PAY-');
      expect(other).toMatch(/more findings are about records that are not at your locations/);
      await expect(web.run(new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: amelia, method: 'card', amountCents: 1, rows: [], remainderKind: 'credit' }))).resolves.toBeDefined();
      await hands.run(`UPDATE payments SET unapplied_cents = unapplied_cents - 1 WHERE id = '${paid!.id}'`);
      await hands.run(`UPDATE shares SET paid_cents = paid_cents + 5 WHERE invoice_id = '${invoice.invoiceId}'`);
      await check();
      expect(await page()).toContain('Everything holds.');
      await hands.close();
    });
  });
});
