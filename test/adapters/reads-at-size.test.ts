import { runCheck } from '../../src/ledger/index.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql, Sql } from '../../src/platform/database/sql.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { PAGES_AT_SIZE, type PageIds } from '../support/pages-at-size.js';
import { clerkAt } from '../support/records.js';
import { load } from '../bench/loader.js';
import { rawTables } from '../bench/raw-tables.js';

const INVOICES = 10_000;
const MOST_STATEMENTS = 12;
/** Where some hundred rows lie, reading them all may be the shortest way. */
const FEW = 900;
/** Tables that grow with the clinic's years; the others are lists of a clinic's own making. */
const LARGE = ['invoices', 'invoice_lines', 'shares', 'transfers', 'adjustments', 'payments', 'allocations', 'payment_holdings', 'journals', 'entries', 'audit_acts', 'audit_entries', 'audit_act_locations', 'patients', 'patient_locations', 'coverages',
  'adjudications', 'adjudication_codes', 'payment_moves', 'deposits', 'deposit_items', 'reimbursements', 'communications', 'receipts', 'receipt_lines', 'documents', 'document_lines', 'mails', 'mail_tries', 'work_items', 'scans'];

eachEngine((engine) => {
  describe(`a clinic of ${INVOICES} invoices`, () => {
    let config: Config;
    let web: ClinicWeb;
    let who: string;
    let ids: PageIds;

    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const { maple, today } = web.clinic;
      who = web.signIn(clerkAt(maple), [{ id: maple, name: 'Maple Street' }]);
      const loaded = await load(config, web.run, web.clinic, INVOICES);
      ids = { ...loaded, locationId: maple, today, actor: 'system:test' };
    }, 300_000);
    afterAll(() => web.close());

    it('passes the ledger check, as the loader of the bench left it', async () => {
      const reader = web.app.get(Reader);
      expect(await reader.one(sql`SELECT COUNT(*) AS n FROM invoices`)).toEqual({ n: INVOICES });
      expect((await runCheck(reader)).violations.slice(0, 5)).toEqual([]);
    }, 300_000);

    it.each(PAGES_AT_SIZE)('$name takes few statements', async ({ path }) => {
      const { status, reads } = await web.get(who, path(ids));
      expect([path(ids), status, reads]).toEqual([path(ids), 200, Math.min(reads, MOST_STATEMENTS)]);
    }, 60_000);

    describe('with five times the patients', () => {
      beforeAll(() => copyPatients(config, [1, 2, 3, 4]));

      it('has them', async () => {
        expect(await web.app.get(Reader).one(sql`SELECT COUNT(*) AS n FROM patients`)).toEqual({ n: expect.toSatisfy((n: number) => n > 4_900) });
      });

      it.each(PAGES_AT_SIZE.filter(({ mayScan }) => !mayScan))('$name reads no large table from end to end', async ({ path }) => {
        const asked = await statementsOf(web, () => web.get(who, path(ids)));
        expect(asked.length).toBeGreaterThan(0);
        for (const statement of asked) expect([statement.text.replace(/\s+/g, ' ').slice(0, 300), await scannedBy(web, engine.dialect, statement)]).toEqual([expect.anything(), []]);
      }, 60_000);
    });
  });
});

/** People who only registered: more patients than a plan may read to show one of them. */
async function copyPatients(config: Config, copies: readonly number[]): Promise<void> {
  const raw = await rawTables(config);
  for (const nth of copies) {
    const copied = (id: string): string => `CONCAT('${nth}', SUBSTR(${id}, 2))`;
    await raw.run(`INSERT INTO patients (id, version, number, last_name, first_name, search_name, birth_date, phone, email, address, guarantor_id)
      SELECT ${copied('id')}, version, CONCAT('${nth}-', number), last_name, first_name, CONCAT(search_name, ' ${nth}'), birth_date, phone, email, address, ${copied('guarantor_id')} FROM patients WHERE id LIKE '0%' ORDER BY id`);
    await raw.run(`INSERT INTO patient_locations (id, patient_id, location_id) SELECT ${copied('id')}, ${copied('patient_id')}, location_id FROM patient_locations WHERE id LIKE '0%'`);
  }
  if (config.databaseUrl !== undefined) await raw.run('ANALYZE TABLE patients, patient_locations');
  await raw.close();
}

/** What a page sends to the database. */
async function statementsOf(web: ClinicWeb, work: () => Promise<unknown>): Promise<Sql[]> {
  const { engine } = web.database;
  const read = engine.read.bind(engine);
  const asked: Sql[] = [];
  engine.read = (text, values) => {
    asked.push(new Sql(text, values));
    return read(text, values);
  };
  await work();
  Reflect.deleteProperty(engine, 'read');
  return asked;
}

/** Large tables that the engine would read whole, row by row or along an index. */
async function scannedBy(web: ClinicWeb, dialect: 'sqlite' | 'mysql', { text, values }: Sql): Promise<string[]> {
  const aliases = new Map([...text.matchAll(/\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)/gi)].map(([, table, alias]) => [alias!.toLowerCase(), table!.toLowerCase()]));
  const isLarge = (alias: string): boolean => LARGE.includes(aliases.get(alias.toLowerCase()) ?? alias.toLowerCase());
  const limited = /\bLIMIT\s+\d+\s*$/i.test(text.trim());
  const explained = await web.app.get(Reader).all<Record<string, unknown>>(new Sql(`${dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN ' : 'EXPLAIN '}${text}`, values));
  if (dialect === 'sqlite') {
    const sorts = explained.some((step) => /TEMP B-TREE FOR ORDER BY/.test(String(step.detail)));
    return explained.flatMap((step) => {
      // At one location lies everything: a search by it alone is a scan as well.
      const [, alias, along] = /^SCAN (\w+)( USING)?/.exec(String(step.detail)) ?? /^SEARCH (\w+)( USING) INDEX \w+ \(location_id=\?\)$/.exec(String(step.detail)) ?? [];
      // Along an index in the order of the list, and only until the page is full.
      return alias === undefined || !isLarge(alias) || (along !== undefined && limited && !sorts) ? [] : [String(step.detail)];
    });
  }
  return explained.flatMap((step) => {
    const [alias, type, rows, extra] = [String(step.table), String(step.type), Number(step.rows), String(step.Extra)];
    const isWhole = type === 'ALL' || (type === 'index' && !(limited && !/filesort|temporary/.test(extra)));
    // All of a location, put in order before the first of it is shown.
    const isSorted = type === 'ref' && /filesort/.test(extra);
    return isLarge(alias) && (isWhole || isSorted) && rows > FEW ? [`${alias} ${type} ${rows} ${extra}`] : [];
  });
}
