import { RecordInsurancePayment } from '../../src/payments/index.js';
import { Sql, sql } from '../../src/platform/database/sql.js';
import { readProtection } from '../../src/platform/database/protection.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

const { appendOnly, facts, undeletable } = readProtection();

/** With the flush's own door, below every guard of the product: the database itself keeps what was posted. */
eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
    const { clinic, run } = books;
    const { invoiceId } = await clinic.invoice(await clinic.patient());
    const row = { invoiceId, amountCents: 5_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45', adjustmentReason: '', toPatientCents: 1_000, toPatientReasonCode: 'PR-2' };
    await run(new RecordInsurancePayment({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 5_000, reference: 'EFT 1', rows: [row] }));
  });
  afterAll(() => books.close());

  async function attempt(text: string): Promise<unknown> {
    const transaction = await books.database.engine.begin();
    const outcome = await transaction.writing(() => transaction.write(text, [])).catch((error: Error) => error.message);
    await transaction.rollback(false);
    return outcome;
  }
  const count = async (table: string): Promise<number> => (await books.reader.one<{ n: number }>(new Sql(`SELECT COUNT(*) AS n FROM ${table}`, [])))!.n;

  it.each(appendOnly)('%s takes neither UPDATE nor DELETE', async (table) => {
    expect(await count(table)).toBeGreaterThan(0);
    const column = table === 'audit_act_locations' ? 'location_id' : 'id';
    expect(await attempt(`UPDATE ${table} SET ${column} = ${column}`)).toMatch(/append-only/);
    expect(await attempt(`DELETE FROM ${table}`)).toMatch(/keeps every row/);
  });

  it.each(undeletable.filter((table) => !['invoice_drafts'].includes(table)))('%s keeps every row', async (table) => {
    if ((await count(table)) > 0) expect(await attempt(`DELETE FROM ${table}`)).toMatch(/keeps every row/);
  });

  it.each(Object.entries(facts).flatMap(([table, columns]) => columns.map((column) => [table, column])))('%s.%s is a fact and stays', async (table, column) => {
    const isNull = await books.reader.one<{ value: unknown }>(new Sql(`SELECT ${column} AS value FROM ${table} LIMIT 1`, []));
    const changed = typeof isNull!.value === 'number' ? `${column} + 1` : /date|_on$/.test(column) ? "'2001-01-01'" : "'X'";
    expect(await attempt(`UPDATE ${table} SET ${column} = ${changed}`)).toMatch(/a posted fact of/);
  });

  it('a state column of a posted record does change', async () => {
    expect(await attempt(`UPDATE payments SET deposit_date = '2026-11-25'`)).toBe(1);
  });

  if (engine.dialect === 'sqlite') {
    it('INSERT OR REPLACE cannot slip a row out', async () => {
      const row = await books.reader.one<{ id: string }>(sql`SELECT id FROM entries ORDER BY id ${sql`LIMIT 1`}`);
      expect(await attempt(`INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = '${row!.id}'`)).toMatch(/UNIQUE constraint failed/);
    });
  }
});
