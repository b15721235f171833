import { AppModule } from '../../src/app.module.js';
import { Database } from '../../src/platform/database/database.js';
import { migrationsFor } from '../../src/platform/database/migrate.js';
import type { Config } from '../../src/platform/config.js';
import { eachEngine } from '../support/database.js';
import { rawConnection } from '../support/raw-connection.js';

describe('a database that an earlier version made', () => {
  beforeAll(() => expect(AppModule).toBeDefined());

  eachEngine((engine) => {
    let config: Config;
    const start = async (): Promise<void> => (await Database.open(config)).close();
    const inDatabase = async (...statements: string[]): Promise<void> => {
      const connection = await rawConnection(config);
      for (const statement of statements) await connection.run(statement);
      await connection.close();
    };
    beforeAll(async () => {
      config = await engine.config();
      await start();
    });

    it('gets the protection of today in place of its own', async () => {
      const protection = migrationsFor(engine.dialect).at(-1)!.name;
      await inDatabase('DROP TRIGGER keep_entries', `UPDATE schema_migrations SET name = 'protection-of-before' WHERE name = '${protection}'`);
      await start();
      const connection = await rawConnection(config);
      const triggers = await connection.all(engine.dialect === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'trigger'" : 'SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()');
      await connection.close();
      expect(triggers.map(({ name }) => name)).toContain('keep_entries');
    });

    it('goes on where a migration was interrupted, at a column or an index that is there already', async () => {
      const [first] = migrationsFor(engine.dialect);
      await inDatabase(`UPDATE schema_migrations SET statements_done = ${first!.statements.length - 3} WHERE name = '${first!.name}'`);
      await expect(start()).resolves.toBeUndefined();
    });
  });
});
