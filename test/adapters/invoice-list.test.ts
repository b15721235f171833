import { InvoiceListQueries } from '../../src/invoices/adapters/invoice-list.queries.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Sql, sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

/** Hands the query on as EXPLAIN, to see how the engine means to find the page. */
class Explaining {
  readonly plans: string[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly explain: string,
  ) {}

  async all<T>(query: Sql): Promise<T[]> {
    const rows = await this.reader.all<object>(new Sql(`${this.explain} ${query.text}`, query.values));
    this.plans.push(JSON.stringify(rows));
    return [];
  }
}

eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  it('a page of one location is read off that location’s index, newest first, without sorting', async () => {
    const patientId = await books.clinic.patient();
    for (let nth = 0; nth < 5; nth += 1) await books.clinic.invoice(patientId);
    const explaining = new Explaining(books.reader, engine.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN');
    const list = new InvoiceListQueries(explaining as unknown as Reader);
    await list.invoices({ locationIds: [books.clinic.maple] }, { locationId: books.clinic.maple, state: 'open', before: newId() });
    expect(explaining.plans[0]).toMatch(/ix_invoices_(?:location|state)/);
    expect(explaining.plans[0]).not.toMatch(/filesort|TEMP B-TREE/);
  });

  it('shows what each party still owes, only at the caller’s locations', async () => {
    const { clinic } = books;
    const patientId = await clinic.patient();
    const here = await clinic.invoice(patientId, { insurerCents: 7_000 });
    await clinic.invoice(await clinic.patient({ locationId: clinic.riverside }), { locationId: clinic.riverside });
    const list = books.module.get(InvoiceListQueries, { strict: false });
    const { items } = await list.invoices({ locationIds: [clinic.maple] }, {});
    expect(items[0]).toMatchObject({ number: here.number, insurerOpenCents: 7_000, patientOpenCents: 3_000, otherOpenCents: 0, openCents: 10_000 });
    expect(new Set(items.map((item) => item.locationName))).toEqual(new Set(['Maple Street']));
    expect((await list.invoices({ locationIds: 'all' }, {})).items.map((item) => item.locationName)).toContain('Riverside');
    expect((await list.invoices({ locationIds: [clinic.maple] }, { locationId: clinic.riverside })).items).toEqual([]);
    expect((await list.drafts({ locationIds: [] }, {})).items).toEqual([]);
    expect(await books.reader.all(sql`SELECT 1 AS one FROM invoice_drafts WHERE state = 'draft'`)).toEqual([]);
  });
});
