import * as sqlite3 from '@appthreat/sqlite3';
import { RecordInsurancePayment, ReversePayment } from '../../src/payments/index.js';
import { AddProvider } from '../../src/services/index.js';
import { Sql, sql } from '../../src/platform/database/sql.js';
import { migrationsFor } from '../../src/platform/database/migrate.js';
import { readProtection } from '../../src/platform/database/protection.js';
import { uniqueKeysOf } from '../../src/platform/database/unique-keys.js';
import { newId } from '../../src/platform/ids.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

const { appendOnly, facts, undeletable } = readProtection();

/** With the flush's own door, below every guard of the product: the database itself keeps what was posted. */
eachEngine((engine) => {
  let books: Books;
  let file: string;
  beforeAll(async () => {
    const config = await engine.config();
    file = config.sqliteFile;
    books = await openBooks(config);
    const { clinic, run } = books;
    await run(new AddProvider({ name: 'Ida Brandt, MD', npi: '1234567893' }));
    const { invoiceId } = await clinic.invoice(await clinic.patient());
    const row = { invoiceId, amountCents: 5_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45', adjustmentReason: '', toPatientCents: 1_000, toPatientReasonCode: 'PR-2' };
    const record = (reference: string) =>
      run<{ paymentId: string }>(new RecordInsurancePayment({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 5_000, reference, rows: [row] }));
    await run(new ReversePayment({ locationId: clinic.maple, paymentId: (await record('EFT 0')).paymentId, reason: 'Keyed twice' }));
    await record('EFT 1');
  });
  afterAll(() => books.close());

  async function attempt(text: string): Promise<unknown> {
    const transaction = await books.database.engine.begin();
    const outcome = await transaction.writing(() => transaction.write(text, [])).catch((error: Error) => error.message);
    await transaction.rollback(false);
    return outcome;
  }
  const count = async (table: string): Promise<number> => (await books.reader.one<{ n: number }>(new Sql(`SELECT COUNT(*) AS n FROM ${table}`, [])))!.n;

  /** What stops an UPDATE or DELETE on a table that this story leaves empty. */
  const guardOf = async (name: string): Promise<string> => {
    const definition = engine.dialect === 'sqlite' ? `SELECT sql AS text FROM sqlite_master WHERE type = 'trigger' AND name = '${name}'` : `SELECT action_statement AS text FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = '${name}'`;
    return (await books.reader.one<{ text: string }>(new Sql(definition, [])))?.text ?? 'no trigger';
  };

  it.each(appendOnly)('%s takes neither UPDATE nor DELETE', async (table) => {
    if ((await count(table)) === 0) {
      expect(await guardOf(`keep_${table}`)).toContain('is append-only');
      expect(await guardOf(`stay_${table}`)).toContain('keeps every row');
      return;
    }
    const column = table === 'audit_act_locations' ? 'location_id' : 'id';
    expect(await attempt(`UPDATE ${table} SET ${column} = ${column}`)).toMatch(/append-only/);
    expect(await attempt(`DELETE FROM ${table}`)).toMatch(/keeps every row/);
  });

  it.each(undeletable.filter((table) => !['invoice_drafts'].includes(table)))('%s keeps every row', async (table) => {
    if ((await count(table)) > 0) expect(await attempt(`DELETE FROM ${table}`)).toMatch(/keeps every row/);
  });

  it.each(Object.entries(facts).flatMap(([table, columns]) => columns.map((column) => [table, column])))('%s.%s is a fact and stays', async (table, column) => {
    if ((await count(table)) === 0) {
      expect(await guardOf(`fact_${table}`)).toMatch(new RegExp(`NEW\\.${column}\\b.* OLD\\.${column}\\b`, 's'));
      return;
    }
    const isNull = await books.reader.one<{ value: unknown }>(new Sql(`SELECT ${column} AS value FROM ${table} LIMIT 1`, []));
    const changed = typeof isNull!.value === 'number' ? `${column} + 1` : /date|_on$/.test(column) ? "'2001-01-01'" : "'X'";
    expect(await attempt(`UPDATE ${table} SET ${column} = ${changed}`)).toMatch(/a posted fact of/);
  });

  it('a state column of a posted record does change', async () => {
    expect(await attempt(`UPDATE payments SET deposit_date = '2026-11-25'`)).toBe(await count('payments'));
  });

  if (engine.dialect === 'sqlite') {
    it('INSERT OR REPLACE cannot slip a row out', async () => {
      const row = await books.reader.one<{ id: string }>(sql`SELECT id FROM entries ORDER BY id ${sql`LIMIT 1`}`);
      expect(await attempt(`INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = '${row!.id}'`)).toMatch(/UNIQUE constraint failed/);
    });

    // These books know no staff.
    const kept = uniqueKeysOf(migrationsFor('sqlite').flatMap(({ statements }) => statements)).filter(({ table }) => table !== 'staff' && [...appendOnly, ...undeletable].includes(table));

    it.each(kept.map(({ table, columns, name }) => [table, columns, name] as const))('nor on another unique key, by a tool that knows nothing of the product: %s (%s)', async (table, columns, name) => {
      const before = await books.reader.all(new Sql(`SELECT * FROM ${table} ORDER BY id`, []));
      if (!before.some((each) => columns.every((column) => (each as Record<string, unknown>)[column] !== null))) {
        const key = columns.map((column) => `${column} = NEW.${column}`).join(' AND ');
        expect(await guardOf(`once_${name}`)).toContain(`BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key})`);
        return;
      }
      const names = Object.keys(before[0] as object);
      const filled = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
      const values = names.map((name) => (name === 'id' ? `'${newId()}'` : name)).join(', ');
      expect(await byHand(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) SELECT ${values} FROM ${table} WHERE ${filled} LIMIT 1`)).toMatch(/UNIQUE constraint failed/);
      expect(await books.reader.all(new Sql(`SELECT * FROM ${table} ORDER BY id`, []))).toEqual(before);
    });
  }

  /** As from the sqlite3 shell: a connection of its own, without the product's pragmas. @returns the error, if any */
  async function byHand(text: string): Promise<string | undefined> {
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(file, (error: Error | null) => (error ? reject(error) : resolve(opened)));
    });
    const outcome = await new Promise<string | undefined>((resolve) => database.run(text, (error: Error | null) => resolve(error?.message)));
    await new Promise<void>((resolve) => database.close(() => resolve()));
    return outcome;
  }
});
