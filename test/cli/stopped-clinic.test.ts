import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshot } from '../../src/platform/database/snapshot.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Config } from '../../src/platform/config.js';
import { eachEngine } from '../support/database.js';
import { buildProduct } from '../support/built.js';
import { ledger, type Said, settingsOf } from '../support/command-line.js';

const SETUP = ['setup', '--organization', 'Maple Clinics', '--currency', 'USD', '--location', 'Maple Street', '--time-zone', 'America/Chicago', '--admin-user', 'admin'];
const PASSWORD = 'four words not belonging';

eachEngine((engine) => {
  describe('the command line on a stopped product', () => {
    let config: Config;
    const run = (args: readonly string[], input = ''): Promise<Said> => ledger(settingsOf(config), args, input);
    const count = async (table: 'patients' | 'invoices' | 'payers' | 'payments' | 'audit_acts'): Promise<number> => {
      const snapshot = await openSnapshot(config);
      const tables = { patients: sql`patients`, invoices: sql`invoices`, payers: sql`payers`, payments: sql`payments`, audit_acts: sql`audit_acts` };
      const [row] = await snapshot.all<{ n: number }>(sql`SELECT COUNT(*) AS n FROM ${tables[table]}`);
      await snapshot.close();
      return Number(row!.n);
    };
    const file = (name: string, lines: readonly string[]): string => {
      const path = join(config.dataDir, name);
      mkdirSync(config.dataDir, { recursive: true });
      writeFileSync(path, `${lines.join('\n')}\n`);
      return path;
    };

    beforeAll(async () => {
      buildProduct();
      config = await engine.config();
    });

    it('says with one document and exit code 2 that there is nothing to check yet', async () => {
      const said = await run(['check', '--json']);
      expect(said.code).toBe(2);
      expect(said.json()).toMatchObject({ command: 'check', ok: false, error: expect.stringContaining('ledger setup') as string });
    });

    it('refuses what it does not know, saying how to write it', async () => {
      const unknown = await run(['recompute', '--json']);
      expect([unknown.code, unknown.json<{ error: string }>().error]).toEqual([2, 'There is no command “recompute”.']);
      const missing = await run(['setup', '--currency', 'USD']);
      expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('Missing: --organization, --location, --time-zone, --admin-user.')]);
      expect((await run(['help'])).stdout).toMatch(/close-day LOCATION DATE/);
    });

    it('sets a clinic up in one go, with the password from stdin, and leaves nothing behind when refused', async () => {
      const currency = await run([...SETUP.map((word) => (word === 'USD' ? 'DOL' : word)), '--json'], PASSWORD);
      expect([currency.code, currency.json<{ error: string }>().error]).toEqual([2, '“DOL” is not a currency; write its three letters, for example USD.']);
      const weak = await run([...SETUP, '--json'], 'short\n');
      expect([weak.code, weak.json<{ error: string }>().error]).toEqual([1, expect.stringContaining('12 to 128 characters')]);
      expect(await count('audit_acts')).toBe(0);
      const done = await run([...SETUP, '--json'], `${PASSWORD}\n`);
      expect([done.code, done.json()]).toMatchObject([0, { ok: true, currency: 'USD', location: { code: 'MS' }, administrator: 'admin' }]);
      const again = await run([...SETUP, '--json'], PASSWORD);
      expect([again.code, again.json<{ error: string }>().error]).toEqual([1, expect.stringContaining('already keeps the books of Maple Clinics')]);
    });

    it('keeps the password nowhere but hashed', async () => {
      const snapshot = await openSnapshot(config);
      const rows = await snapshot.all<{ content: Buffer }>(sql`SELECT content AS content FROM idempotency`);
      await snapshot.close();
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.map(({ content }) => Buffer.from(content).toString('utf8')).join()).not.toContain(PASSWORD);
    });

    it('imports the example files, and recognizes every line of them the second time', async () => {
      const lists = { payers: 6, services: 5, patients: 6, invoices: 4 };
      for (const [list, lines] of Object.entries(lists)) {
        const first = await run(['import', list, `db/examples/${list}.csv`, '--json']);
        expect([list, first.code, first.json()]).toMatchObject([list, 0, { new: lines, alreadyThere: 0, problems: [] }]);
        const again = await run(['import', list, `db/examples/${list}.csv`]);
        expect([again.code, again.stdout]).toEqual([0, `already there: ${lines}, new: 0\n`]);
      }
    });

    it('reports every bad line with number, column and reason, and brings in nothing of that file', async () => {
      const path = file('bad.csv', [
        'location,number,last_name,first_name,birth_date,primary_payer,primary_member_id,primary_from',
        'Maple Street,Q-1,Good,Line,1990-01-01,,,',
        'Nowhere,Q-2,Bad,Place,1990-01-01,,,',
        'Nowhere,Q-3,,Name,1990-13-01,No Such Plan,,',
        'Maple Street,Q-1,Twice,Number,1990-01-01,,,',
        'Maple Street,Q-5,Unknown,Payer,1990-01-01,No Such Plan,X1,2025-01-01',
        'Maple Street,Q-6,Too,Short',
      ]);
      const before = await count('patients');
      const said = await run(['import', 'patients', path, '--json']);
      expect(said.code).toBe(1);
      const { problems } = said.json<{ problems: { line: number; column: string | null; reason: string }[] }>();
      expect(problems.map(({ line, column }) => [line, column])).toEqual([[3, 'location'], [4, 'last_name'], [4, 'birth_date'], [4, 'location'], [4, 'primary_payer'], [4, 'primary_member_id'], [4, 'primary_from'], [5, null], [6, 'primary_payer'], [7, null]]);
      expect(problems[2]!.reason).toMatch(/date such as 2026-11-25/);
      expect(await count('patients')).toBe(before);
    });

    it('names unknown and missing columns, and amounts nobody can read', async () => {
      const header = await run(['import', 'payers', file('header.csv', ['name,colour', 'A,blue']), '--json']);
      expect(header.json<{ problems: object[] }>().problems).toMatchObject([{ line: 1, column: 'colour' }, { line: 1, column: 'kind' }]);
      const amounts = file('amounts.csv', [
        'location,number,patient_number,invoice_date,patient_open,currency',
        'Maple Street,B-1,P-2001,2026-09-01,1e3,',
        'Maple Street,B-2,P-2001,2026-09-01,10.005,',
        'Maple Street,B-3,P-2001,2026-09-01,0,',
        'Maple Street,B-4,P-2001,2026-09-01,10.00,EUR',
      ]);
      const said = await run(['import', 'invoices', amounts, '--json']);
      const { problems } = said.json<{ problems: { line: number; column: string; reason: string }[] }>();
      expect(problems.map(({ line, column }) => [line, column])).toEqual([[2, 'patient_open'], [3, 'patient_open'], [4, 'patient_open'], [5, 'currency']]);
    });

    it('looks only, when asked to, and then takes what is new of a longer file', async () => {
      const path = file('payers.csv', ['name,kind', 'Silver Lake Health,insurer', 'Juniper Benefit,insurer', 'Harbor Trades,employer']);
      const before = await count('payers');
      const dry = await run(['import', 'payers', path, '--dry-run']);
      expect([dry.code, dry.stdout, await count('payers')]).toEqual([0, 'already there: 1, would be new: 2\n', before]);
      const real = await run(['import', 'payers', path]);
      expect([real.code, real.stdout, await count('payers')]).toEqual([0, 'already there: 1, new: 2\n', before + 2]);
    });

    it('goes on with the other lines when the product refuses one, and says so', async () => {
      const path = file('series.csv', [
        'location,number,patient_number,invoice_date,patient_open',
        'Maple Street,MS-10001,P-2001,2026-09-01,10.00',
        'Maple Street,B-9,P-2001,2026-09-01,12.00',
      ]);
      const said = await run(['import', 'invoices', path, '--json']);
      expect([said.code, said.json()]).toMatchObject([1, { new: 1, problems: [{ line: 2, reason: expect.stringContaining('looks like a number this location gives itself') as string }] }]);
    });

    it('invents the same clinic from the same seed, once', async () => {
      const words = ['generate', '--patients', '6', '--invoices', '8', '--seed', '7', '--json'];
      const first = await run(words);
      expect(first.code).toBe(0);
      const sizes = [await count('patients'), await count('invoices'), await count('payments')];
      const again = await run(words);
      expect(again.json()).toEqual(first.json());
      expect([await count('patients'), await count('invoices'), await count('payments')]).toEqual(sizes);
    });

    it('closes a day, and refuses to close it twice', async () => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(new Date());
      const closed = await run(['close-day', 'maple street', day, '--json']);
      expect([closed.code, closed.json()]).toMatchObject([0, { location: 'MS', closed: [day] }]);
      const again = await run(['close-day', 'MS', day, '--json']);
      expect([again.code, again.json()]).toMatchObject([1, { ok: false }]);
      const nowhere = await run(['close-day', 'XX', day, '--json']);
      expect([nowhere.code, nowhere.json<{ error: string }>().error]).toEqual([2, 'There is no location “XX”; the locations are MS (Maple Street).']);
    });

    it('ends with books that hold and a trail that gives everything back', async () => {
      const check = await run(['check', '--json']);
      expect([check.code, check.json()]).toMatchObject([0, { holds: true, violations: [] }]);
      const replay = await run(['replay', '--json']);
      expect([replay.code, replay.json()]).toMatchObject([0, { equal: true, differences: [] }]);
      const users = await run(['users', '--json']);
      expect(users.json<{ users: object[] }>().users).toMatchObject([{ userName: 'admin', roles: [{ role: 'administrator', location: 'all' }] }]);
      expect(users.stdout).not.toContain('password');
    });
  });
});
