import { CloseDay } from '../../src/calendar/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { AllocatePayment, type PaymentRow, RecordInsurancePayment, ReleaseAllocation, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { eachEngine } from '../support/database.js';
import { CLERK, PaymentClinic, person } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';

const ROUNDS = 8;

eachEngine((engine) => {
  let clinic: PaymentClinic;
  let dana: Actor;
  let nth = 0;

  beforeAll(async () => {
    clinic = await PaymentClinic.open(await engine.config());
    dana = person('dana', [...CLERK, 'invoice.void', 'payment.reverse-any', 'day.close'], [clinic.maple]);
  });
  afterAll(() => clinic.close());
  afterEach(async () => {
    expect(await runCheck(clinic.reader)).toMatchObject({ holds: true, violations: [] });
    expect(clinic.database.engine.inUse()).toBe(0);
  });

  const pays = (rows: PaymentRow[], over: Partial<RecordInsurancePayment> = {}) =>
    new RecordInsurancePayment({
      locationId: clinic.maple, payerId: clinic.harbor, method: 'insurance-eft', reference: `EFT ${(nth += 1)}`, rows,
      amountCents: rows.reduce((sum, each) => sum + each.amountCents, 0), ...over,
    });
  const recorded = async (command: RecordInsurancePayment): Promise<string> => (await clinic.as<{ paymentId: string }>(dana, command)).paymentId;

  /** Sends both at once; only a sentence may refuse. @returns which of them went through */
  const both = async (...commands: [object, object]): Promise<boolean[]> => {
    const outcomes = await Promise.allSettled(commands.map((command) => clinic.as(dana, command)));
    for (const outcome of outcomes) if (outcome.status === 'rejected' && !(outcome.reason instanceof DomainError)) throw outcome.reason;
    return outcomes.map(({ status }) => status === 'fulfilled');
  };

  it('a payment that is allocated while it is reversed gives nothing away', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { invoiceId } = await clinic.invoice([[1_000, 1_000]]);
      const paymentId = await recorded(pays([], { amountCents: 1_000, remainderKind: 'to-allocate' }));
      const allocate = new AllocatePayment({ locationId: clinic.maple, paymentId, rows: [row(invoiceId, 1_000)] });
      const reverse = new ReversePayment({ locationId: clinic.maple, paymentId, reason: 'Wrong payer' });
      const [, isReversed] = await both(...((round % 2 ? [allocate, reverse] : [reverse, allocate]) as [object, object]));
      if (round % 2) expect(isReversed).toBe(true);
      expect(await clinic.payment(paymentId)).toMatchObject({ state: 'reversed', allocatedCents: 0, unappliedCents: 0 });
      expect(await clinic.open(invoiceId)).toEqual([1_000, 0, 0]);
    }
  });

  it('an invoice that is voided while it is paid ends voided, with the money free if it came first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { invoiceId } = await clinic.invoice([[1_000, 1_000]]);
      const outcomes = await both(pays([row(invoiceId, 400)]), new VoidInvoice({ locationId: clinic.maple, invoiceId, reason: 'Not done' }));
      expect(outcomes[1]).toBe(true);
      const invoice = await clinic.reader.one<{ state: string; openCents: number }>(sql`SELECT state AS state, open_cents AS openCents FROM invoices WHERE id = ${invoiceId}`);
      expect(invoice).toEqual({ state: 'voided', openCents: 0 });
      const free = await clinic.reader.one<{ cents: number }>(sql`SELECT COALESCE(SUM(unapplied_cents), 0) AS cents FROM payments WHERE reference = ${`EFT ${nth}`}`);
      expect(free).toEqual({ cents: outcomes[0] ? 400 : 0 });
    }
  });

  it('money that is released while it is used, voided or reversed is never in two places', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [one, two] = [await clinic.invoice([[1_000, 1_000]]), await clinic.invoice([[1_000, 1_000]])];
      const paymentId = await recorded(pays([row(one.invoiceId, 800)], { amountCents: 1_000, remainderKind: 'to-allocate' }));
      const [allocation] = await clinic.reader.all<{ id: string }>(sql`SELECT id AS id FROM allocations WHERE payment_id = ${paymentId}`);
      const at = { locationId: clinic.maple };
      const release = new ReleaseAllocation({ ...at, paymentId, allocationId: allocation!.id, amountCents: 300, reason: 'Not theirs' });
      const others = [
        new AllocatePayment({ ...at, paymentId, rows: [row(two.invoiceId, 200)] }), new VoidInvoice({ ...at, invoiceId: one.invoiceId, reason: 'Not done' }),
        new ReversePayment({ ...at, paymentId, reason: 'Wrong payer' }),
      ];
      const outcomes = await both(...([release, others[round % 3]!].sort(() => (round % 2 ? 1 : -1)) as [object, object]));
      expect(outcomes.some(Boolean)).toBe(true);
      const { allocatedCents, unappliedCents, state } = await clinic.payment(paymentId);
      expect(allocatedCents + unappliedCents).toBe(state === 'reversed' ? 0 : 1_000);
    }
  });

  it('a day that closes while something is posted on it holds it or refuses it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const day = addDays(clinic.today, round - 30);
      const command = pays([], { amountCents: 100, remainderKind: 'to-allocate', postingDate: day, paymentDate: day });
      const [isPosted, isClosed] = await both(command, new CloseDay({ locationId: clinic.maple, day }));
      expect(isClosed).toBe(true);
      const posted = await clinic.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM payments WHERE reference = ${command.reference!} AND posting_date = ${day}`);
      expect(posted).toEqual({ n: isPosted ? 1 : 0 });
      await expect(clinic.as(dana, pays([], { amountCents: 100, remainderKind: 'to-allocate', postingDate: day, paymentDate: day }))).rejects.toThrow(/closed/);
    }
  });
});
