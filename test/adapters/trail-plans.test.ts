import * as mysql2 from 'mysql2/promise';
import * as sqlite3 from '@appthreat/sqlite3';
import { ActsQueries } from '../../src/audit/adapters/acts.queries.js';
import { JournalsQueries } from '../../src/ledger/adapters/journals.queries.js';
import { actAs, type Actor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import type { Reader } from '../../src/platform/database/reader.js';
import { Sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { openBooks, type Books } from '../support/books.js';
import { eachEngine } from '../support/database.js';
import { person } from '../support/payment-clinic.js';

const ACTS = 10_000;

/** Rows by the raw driver: only their number and spread matter to a plan. */
async function fill(config: Config, sqlText: (from: number, to: number) => string[], total: number): Promise<void> {
  const run = config.databaseUrl === undefined ? await sqliteRunner(config.sqliteFile) : await mysqlRunner(config.databaseUrl);
  for (let from = 0; from < total; from += 1000) for (const text of sqlText(from, Math.min(total, from + 1000))) await run.text(text);
  if (config.databaseUrl !== undefined) await run.text('ANALYZE TABLE audit_acts, audit_act_locations, audit_entries, journals, entries');
  await run.close();
}

async function mysqlRunner(url: string) {
  const connection = await mysql2.createConnection(url);
  return { text: async (text: string) => void (await connection.query(text)), close: () => connection.end() };
}

async function sqliteRunner(file: string) {
  const database = new sqlite3.Database(file);
  const text = (statement: string): Promise<void> => new Promise((resolve, reject) => database.exec(statement, (error: Error | null) => (error ? reject(error) : resolve())));
  return { text, close: () => new Promise<void>((resolve) => database.close(() => resolve())) };
}

eachEngine((engine) => {
  describe('long lists are read along an index, a page at a time', () => {
    let books: Books;
    let asked: Sql[];
    let spied: Reader;

    beforeAll(async () => {
      const config = await engine.config();
      books = await openBooks(config);
      const { maple, riverside, today } = books.clinic;
      await fill(config, (from, to) => {
        const numbers = Array.from({ length: to - from }, (_, index) => from + index);
        const ids = numbers.map(() => newId());
        const journals = numbers.map(() => newId());
        const values = (rows: string[]): string => rows.join(', ');
        return [
          `INSERT INTO audit_acts (id, command, title, outcome, actor_kind, actor_id, actor_name, actor_role, address, session_ref, request_id, submission, entered_at) VALUES ${values(numbers.map((n, i) =>
            `('${ids[i]}', 'record-insurance-payment', 'Record', 'done', 'staff', '${n % 500 === 0 ? 'dana' : 'petra'}', 'P', 'R', '', '', '', '${ids[i]}', '${today} 10:00:00.000000')`))}`,
          `INSERT INTO audit_act_locations (act_id, location_id) VALUES ${values(numbers.map((n, i) => `('${ids[i]}', '${n % 10 === 0 ? riverside : maple}')`))}`,
          `INSERT INTO journals (id, version, number, act_id, cause, memo, source_type, source_id, posting_date, event_date) VALUES ${values(numbers.map((n, i) =>
            `('${journals[i]}', 1, ${n + 500_000}, '${ids[i]}', 'payment-recorded', 'm', 'payment', '${ids[i]}', '${today}', '${today}')`))}`,
          `INSERT INTO entries (id, journal_id, position, location_id, posting_date, account_code, amount_cents) VALUES ${values(numbers.flatMap((n, i) =>
            [1, -1].map((side) => `('${newId()}', '${journals[i]}', ${side === 1 ? 1 : 2}, '${n % 10 === 0 ? riverside : maple}', '${today}', '${side === 1 ? '1010' : '2110'}', ${side})`)))}`,
        ];
      }, ACTS);
      spied = {
        all: (query: Sql) => {
          asked.push(query);
          return books.reader.all(query);
        },
        one: (query: Sql) => books.reader.one(query),
      } as Reader;
    });
    afterAll(() => books.close());

    const supervisor = (): Actor => person('sue', ['audit.read', 'audit.own', 'patient.read', 'ledger.read'], [books.clinic.riverside]);
    const clerk = (): Actor => person('dana', ['audit.own', 'patient.read'], [books.clinic.maple]);
    const auditor = (): Actor => ({ ...person('helen', [], []), locations: () => 'all', granted: 'all' });

    /** What the engine says it does for the main table of the first query asked: which access, and whether it sorts. */
    async function planOf(work: () => Promise<unknown>, as: Actor): Promise<string> {
      asked = [];
      await actAs(as, work);
      const { text, values } = asked[0]!;
      const explain = engine.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN ' : 'EXPLAIN ';
      const steps = await books.reader.all<Record<string, unknown>>(new Sql(explain + text, values));
      return steps.map((step) => Object.values(step).join(' ')).join('\n');
    }
    /** Sorted, or gathered for the whole trail before the first row is shown. */
    const isSorted = /TEMP B-TREE FOR (?!DISTINCT)|filesort|temporary|MATERIALIZED/i;
    const scansAllOf = (alias: string): RegExp => new RegExp(`SCAN ${alias}(?! USING)|^\\d+ \\w+ ${alias} ALL`, 'im');

    it('the audit trail, for an auditor, a supervisor of one location, and a clerk who sees only their own', async () => {
      const list = (filter: object) => () => new ActsQueries(spied).list(filter);
      for (const actor of [auditor(), supervisor(), clerk()]) {
        const plan = await planOf(list({}), actor);
        expect(plan).not.toMatch(isSorted);
        expect(plan).not.toMatch(scansAllOf('[pqs]'));
      }
      expect(await planOf(list({ locationId: books.clinic.maple, before: newId() }), auditor())).not.toMatch(isSorted);
    });

    it('the journals of an account at one location', async () => {
      const scope = { locationIds: [books.clinic.riverside] };
      const plan = await planOf(() => new JournalsQueries(spied).list(scope, { account: '1010', before: newId() }), supervisor());
      expect(plan).not.toMatch(isSorted);
      expect(plan).not.toMatch(scansAllOf('s'));
    });
  });
});
