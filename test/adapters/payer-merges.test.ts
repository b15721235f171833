import { replay } from '../../src/audit/replay.js';
import { AddPayer, EditPayer, MergePayers, PayersQueries, UndoPayerMerge } from '../../src/insurers/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { AddCoverage } from '../../src/patients/index.js';
import { AllocatePayment, RecordInsurancePayment, ReversePayment, type PaymentRow } from '../../src/payments/index.js';
import type { Actor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import { sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person, PaymentClinic } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';
import { refusalOf } from '../support/records.js';

const reason = 'Entered twice';

eachEngine((engine) => {
  let config: Config;
  let clinic: PaymentClinic;
  let dana: Actor;
  let payers: PayersQueries;
  let nth = 0;

  beforeAll(async () => {
    config = await engine.config();
    clinic = await PaymentClinic.open(config);
    dana = person('dana', CLERK, [clinic.maple]);
    payers = clinic.app.get(PayersQueries);
  });
  afterAll(async () => {
    expect(await runCheck(clinic.reader)).toMatchObject({ holds: true, violations: [] });
    expect((await replay(clinic.reader, config.dataDir)).differences).toEqual([]);
    await clinic.close();
  });

  const versionOf = async (payerId: string): Promise<number> => (await payers.details(payerId))!.version;
  const add = async (kind = 'insurer'): Promise<string> => (await clinic.system<{ payerId: string }>(new AddPayer({ name: `Duplicate ${(nth += 1)}`, kind }))).payerId;
  const merge = async (payerId: string, intoId: string): Promise<unknown> => clinic.system(new MergePayers({ payerId, version: await versionOf(payerId), intoId, reason }));
  const undo = async (payerId: string): Promise<unknown> => clinic.system(new UndoPayerMerge({ payerId, version: await versionOf(payerId), reason }));
  const pay = async (payerId: string, rows: PaymentRow[], over: Partial<RecordInsurancePayment> = {}): Promise<string> => {
    const amountCents = rows.reduce((sum, each) => sum + each.amountCents, 0);
    const command = new RecordInsurancePayment({ locationId: clinic.maple, payerId, method: 'insurance-eft', amountCents, reference: `M ${(nth += 1)}`, rows, ...over });
    return (await clinic.as<{ paymentId: string }>(dana, command)).paymentId;
  };
  const rootOf = async (payerId: string): Promise<string> => (await payers.get(payerId))!.rootId;

  test('an invoice of a merged payer is paid by the root’s payment; undone, everything still adds up and can be taken back', async () => {
    const twin = await add();
    const root = await add();
    const { invoiceId } = await clinic.invoice([[10_000, 8_000]], { insurer: twin });
    expect(await refusalOf(pay(root, [row(invoiceId, 5_000)]))).toContain('has no share of this insurer');
    await merge(twin, root);
    const paymentId = await pay(root, [row(invoiceId, 5_000)], { amountCents: 6_000, remainderKind: 'to-allocate' });
    expect(await clinic.open(invoiceId)).toEqual([3_000, 2_000, 0]);
    await undo(twin);
    expect((await runCheck(clinic.reader)).violations).toEqual([]);
    const allocate = (): Promise<unknown> => clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(invoiceId, 1_000)] }));
    expect(await refusalOf(allocate())).toContain('has no share of this insurer');
    await clinic.as(person('petra', [...CLERK, 'payment.reverse-any'], [clinic.maple]), new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Wrong payer' }));
    expect(await clinic.open(invoiceId)).toEqual([8_000, 2_000, 0]);
  });

  test('a payment recorded before the merge pays the root’s invoices as well', async () => {
    const [twin, root] = [await add(), await add()];
    const paymentId = await pay(twin, [], { amountCents: 4_000, remainderKind: 'to-allocate' });
    const { invoiceId } = await clinic.invoice([[4_000, 4_000]], { insurer: root });
    await merge(twin, root);
    await clinic.as(dana, new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(invoiceId, 4_000)] }));
    expect(await clinic.open(invoiceId)).toEqual([0, 0, 0]);
  });

  test('a number recorded for the duplicate is a duplicate for the root, and may be used again with a reason', async () => {
    const [twin, root] = [await add(), await add()];
    await pay(twin, [], { amountCents: 1_000, reference: 'CHK 7001', remainderKind: 'to-allocate' });
    await merge(twin, root);
    const again = (over = {}): Promise<string> => pay(root, [], { amountCents: 1_000, reference: 'chk-7001', remainderKind: 'to-allocate', ...over });
    expect(await refusalOf(again())).toContain('CHK 7001');
    expect(await clinic.payment(await again({ duplicateReason: 'Two checks of one day' }))).toMatchObject({ duplicateOrdinal: 1 });
    expect(await refusalOf(pay(twin, [], { amountCents: 1_000, reference: 'CHK 7001', remainderKind: 'to-allocate' }))).toContain('7001');
  });

  test('new work goes to the root: its payments, and the share that a coverage of the duplicate proposes', async () => {
    const [twin, root] = [await add(), await add()];
    const patientId = await clinic.patient();
    await clinic.system(new AddCoverage({ patientId, payerId: twin, sequence: 1, memberId: 'T1', validFrom: '2020-01-01' }));
    await merge(twin, root);
    const { invoiceId } = await clinic.invoice([[5_000, 5_000]], { patientId, insurer: root });
    const paymentId = await pay(twin, [row(invoiceId, 5_000)]);
    const shares = await clinic.reader.all<{ payerId: string }>(sql`SELECT payer_id AS payerId FROM shares WHERE invoice_id = ${invoiceId} AND payer_id IS NOT NULL`);
    const payment = await clinic.reader.one<{ payerId: string; root: string }>(sql`SELECT payer_id AS payerId, party_root AS root FROM payments WHERE id = ${paymentId}`);
    expect([shares, payment]).toEqual([[{ payerId: root }], { payerId: root, root }]);
    expect(await refusalOf(clinic.system(new AddCoverage({ patientId, payerId: twin, sequence: 2, memberId: 'T2', validFrom: '2020-01-01' })))).toContain('was merged into');
  });

  test('merges over several steps lead to the last one, and each is undone by itself', async () => {
    const [a, b, c] = [await add(), await add(), await add()];
    await merge(a, b);
    await merge(b, c);
    expect([await rootOf(a), await rootOf(b)]).toEqual([c, c]);
    expect(await payers.group(a)).toEqual([c, ...[a, b].sort()]);
    await undo(b);
    expect([await rootOf(a), await rootOf(b), await rootOf(c)]).toEqual([b, b, c]);
    await merge(b, c);
    await undo(a);
    expect([await rootOf(a), await rootOf(b)]).toEqual([a, c]);
  });

  test('an insurer does not become an employer, a merged payer is not edited or merged again, and a reason is needed', async () => {
    const [twin, root, employer] = [await add(), await add(), await add('employer')];
    expect(await refusalOf(merge(twin, twin))).toContain('cannot be merged into itself');
    expect(await refusalOf(merge(twin, employer))).toContain('kept in different accounts');
    expect(await refusalOf(undo(twin))).toContain('no merge to undo');
    expect(await refusalOf(clinic.system(new MergePayers({ payerId: twin, version: 1, intoId: root, reason: ' ' })))).toBe('Reason is missing; type it.');
    await merge(twin, root);
    expect(await refusalOf(merge(twin, root))).toContain('was merged into another payer');
    expect(await refusalOf(merge(root, twin))).toContain('was merged into another payer');
    const edit = async (payerId: string, kind: string): Promise<unknown> => clinic.system(new EditPayer({ payerId, version: await versionOf(payerId), name: `Renamed ${payerId}`, kind }));
    expect(await refusalOf(edit(twin, 'insurer'))).toContain('was merged into another payer');
    expect(await refusalOf(clinic.invoice([[1_000, 1_000]]).then(() => edit(clinic.harbor, 'employer')))).toContain('owes or paid already');
    expect(await refusalOf(clinic.as(dana, new UndoPayerMerge({ payerId: twin, version: 2, reason })))).toContain('merge payers');
  });
});
