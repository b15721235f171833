import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_USERS, INVOICES, PATIENTS } from '../../db/demo-clinic.js';
import type { Config } from '../../src/platform/config.js';
import { controlSocketPath } from '../../src/platform/control-socket.js';
import { projectRoot } from '../../src/platform/database/db-folder.js';
import { openSnapshot } from '../../src/platform/database/snapshot.js';
import { sql } from '../../src/platform/database/sql.js';
import { buildProduct, type RunningProduct, runToEnd, startProduct } from '../support/built.js';
import { ledger, settingsOf } from '../support/command-line.js';
import { eachEngine } from '../support/database.js';

/** One of them is registered twice. */
const PATIENTS_SEEDED = PATIENTS.length + 1;
const READY = /ready at http:\/\/[^:]+:(\d+)/;

eachEngine((engine) => {
  describe('a product that runs', () => {
    let config: Config;
    let env: Record<string, string>;
    let product: RunningProduct | undefined;

    beforeAll(async () => {
      buildProduct();
      config = await engine.config();
      env = { ...settingsOf(config), LEDGERLINE_DEMO: '1' };
    });
    afterAll(async () => {
      product?.child.kill('SIGKILL');
      await product?.ended;
    });

    const read = async <T>(query: ReturnType<typeof sql>): Promise<T[]> => {
      const snapshot = await openSnapshot(config);
      const rows = await snapshot.all<T>(query);
      await snapshot.close();
      return rows;
    };

    it('goes on making the demo clinic after it was killed in the middle of it', async () => {
      const first = spawn(process.execPath, [join(projectRoot(), 'dist/src/main.js')], { cwd: projectRoot(), env: { PATH: process.env.PATH, PORT: '0', ...env } });
      const ended = new Promise((resolve) => first.once('close', resolve));
      await new Promise<void>((resolve) => first.stdout.on('data', (chunk: Buffer) => (chunk.toString().includes('Making the demo clinic') ? resolve() : undefined)));
      await pause(700);
      first.kill('SIGKILL');
      await ended;
      product = await startProduct(env);
      expect((await read<{ n: number }>(sql`SELECT COUNT(*) AS n FROM patients`))[0]!.n).toBe(PATIENTS_SEEDED);
    });

    it('has a clinic in which every state is seen, made by system:seed on past open days', async () => {
      const [counts] = await read<Record<string, number>>(sql`
        SELECT (SELECT COUNT(*) FROM locations) AS locations, (SELECT COUNT(*) FROM payers) AS payers, (SELECT COUNT(*) FROM staff) AS staff,
               (SELECT COUNT(*) FROM invoices WHERE state = 'voided') AS voided, (SELECT COUNT(*) FROM invoices WHERE state = 'settled') AS settled,
               (SELECT COUNT(*) FROM invoices WHERE state = 'open') AS open, (SELECT COUNT(*) FROM invoices WHERE origin = 'opening') AS opening,
               (SELECT COUNT(*) FROM invoice_drafts WHERE state = 'draft') AS drafts, (SELECT COUNT(*) FROM invoice_drafts WHERE state = 'reviewed') AS reviewed,
               (SELECT COUNT(*) FROM deposits) AS deposits, (SELECT COUNT(*) FROM patients WHERE merged_into IS NOT NULL) AS merged, (SELECT COUNT(*) FROM communications WHERE state = 'open') AS followUps,
               (SELECT COUNT(DISTINCT kind) FROM payment_holdings) AS heldFor, (SELECT COUNT(*) FROM payments WHERE state = 'reversed') AS reversed,
               (SELECT COUNT(*) FROM payments WHERE unapplied_cents > 0) AS unapplied, (SELECT COUNT(*) FROM adjustments) AS adjustments,
               (SELECT COUNT(*) FROM adjudication_codes WHERE treatment = 'denied') AS denied, (SELECT COUNT(*) FROM remittance_lines) AS typed, (SELECT SUM(amount_cents) FROM entries WHERE account_code = '2800') AS forTheOther`);
      expect(counts).toMatchObject({ locations: 2, payers: 6, staff: DEMO_USERS.length, voided: 3, opening: 2, drafts: 3, reviewed: 3, reversed: 1, deposits: 1, merged: 1, followUps: 1, heldFor: 5, denied: 1, typed: 3, forTheOther: -6_250 });
      expect(counts!.settled! + counts!.open! + counts!.voided! + counts!.drafts! + counts!.reviewed!).toBe(INVOICES.length);
      for (const state of ['settled', 'open', 'unapplied', 'adjustments']) expect([state, counts![state]! > 0]).toEqual([state, true]);
      const actors = await read<{ actor: string }>(sql`SELECT DISTINCT actor_id AS actor FROM audit_acts ORDER BY actor_id`);
      expect(actors).toEqual([{ actor: 'system:seed' }]);
    });

    it('prints where it is, where the data lies and who may sign in', () => {
      const output = product!.output();
      expect(output).toMatch(READY);
      expect(output).toContain(engine.dialect === 'sqlite' ? config.sqliteFile : new URL(config.databaseUrl!).pathname);
      for (const { userName, password } of DEMO_USERS) expect(output).toMatch(new RegExp(`${userName} +${password}`));
    });

    it('keeps what it writes to its own account, whatever the folder lets others do', () => {
      const names = readdirSync(config.dataDir);
      expect(names).toContain('secret');
      expect(names.filter((name) => (statSync(join(config.dataDir, name)).mode & 0o077) !== 0)).toEqual([]);
    });

    it('is checked and replayed while it runs', async () => {
      const check = await ledger(env, ['check', '--json']);
      expect([check.code, check.json()]).toMatchObject([0, { holds: true, violations: [] }]);
      const replay = await ledger(env, ['replay', '--json']);
      expect([replay.code, replay.json()]).toMatchObject([0, { equal: true, differences: [] }]);
    });

    it('takes the command line’s commands itself, by a socket that only its own account opens', async () => {
      expect(statSync(controlSocketPath(config)).mode & 0o777).toBe(0o600);
      const file = join(config.dataDir, 'more.csv');
      writeFileSync(file, 'name,kind\nJuniper Benefit,insurer\nHarborlight Health Plan,insurer\n');
      const said = await ledger(env, ['import', 'payers', file, '--json']);
      expect([said.code, said.json()]).toMatchObject([0, { new: 1, alreadyThere: 1 }]);
      const acts = await read<{ actor: string }>(sql`SELECT actor_id AS actor FROM audit_acts WHERE command = 'add-payer' ORDER BY id DESC ${sql`LIMIT 1`}`);
      expect(acts).toEqual([{ actor: 'system:cli' }]);
    });

    it('answers a line that is no command, and a client that leaves, and goes on', async () => {
      const heard = await talk(config, ['not json', '{"command":"rob-a-bank","payload":{}}', '{"command":"add-payer","payload":{"name":"","kind":"insurer"}}']);
      expect(heard).toMatchObject([
        { product: 'ledgerline' }, { ok: false, isRefusal: false }, { ok: false, code: 'command-unknown' }, { ok: false, isRefusal: true, fields: ['name'] },
      ]);
      const leaver = connect(controlSocketPath(config));
      leaver.on('connect', () => {
        leaver.write('{"command":"add-payer","payload":{"name":"Left Early","kind":"insurer"}}\n');
        leaver.destroy();
      });
      await pause(300);
      expect((await fetch(`http://127.0.0.1:${product!.port}/healthz`)).status).toBe(200);
    });

    it('is the only one that writes from its data folder', async () => {
      if (engine.dialect === 'mysql') return;
      const second = await runToEnd({ PORT: '0', ...env });
      expect([second.code, second.output]).toEqual([2, expect.stringContaining('Another process is writing to DATA_DIR')]);
      expect(existsSync(controlSocketPath(config))).toBe(true);
    });

    it('ends with 0 on SIGTERM, also when it comes twice', async () => {
      product!.child.kill('SIGTERM');
      product!.child.kill('SIGTERM');
      expect(await product!.ended).toBe(0);
      expect(existsSync(controlSocketPath(config))).toBe(false);
    });

    it('starts again over whatever a killed one left behind, and makes no second clinic', async () => {
      const killed = await startProduct(env);
      killed.child.kill('SIGKILL');
      await killed.ended;
      product = await startProduct(env);
      expect(product.output()).not.toContain('Making the demo clinic');
      expect((await read<{ n: number }>(sql`SELECT COUNT(*) AS n FROM patients`))[0]!.n).toBe(PATIENTS_SEEDED);
      expect((await ledger(env, ['close-day', 'RS', new Date().toISOString().slice(0, 10), '--json'])).json()).toMatchObject({ command: 'close-day' });
    });
  });
});

describe('npm start', () => {
  it('passes a signal on to the product, through npm as well, and ends as it does', async () => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LEDGERLINE_DEMO: '0', DATA_DIR: join(projectRoot(), '.cache', `start-${process.pid}`) };
    const child = spawn('npm', ['start'], { cwd: projectRoot(), env });
    let output = '';
    const ready = new Promise<void>((resolve) => child.stdout.on('data', (chunk: Buffer) => ((output += chunk.toString()), READY.test(output) ? resolve() : undefined)));
    const ended = new Promise((resolve) => child.once('close', resolve));
    await Promise.race([ready, ended]);
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect([await ended, output]).toEqual([0, expect.stringContaining('ledger -- setup')]);
  });
});

/** Sends lines one after another and hears the greeting and one answer to each. */
function talk(config: Config, lines: readonly string[]): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(controlSocketPath(config), () => socket.write(lines.map((line) => `${line}\n`).join('')));
    let text = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const heard = text.split('\n').slice(0, -1);
      if (heard.length <= lines.length) return;
      socket.destroy();
      resolve(heard.map((line) => JSON.parse(line) as unknown));
    });
  });
}
