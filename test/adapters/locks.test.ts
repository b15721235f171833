import { AddDraftLine, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import type { Engine } from '../../src/platform/database/engine.js';
import { sql } from '../../src/platform/database/sql.js';
import { type Books, openBooks } from '../support/books.js';
import { hasMariadb, newDatabase } from '../support/database.js';

/** Holds the next transaction just before its COMMIT, with every lock it has taken. */
function holdNextCommit(engine: Engine): { reached: Promise<void>; letGo: () => void } {
  const begin = engine.begin.bind(engine);
  let letGo!: () => void;
  let arrive!: () => void;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  engine.begin = async () => {
    engine.begin = begin;
    const inner = await begin();
    return Object.assign(Object.create(inner) as typeof inner, {
      select: inner.select.bind(inner), write: inner.write.bind(inner), writing: inner.writing.bind(inner), rollback: inner.rollback.bind(inner),
      commit: async () => {
        arrive();
        await gate;
        return inner.commit();
      },
    });
  };
  return { reached, letGo };
}

(hasMariadb ? describe : describe.skip)('locks on MariaDB', () => {
  let books: Books;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await newDatabase('mysql');
    drop = database.drop;
    books = await openBooks(database.config);
  });
  afterAll(async () => {
    await books.close();
    await drop();
  });

  const pay = (invoiceId: string, reference: string): Promise<unknown> =>
    books.run(
      new RecordInsurancePayment({
        locationId: books.clinic.maple, payerId: books.clinic.harborlight, method: 'insurance-eft', amountCents: 5_000, reference,
        rows: [{ invoiceId, amountCents: 5_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }],
      }),
    );
  /** Of this database: others on the same server have locks of their own. */
  const waiting = async (): Promise<number> =>
    (await books.reader.one<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM information_schema.innodb_lock_waits w JOIN information_schema.innodb_trx t ON t.trx_id = w.requesting_trx_id
      JOIN information_schema.processlist c ON c.id = t.trx_mysql_thread_id WHERE c.db = DATABASE()`))!.n;

  it('two clerks posting to different invoices of one insurer, patient and day never wait for each other', async () => {
    const patientId = await books.clinic.patient();
    const [first, second] = [await books.clinic.invoice(patientId), await books.clinic.invoice(patientId)];
    const hold = holdNextCommit(books.database.engine);
    const held = pay(first.invoiceId, 'EFT 1');
    await hold.reached;
    await pay(second.invoiceId, 'EFT 2');
    expect(await waiting()).toBe(0);
    hold.letGo();
    await held;
  });

  it('two clerks posting to the same invoice do wait', async () => {
    const { invoiceId } = await books.clinic.invoice(await books.clinic.patient());
    const hold = holdNextCommit(books.database.engine);
    const held = pay(invoiceId, 'EFT 3');
    await hold.reached;
    const second = pay(invoiceId, 'EFT 4');
    await until(async () => (await waiting()) > 0);
    hold.letGo();
    await Promise.all([held, second]);
  });

  it('finalizing waits for nothing but the number, and takes that lock last', async () => {
    const { clinic, run } = books;
    const draft = async (): Promise<string> => {
      const patientId = await clinic.patient({ covered: false });
      const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId: clinic.maple, patientId }));
      await run(new AddDraftLine({ locationId: clinic.maple, draftId, serviceId: clinic.visit, quantity: 1, serviceDate: clinic.today }));
      return draftId;
    };
    const [first, second] = [await draft(), await draft()];
    const { invoiceId } = await clinic.invoice(await clinic.patient());
    const hold = holdNextCommit(books.database.engine);
    const held = run<{ number: string }>(new FinalizeInvoice({ locationId: clinic.maple, draftId: first }));
    await hold.reached;
    await pay(invoiceId, 'EFT 5');
    const next = run<{ number: string }>(new FinalizeInvoice({ locationId: clinic.maple, draftId: second }));
    await until(async () => (await waiting()) > 0);
    const table = await books.reader.all<{ name: string }>(sql`SELECT DISTINCT lock_table AS name FROM information_schema.innodb_locks WHERE lock_table LIKE CONCAT(CHAR(96), DATABASE(), CHAR(96), '.%')`);
    expect(table.map(({ name }) => name.replaceAll('`', '').split('.')[1])).toEqual(['series']);
    hold.letGo();
    const [one, two] = await Promise.all([held, next]);
    expect(Number(two.number.split('-')[1]) - Number(one.number.split('-')[1])).toBe(1);
  });
});

/** InnoDB refreshes what it tells of locks only when it was not asked for a tenth of a second: an earlier look answers with the locks of the test before. */
const BETWEEN_LOOKS_MS = 150;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    if (await holds()) return;
  }
  throw new Error('it never happened');
}
