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
    clerks = Array.from({ length: CLERKS }, () => new Clerk(product.address, 1));
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
    const answers = (await Promise.all(clerks.map(async (clerk, who) => {
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

  it('many clients allocating one payment never use more than it holds', async () => {
    const invoiceId = workload.invoices[0]![1]!;
    const received = await clerks[0]!.post('/payments', {
      locationId: workload.locationId, payerId: workload.payerId, kind: 'insurance', method: 'insurance-eft', reference: 'ONE', amountCents: '10.00', remainderKind: 'to-allocate',
    });
    expect(received.status).toBe(200);
    const { id } = (await read<{ id: string }>(sql`SELECT id FROM payments WHERE reference = ${'ONE'}`))!;
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
    const answers = await Promise.all(clerks.map(allocate));
    expect([statuses(answers, 200), statuses(answers, 422)]).toEqual([10, CLERKS - 10]);
    expect(await read(sql`SELECT unapplied_cents AS unapplied, allocated_cents AS allocated FROM payments WHERE id = ${id}`)).toEqual({ unapplied: 0, allocated: 1_000 });
    await booksHold();
  }, 120_000);
});
