import fc from 'fast-check';
import { ReceivablesQueries } from '../../src/ledger/adapters/receivables.queries.js';
import { RollForwardQueries } from '../../src/ledger/adapters/roll-forward.queries.js';
import { TrialBalanceQueries, type TrialBalance } from '../../src/ledger/adapters/trial-balance.queries.js';
import { SequelizePaperSources } from '../../src/documents/adapters/sequelize-paper-sources.js';
import { composeStatement } from '../../src/documents/domain/statement.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { PatientsQueries } from '../../src/patients/index.js';
import { figuresOf } from '../../src/reports/adapters/money-figures.js';
import { MoneyDaysQueries } from '../../src/reports/adapters/money-days.queries.js';
import { WRITE_OFF_CODES } from '../../src/ledger/index.js';
import { dailyFigures } from '../../src/reports/adapters/daily-figures.js';
import { DailyReportQueries } from '../../src/reports/adapters/daily-report.queries.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';
import { row } from '../support/posted-clinic.js';
import { seedOf } from './budgets.js';
import { operations } from './operations.js';
import { World } from './world.js';

const OPERATIONS = 120;
const EVERYWHERE = { locationIds: 'all' as const };
const RECEIVABLES = ['1100', '1110', '1120'];

/** What a random history may leave out: a guarantor who was charged, given a part by the insurer, let off a little, paid more than was due, and a payment that was none. */
async function everyKindOnce({ clinic, run }: Books): Promise<void> {
  const here = { locationId: clinic.maple };
  const guarantorId = await clinic.patient();
  const { invoiceId } = await clinic.invoice(guarantorId, { visits: 2, insurerCents: 15_000 });
  await run(new RecordInsurancePayment({ ...here, payerId: clinic.harborlight, method: 'insurance-eft', reference: 'EFT of every kind', amountCents: 9_000, rows: [row(invoiceId, 9_000, 2_000, 1_000)] }));
  await run(new AdjustInvoice({ ...here, invoiceId, partyKey: guarantorId, kind: 'courtesy', amountCents: 300, reason: 'Long wait' }));
  const check = { ...here, guarantorId, method: 'check' as const, rows: [], remainderKind: 'credit' as const };
  await run(new RecordPatientPayment({ ...check, reference: 'C-every-kind', amountCents: 3_000, rows: [row(invoiceId, 2_500)] }));
  const { paymentId } = await run<{ paymentId: string }>(new RecordPatientPayment({ ...check, reference: 'C-no-funds', amountCents: 700 }));
  await run(new ReversePayment({ ...here, paymentId, reason: 'No funds' }));
}

/** A random history over several days; then every day of it is asked again. */
eachEngine((engine) => {
  describe('the books as of any date', () => {
    let books: Books;
    let days: string[];
    let rolling: RollForwardQueries;
    let balances: TrialBalanceQueries;
    let owed: ReceivablesQueries;

    beforeAll(async () => {
      books = await openBooks(await engine.config());
      [rolling, balances, owed] = [new RollForwardQueries(books.reader), new TrialBalanceQueries(books.reader), new ReceivablesQueries(books.reader)];
      const world = new World(books);
      for (const operation of fc.sample(operations, { seed: seedOf(), numRuns: OPERATIONS })) await operation.run(world, world);
      await everyKindOnce(books);
      const rows = await books.reader.all<{ day: string }>(sql`SELECT DISTINCT posting_date AS day FROM entries ORDER BY posting_date`);
      days = rows.map((row) => row.day);
      days = [addDays(days[0]!, -1), ...days];
    }, 300_000);
    afterAll(() => books.close());

    const receivable = (tables: TrialBalance[], locationId: string): number => {
      const table = tables.find((one) => one.locationId === locationId) ?? (locationId === '' ? tables[0] : undefined);
      return (table?.rows ?? []).filter(({ code }) => RECEIVABLES.includes(code)).reduce((sum, row) => sum + row.closingCents, 0);
    };

    it('every table of the trial balance adds to 0 on every day, and its opening is the closing of the day before', async () => {
      for (const day of days) {
        for (const { sums, rows, locationId } of await balances.over(EVERYWHERE, day, day, undefined)) {
          expect([day, sums.openingCents, sums.closingCents, sums.debitCents - sums.creditCents]).toEqual([day, 0, 0, 0]);
          const before = (await balances.over(EVERYWHERE, undefined, addDays(day, -1), locationId === '' ? undefined : locationId))[0];
          for (const row of rows) expect(row.openingCents).toBe(before?.rows.find(({ code }) => code === row.code)?.closingCents ?? 0);
        }
      }
    }, 120_000);

    it('the roll-forward closes at the receivables of the trial balance, for every span, per location and together', async () => {
      const nonzero = { transfers: 0, charges: 0, payments: 0, adjustments: 0 };
      for (const [index, from] of days.entries()) {
        for (const through of days.slice(index)) {
          const before = await balances.over(EVERYWHERE, undefined, addDays(from, -1), undefined);
          const after = await balances.over(EVERYWHERE, undefined, through, undefined);
          for (const { locationId, rows } of await rolling.over(EVERYWHERE, from, through, undefined)) {
            const together = rows.at(-1)!;
            const { charges = 0, payments = 0, adjustments = 0, transfers = 0, other = 0 } = together.moved;
            expect([from, through, together.openingCents]).toEqual([from, through, receivable(before, locationId)]);
            expect([from, through, together.closingCents]).toEqual([from, through, receivable(after, locationId)]);
            expect(together.openingCents + charges + payments + adjustments + transfers).toBe(together.closingCents);
            expect([transfers, other]).toEqual([0, 0]);
            for (const row of rows) for (const name of Object.keys(nonzero) as (keyof typeof nonzero)[]) nonzero[name] += Math.abs(row.moved[name]!);
          }
        }
      }
      expect(Object.values(nonzero).every((sum) => sum > 0)).toBe(true);
    }, 240_000);

    it('the aging adds up to 1100 + 1110 + 1120 as of every day, however it is aged, by kind, by party and by invoice', async () => {
      for (const asOf of days) {
        const control = receivable(await balances.over(EVERYWHERE, undefined, asOf, undefined), '');
        for (const by of ['due', 'service', 'activity'] as const) {
          const totals = await owed.totals(EVERYWHERE, { asOf, by });
          expect([asOf, by, totals.reduce((sum, row) => sum + row.openCents, 0)]).toEqual([asOf, by, control]);
          for (const { openCents, buckets } of totals) expect(buckets.reduce((sum, cents) => sum + cents, 0)).toBe(openCents);
        }
        const { rows } = await owed.parties(EVERYWHERE, { asOf, by: 'due' });
        expect(rows.reduce((sum, row) => sum + row.openCents, 0)).toBe(control);
        expect((await owed.items(EVERYWHERE, { asOf, by: 'due' })).totalCents).toBe(control);
        expect(await owed.control(EVERYWHERE, { asOf, by: 'due' })).toBe(control);
      }
    }, 120_000);

    it('the daily report of every day is the ledger of that day: every account, what came in by method, and where it went', async () => {
      const daily = new DailyReportQueries(books.reader);
      const seen = { in: 0, out: 0, held: 0 };
      for (const day of days) {
        const moves = await daily.moves(EVERYWHERE, day, undefined);
        const [balance] = await balances.over(EVERYWHERE, day, day, undefined);
        for (const { code, debitCents, creditCents } of balance?.rows ?? []) {
          const cents = moves.filter(({ account }) => account === code).reduce((sum, move) => sum + move.cents, 0);
          expect([day, code, cents]).toEqual([day, code, debitCents - creditCents]);
        }
        const [owed] = await rolling.over(EVERYWHERE, day, day, undefined);
        const figures = dailyFigures(moves, 0 - (owed?.rows.at(-1)!.moved.payments ?? 0));
        const received = await daily.received(EVERYWHERE, day, undefined);
        const [cameIn, wentOut] = [received.reduce((sum, row) => sum + row.inCents, 0), received.reduce((sum, row) => sum + row.outCents, 0)];
        expect([day, figures.receivedCents, figures.wentToCents]).toEqual([day, cameIn + wentOut, cameIn + wentOut]);
        const recorded = await books.reader.one<{ cents: number; n: number }>(sql`SELECT COALESCE(SUM(amount_cents), 0) AS cents, COUNT(*) AS n FROM payments WHERE posting_date = ${day} AND amount_cents > 0`);
        expect([day, cameIn, received.reduce((sum, row) => sum + row.payments, 0)]).toEqual([day, recorded!.cents, recorded!.n]);
        seen.in += cameIn;
        seen.out -= wentOut;
        seen.held += figures.wentTo.slice(1).reduce((sum, { cents }) => sum + Math.abs(cents), 0);
      }
      expect(Object.values(seen).every((cents) => cents > 0)).toBe(true);
    }, 120_000);

    it('the dashboard of every span is the trial balance of that span, per location and together, and the year ends where the books stand', async () => {
      const money = new MoneyDaysQueries(books.reader);
      const seen = { billed: 0, insurer: 0, patient: 0, writtenOff: 0 };
      for (const [index, from] of days.entries()) {
        const through = days[Math.min(days.length - 1, index + 2)]!;
        for (const { locationId, rows } of await balances.over(EVERYWHERE, from, through, undefined)) {
          const place = locationId === '' ? undefined : locationId;
          const figures = figuresOf(await money.moves(EVERYWHERE, from, through, place));
          const moved = (...codes: string[]): number => rows.filter(({ code }) => codes.includes(code)).reduce((sum, row) => sum + row.debitCents - row.creditCents, 0);
          expect([from, figures.billedCents, figures.taxCents]).toEqual([from, 0 - moved('4000'), 0 - moved('2300')]);
          expect([from, figures.writtenOffCents, figures.owedGrowthCents]).toEqual([from, moved(...WRITE_OFF_CODES), moved('1100', '1110', '1120')]);
          if (place === undefined) expect([from, figures.collectedCents]).toEqual([from, moved('1000', '1010', '1020')]);
          const owed = (await money.owed(EVERYWHERE, through, place)).reduce((sum, { cents }) => sum + cents, 0);
          expect([through, owed]).toEqual([through, rows.filter(({ code }) => ['1100', '1110', '1120'].includes(code)).reduce((sum, row) => sum + row.closingCents, 0)]);
          seen.billed += figures.billedCents;
          seen.insurer += Math.abs(figures.collected.insurer);
          seen.patient += Math.abs(figures.collected.patient);
          seen.writtenOff += Math.abs(figures.writtenOffCents);
        }
      }
      expect(Object.values(seen).every((cents) => cents > 0)).toBe(true);
    }, 120_000);

    it('a statement of anybody for any days adds up both ways, and is what the ledger says of them', async () => {
      const sources = new SequelizePaperSources(books.reader, books.module.get(PatientsQueries, { strict: false }));
      const people = await books.reader.all<{ locationId: string; guarantorId: string }>(sql`
        SELECT DISTINCT i.location_id AS locationId, COALESCE(g.merged_into, g.id) AS guarantorId FROM shares s JOIN invoices i ON i.id = s.invoice_id JOIN patients g ON g.id = s.guarantor_id`);
      const seen = { charges: 0, payments: 0, adjustments: 0, transfers: 0, credit: 0 };
      const firsts = [days[0]!, days[Math.floor(days.length / 2)]!];
      for (const { locationId, guarantorId } of people) {
        for (const from of firsts) {
          const through = from === firsts[0] ? days[Math.floor(days.length / 2)]! : days.at(-1)!;
          const { head, amountCents } = composeStatement(await sources.account(locationId, guarantorId, from, through), from, through);
          const book = await books.reader.one<{ cents: number }>(sql`
            SELECT COALESCE(SUM(e.amount_cents), 0) AS cents FROM entries e LEFT JOIN shares s ON s.id = e.share_id LEFT JOIN payments p ON p.id = e.payment_id
            LEFT JOIN patients g ON g.id = CASE WHEN e.account_code = '1110' THEN s.guarantor_id ELSE p.guarantor_id END
            WHERE e.account_code IN ('1110', '2110') AND e.location_id = ${locationId} AND e.posting_date <= ${through} AND COALESCE(g.merged_into, g.id) = ${guarantorId}`);
          expect([guarantorId, through, amountCents]).toEqual([guarantorId, through, book!.cents]);
          expect(head.ages.reduce((sum, cents) => sum + cents, 0)).toBe(head.openCents);
          seen.charges += Math.abs(head.chargesCents);
          seen.payments += Math.abs(head.paymentsCents);
          seen.adjustments += Math.abs(head.adjustmentsCents);
          seen.transfers += Math.abs(head.transfersCents);
          seen.credit += head.creditCents;
        }
      }
      expect(Object.values(seen).every((cents) => cents > 0)).toBe(true);
    }, 120_000);

    it('today, what each party owes and has unapplied by the entries is what shares and payments themselves say', async () => {
      const asOf = days.at(-1)!;
      const { rows } = await owed.parties(EVERYWHERE, { asOf, by: 'due' });
      const stored = await books.reader.all<{ party: string; cents: number }>(sql`
        SELECT COALESCE(s.payer_id, g.merged_into, g.id) AS party, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS cents
        FROM shares s LEFT JOIN patients g ON g.id = s.guarantor_id GROUP BY COALESCE(s.payer_id, g.merged_into, g.id) HAVING SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) <> 0`);
      expect(new Map(rows.map((row) => [row.partyId, row.openCents]))).toEqual(new Map(stored.map((row) => [row.party, row.cents])));
      const unapplied = await books.reader.all<{ party: string; cents: number }>(sql`
        SELECT COALESCE(p.payer_id, g.merged_into, g.id) AS party, SUM(p.unapplied_cents) AS cents
        FROM payments p LEFT JOIN patients g ON g.id = p.guarantor_id GROUP BY COALESCE(p.payer_id, g.merged_into, g.id)`);
      for (const row of rows) expect(row.unappliedCents).toBe(unapplied.find(({ party }) => party === row.partyId)?.cents ?? 0);
    });
  });
});
