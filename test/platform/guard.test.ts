import { QueryTypes, type QueryInterface } from 'sequelize';
import { Commands } from '../../src/platform/commands.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { isRead } from '../../src/platform/database/guard.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Sql, sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { OutsideTrail } from '../../src/platform/outside-trail.js';
import { eachEngine } from '../support/database.js';
import { BadgeRow, DoInCommand, MakeBadge, openHeart } from '../support/toy.js';

type AnyFunction = (...args: unknown[]) => unknown;
const row = () => ({ id: newId(), version: 1, userName: newId(), displayName: 'Sneaked in', state: 'active' });
const insertText = () => `INSERT INTO staff (id, version, user_name, display_name, state) VALUES ('${newId()}', 1, '${newId()}', 'Sneaked in', 'active')`;

/** Statements that change something however they are dressed up. */
const TEXTS: Record<string, () => string> = {
  insert: insertText,
  update: () => "UPDATE staff SET display_name = 'Sneaked in'",
  delete: () => 'DELETE FROM staff',
  replace: () => insertText().replace('INSERT', 'REPLACE'),
  'insert from select': () => "INSERT INTO staff (id, version, user_name, display_name, state) SELECT 'x', 1, 'x', 'Sneaked in', 'active'",
  'lower case and blanks': () => `\n\t ${insertText().toLowerCase()}`,
  'behind a comment': () => `/* a read */ ${insertText()}`,
  'behind a line comment': () => `-- a read\n${insertText()}`,
  'with … delete': () => 'WITH x AS (SELECT 1) DELETE FROM staff',
  'after a read': () => 'SELECT 1; DELETE FROM staff',
  'create table': () => 'CREATE TABLE sneaked (a INTEGER)',
  'drop table': () => 'DROP TABLE staff',
  'alter table': () => 'ALTER TABLE staff ADD COLUMN sneaked INTEGER',
  'drop trigger': () => 'DROP TRIGGER keep_entries',
  begin: () => 'BEGIN',
  commit: () => 'COMMIT',
  pragma: () => 'PRAGMA query_only = OFF',
  set: () => 'SET SESSION TRANSACTION READ WRITE',
  call: () => 'CALL anything()',
  truncate: () => 'TRUNCATE TABLE staff',
  'load data': () => "LOAD DATA INFILE '/etc/passwd' INTO TABLE staff",
  'into outfile': () => "SELECT 1 INTO OUTFILE '/tmp/ledgerline-sneaked'",
};

/** On SQLite Sequelize drops a text that begins with a line comment without sending it. */
const IGNORED_BY_SEQUELIZE = 'behind a line comment';

/** Sequelize's own ways. */
const MODEL_WAYS: Record<string, () => Promise<unknown>> = {
  create: () => BadgeRow.create(row()),
  'create without hooks': () => BadgeRow.create(row(), { hooks: false }),
  bulkCreate: () => BadgeRow.bulkCreate([row(), row()]),
  save: () => BadgeRow.build(row()).save(),
  upsert: () => BadgeRow.upsert(row()),
  findOrCreate: () => BadgeRow.findOrCreate({ where: { id: newId() }, defaults: row() }),
  findCreateFind: () => BadgeRow.findCreateFind({ where: { id: newId() }, defaults: row() }),
  update: () => BadgeRow.update({ displayName: 'Sneaked in' }, { where: {} }),
  increment: () => BadgeRow.increment('version', { where: {} }),
  decrement: () => BadgeRow.decrement('version', { where: {} }),
  destroy: () => BadgeRow.destroy({ where: {} }),
  truncate: () => BadgeRow.truncate(),
  drop: () => BadgeRow.drop(),
  'instance update': async () => (await BadgeRow.findOne())!.update({ displayName: 'Sneaked in' }),
  'instance increment': async () => (await BadgeRow.findOne())!.increment('version'),
  'instance destroy': async () => (await BadgeRow.findOne())!.destroy(),
};

eachEngine((engine) => {
  let heart: Awaited<ReturnType<typeof openHeart>>;
  let database: Database;
  let reader: Reader;

  beforeAll(async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    heart = await openHeart(await engine.config());
    [database, reader] = [heart.get(Database), heart.get(Reader)];
    await actAs(systemActor('system:test'), () => heart.get(Commands).execute(new MakeBadge(newId(), 'the only one')));
  });
  afterAll(async () => {
    await heart.close();
    await database.close();
  });

  const table = () => reader.all(sql`SELECT id, version AS version, user_name AS userName, display_name AS displayName FROM staff ORDER BY id`);
  const queryInterface = (): QueryInterface => database.engine.sequelize.getQueryInterface();

  const interfaceWays: Record<string, () => Promise<unknown>> = {
    bulkInsert: () => queryInterface().bulkInsert('staff', [{ id: newId(), version: 1, user_name: newId(), display_name: 'x', state: 'active' }]),
    bulkUpdate: () => queryInterface().bulkUpdate('staff', { display_name: 'x' }, {}),
    bulkDelete: () => queryInterface().bulkDelete('staff', {}),
    createTable: () => queryInterface().createTable('sneaked', {}),
    dropTable: () => queryInterface().dropTable('staff'),
    addColumn: () => queryInterface().addColumn('staff', 'sneaked', { type: 'INTEGER' }),
    'sequelize.transaction': () => database.engine.sequelize.transaction(async (transaction) => BadgeRow.create(row(), { transaction })),
    'sequelize.sync': () => database.engine.sequelize.sync({ force: true }),
  };
  const rawWays = Object.fromEntries(Object.entries(TEXTS).filter(([name]) => name !== IGNORED_BY_SEQUELIZE).map(([name, text]) => [`raw ${name}`, () => database.engine.sequelize.query(text(), { type: QueryTypes.RAW })]));

  async function onConnection(method: string, text: string): Promise<unknown> {
    const connection = (await database.engine.sequelize.connectionManager.getConnection({ type: 'write' } as never)) as unknown as Record<string, AnyFunction>;
    try {
      return await new Promise((resolve, reject) => connection[method]!(text, (error: unknown, result: unknown) => (error ? reject(error) : resolve(result))));
    } finally {
      database.engine.sequelize.connectionManager.releaseConnection(connection as never);
    }
  }
  const methods = engine.dialect === 'mysql' ? ['query', 'execute', 'prepare'] : ['run', 'all', 'get', 'each', 'exec', 'prepare'];
  const driverWays = Object.fromEntries(methods.flatMap((method) => ['insert', 'update', 'delete'].map((name) => [`driver ${method} ${name}`, () => onConnection(method, TEXTS[name]!())])));
  const readerWays: Record<string, () => Promise<unknown>> = { 'through the reader': () => reader.all(new Sql(insertText(), [])), 'outside the trail': () => heart.get(OutsideTrail).run(new Sql(insertText(), [])) };

  const ways = Object.entries({ ...MODEL_WAYS, ...interfaceWays, ...rawWays, ...driverWays, ...readerWays });

  it('knows at least 33 ways of writing', () => expect(ways.length).toBeGreaterThanOrEqual(33));

  describe.each(ways)('%s', (_, attempt) => {
    it('is refused outside a command', async () => {
      const before = await table();
      await expect(attempt()).rejects.toThrow();
      expect(await table()).toEqual(before);
    });

    it('is refused inside a command, which then leaves nothing', async () => {
      const before = await table();
      const command = actAs(systemActor('system:test'), () => heart.get(Commands).execute(new DoInCommand(() => attempt())));
      await expect(command).rejects.toThrow();
      expect(await table()).toEqual(before);
    });

    it('is refused in a branch that outlives its command', async () => {
      const before = await table();
      let late: Promise<unknown> | undefined;
      await actAs(systemActor('system:test'), () =>
        heart.get(Commands).execute(new DoInCommand(async () => void (late = new Promise((resolve) => setTimeout(resolve, 15)).then(() => attempt())).catch(() => undefined))),
      );
      await expect(late).rejects.toThrow();
      expect(await table()).toEqual(before);
    });
  });

  it('the engine itself refuses a write on a connection that is only for reading', async () => {
    await expect(database.engine.read(insertText(), [])).rejects.toThrow(/read.?only|readonly|READ ONLY/i);
  });

  if (engine.dialect === 'sqlite') {
    it('the one writer is shut again behind each writing, though its transaction is still open', async () => {
      const transaction = await database.engine.begin();
      await transaction.writing(() => Promise.resolve());
      await expect(transaction.select(insertText(), [])).rejects.toThrow(/readonly/i);
      await transaction.rollback(false);
    });
  }

  it.each(['transfers', 'adjustments', 'allocations', 'journals', 'entries', 'audit_acts', 'audit_entries'])('%s can neither be changed nor removed, even by the flush’s own door', async (name) => {
    const rows = await reader.all<Record<string, unknown>>(new Sql(`SELECT * FROM ${name}`, []));
    const statements = [`UPDATE ${name} SET id = id`, `DELETE FROM ${name}`];
    for (const text of statements) {
      const transaction = await database.engine.begin();
      const attempt = transaction.writing(() => transaction.write(text, []));
      if (rows.length > 0) await expect(attempt).rejects.toThrow(/append-only|keeps every row/);
      else expect(await attempt).toBe(0);
      await transaction.rollback(false);
    }
  });
});

describe('what counts as a read', () => {
  it.each([
    'SELECT 1', '  select * from staff for update', 'SHOW TABLES', 'EXPLAIN SELECT 1', 'WITH x AS (SELECT 1) SELECT * FROM x FOR UPDATE', 'PRAGMA table_info(staff)', 'SELECT 1;',
  ])('%s is one', (text) => expect(isRead(text)).toBe(true));
  it.each(Object.entries(TEXTS))('%s is none', (_, text) => expect(isRead(text())).toBe(false));
});
