import { chmodSync, rmSync } from 'node:fs';
import { HealthController } from '../../src/platform/health.js';
import { Database } from '../../src/platform/database/database.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Config } from '../../src/platform/config.js';
import { eachEngine } from '../support/database.js';
import { toyWeb, type ToyWeb } from '../support/web.js';

eachEngine((engine) => {
  describe('GET /healthz', () => {
    let web: ToyWeb;
    let config: Config;
    beforeAll(async () => {
      config = await engine.config();
      web = await toyWeb(config, []);
    });
    afterAll(() => web.app.close());

    const ask = () => web.app.inject({ method: 'GET', url: '/healthz' });

    test('says ok for database, migrations and disk', async () => {
      const answer = await ask();
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toMatch(/json/);
      expect(answer.json()).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok', disk: 'ok' } });
    });

    test('names a migration that has not finished', async () => {
      const health = web.app.get(HealthController, { strict: false });
      const reader = { one: () => Promise.resolve({}), all: () => Promise.resolve([{ name: '0001-clinic-and-ledger', done: 3, total: 9 }]) } as unknown as Reader;
      const answered: number[] = [];
      const reply = { status: (code: number) => answered.push(code) } as never;
      const half = new HealthController(reader, web.app.get(Database), config);
      expect((await half.show(reply)).checks.migrations).toBe('migration 0001-clinic-and-ledger has not finished');
      expect((await health.show(reply)).status).toBe('ok');
      expect(answered).toEqual([503, 200]);
    });

    test('names the data folder when it is gone, and the database once it does not answer', async () => {
      if (engine.dialect === 'mysql') {
        rmSync(config.dataDir, { recursive: true, force: true });
        const diskless = await ask();
        expect([diskless.statusCode, (diskless.json() as { checks: { disk: string } }).checks.disk]).toEqual([503, 'the data folder cannot be written']);
      } else if (process.getuid?.() !== 0) {
        chmodSync(config.dataDir, 0o500);
        expect((await ask()).statusCode).toBe(503);
        chmodSync(config.dataDir, 0o700);
      }
      await web.app.get(Database).close();
      const answer = await ask();
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ status: 'failing', checks: { database: 'the database did not answer' } });
      expect(answer.body).not.toMatch(/ER_|SQLITE|127\.0\.0\.1|root/);
    });
  });
});
