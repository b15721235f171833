import { runCheck } from '../../src/ledger/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { Clerk } from '../bench/clerk.js';
import { CLERK, prepare, type Workload } from '../bench/posting-setup.js';
import { eachEngine } from '../support/database.js';
import { openProduct, type Product } from '../support/product.js';
import { isLong } from './budgets.js';

const CLERKS = 30;
const EACH = isLong ? 20 : 4;
/** How many allocate one payment at the same time. */
const CROWDS = isLong ? [2, 4, 8, 16, 32, 64] : [2, 12, 64];
const DUE_CENTS = 10_000;

/** Through HTTP with session, permission and token: whoever comes first is served, the others hear why, and the sums are exact. */
eachEngine((engine) => {
  let product: Product;
  let workload: Workload;
  let clerks: Clerk[];
  beforeAll(async () => {
    const config = await engine.config();
    workload = await prepare(config, 1, 2);
    product = await openProduct(config);
    clerks = Array.from({ length: Math.max(CLERKS, ...CROWDS) }, () => new Clerk(product.address, 1));
    for (const clerk of clerks) await clerk.signIn(CLERK.userName, CLERK.password);
  }, 120_000);
  afterAll(async () => {
    for (const clerk of clerks) clerk.close();
    await product.close();
  });

  const read = <T>(query: Parameters<Reader['one']>[0]): Promise<T | undefined> => product.app.get(Reader).one<T>(query);
  const booksHold = async (): Promise<void> => {
    expect((await runCheck(product.app.get(Reader))).violations).toEqual([]);
    expect(product.database.engine.inUse()).toBe(0);
  };
  const statuses = (answers: { status: number }[], status: number): number => answers.filter((answer) => answer.status === status).length;

  it(`${CLERKS} clerks × ${EACH} payments on one invoice fill it to the cent`, async () => {
    const invoiceId = workload.invoices[0]![0]!;
    const cents = DUE_CENTS / 100;
    const post = (clerk: Clerk, nth: string) =>
      clerk.post('/payments', {
        locationId: workload.locationId, payerId: workload.payerId, kind: 'insurance', method: 'insurance-eft', reference: `C ${nth}`,
        amountCents: (cents / 100).toString(), 'rows[0][invoiceId]': invoiceId, 'rows[0][amountCents]': (cents / 100).toString(),
      });
    const answers = (await Promise.all(clerks.slice(0, CLERKS).map(async (clerk, who) => {
      const own = [];
      for (let nth = 0; nth < EACH; nth += 1) own.push(await post(clerk, `${who}-${nth}`));
      return own;
    }))).flat();
    const open = await read<{ open: number }>(sql`SELECT open_cents AS open FROM invoices WHERE id = ${invoiceId}`);
    const taken = Math.min(CLERKS * EACH, DUE_CENTS / cents);
    expect([statuses(answers, 200), statuses(answers, 422)]).toEqual([taken, CLERKS * EACH - taken]);
    expect(open).toEqual({ open: DUE_CENTS - taken * cents });
    for (const { body } of answers.filter(({ status }) => status === 422)) expect(body).toMatch(/owes|due|nothing/i);
    await booksHold();
  }, 300_000);

  it.each(CROWDS)('%i clients allocating one payment never use more than it holds', async (crowd) => {
    const invoiceId = workload.invoices[0]![1]!;
    const enough = crowd / 2;
    const reference = `ONE FOR ${crowd}`;
    const received = await clerks[0]!.post('/payments', {
      locationId: workload.locationId, payerId: workload.payerId, kind: 'insurance', method: 'insurance-eft', reference, amountCents: enough.toFixed(2), remainderKind: 'to-allocate',
    });
    expect(received.status).toBe(200);
    const { id } = (await read<{ id: string }>(sql`SELECT id FROM payments WHERE reference = ${reference}`))!;
    const version = async (): Promise<string> => String((await read<{ version: number }>(sql`SELECT version FROM payments WHERE id = ${id}`))!.version);
    /** As a person does: the page says that somebody was faster, so look again and press again. */
    const allocate = async (clerk: Clerk): Promise<{ status: number; body: string }> => {
      for (;;) {
        const fields = { locationId: workload.locationId, version: await version(), 'rows[0][invoiceId]': invoiceId, 'rows[0][amountCents]': '1.00' };
        const answer = await clerk.post(`/payments/${id}/allocations`, fields);
        if (answer.status !== 409) return answer;
        expect(answer.body).toMatch(/changed this at/);
      }
    };
    const answers = await Promise.all(clerks.slice(0, crowd).map(allocate));
    expect([statuses(answers, 200), statuses(answers, 422)]).toEqual([enough, crowd - enough]);
    for (const { body } of answers.filter(({ status }) => status === 422)) expect(body).toMatch(/has nothing unapplied any more|unapplied, the rows come to/);
    expect(await read(sql`SELECT unapplied_cents AS unapplied, allocated_cents AS allocated FROM payments WHERE id = ${id}`)).toEqual({ unapplied: 0, allocated: enough * 100 });
    await booksHold();
  }, 300_000);
});
