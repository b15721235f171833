import { DepositReceipts } from '../../src/deposits/index.js';
import { replay } from '../../src/audit/replay.js';
import { invariants } from '../../src/ledger/check/run-check.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Config } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { openSnapshot } from '../../src/platform/database/snapshot.js';
import { identifier, sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { postedClinic, type PostedClinic } from '../support/posted-clinic.js';
import { type RawConnection, unprotectedConnection } from '../support/raw-connection.js';

/** Every column of the posted tables that holds money. */
const MONEY: Record<string, string[]> = {
  invoices: ['charge_cents', 'open_cents'],
  invoice_lines: ['list_price_cents', 'discount_cents', 'unit_price_cents', 'net_cents', 'tax_cents', 'charge_cents', 'credited_cents', 'tax_credited_cents'],
  shares: ['charged_cents', 'paid_cents', 'adjusted_cents'],
  transfers: ['amount_cents'],
  adjustments: ['amount_cents', 'tax_cents'],
  payments: ['amount_cents', 'allocated_cents', 'parts_cents', 'unapplied_cents', 'refunded_cents', 'owed_cents', 'recouped_cents'],
  allocations: ['amount_cents'],
  payment_holdings: ['amount_cents'],
  deposits: ['amount_cents'],
  deposit_items: ['amount_cents'],
  entries: ['amount_cents'],
};

eachEngine((engine) => {
  describe('ledger check', () => {
    let config: Config;
    let clinic: PostedClinic;
    let hands: RawConnection;

    beforeAll(async () => {
      config = await engine.config();
      clinic = await postedClinic(config);
      await clinic.act(new DepositReceipts({ locationId: clinic.maple, paymentIds: [clinic.payments.employer] }));
      hands = await unprotectedConnection(config);
    });
    afterAll(async () => {
      await hands.close();
      await clinic.app.close();
      await clinic.app.get(Database).close();
    });

    it('finds nothing after a short story of charges, payments, a reversal and a void', async () => {
      const result = await runCheck(clinic.reader);
      expect(result).toEqual({ holds: true, checked: invariants().length + 2, violations: [], more: false });
    });

    it('covers every money column of the posted tables, so that none is added without it', async () => {
      const tables = Object.keys(MONEY);
      for (const table of tables) {
        const [first] = await clinic.reader.all<Record<string, unknown>>(sql`SELECT * FROM ${identifier(table)} LIMIT 1`);
        expect(Object.keys(first!).filter((column) => column.endsWith('_cents')).sort()).toEqual([...MONEY[table]!].sort());
      }
    });

    for (const [table, columns] of Object.entries(MONEY)) {
      for (const column of columns) {
        it(`finds one cent changed by hand in ${table}.${column}, in any row, and names the record`, async () => {
          const rows = await clinic.reader.all<{ id: string }>(sql`SELECT id FROM ${identifier(table)} ORDER BY id`);
          for (const { id } of spreadOut(rows)) {
            await hands.run(`UPDATE ${table} SET ${column} = ${column} + 1 WHERE id = '${id}'`);
            const { holds, violations } = await runCheck(clinic.reader);
            await hands.run(`UPDATE ${table} SET ${column} = ${column} - 1 WHERE id = '${id}'`);
            expect(holds).toBe(false);
            expect(violations.filter((violation) => violation.invariant === 'database-equals-trail')).toEqual([
              expect.objectContaining({ record: `${table} ${id}, ${column}` }),
            ]);
            expect(violations.filter((violation) => violation.invariant !== 'database-equals-trail').length).toBeGreaterThan(0);
          }
          expect((await runCheck(clinic.reader)).holds).toBe(true);
        });
      }
    }

    it('finds a cent moved so that every sum still adds up, because the trail says otherwise', async () => {
      const [price] = await clinic.reader.all<{ id: string }>(sql`SELECT id FROM prices ORDER BY id LIMIT 1`);
      await hands.run(`UPDATE prices SET price_cents = price_cents + 1 WHERE id = '${price!.id}'`);
      const { violations } = await runCheck(clinic.reader);
      await hands.run(`UPDATE prices SET price_cents = price_cents - 1 WHERE id = '${price!.id}'`);
      expect(violations.map((violation) => violation.record)).toEqual([`prices ${price!.id}, price_cents`]);
    });

    it('finds a version that skips, a number that is missing, a day that is gone and an entry that is missing', async () => {
      await hands.run(`UPDATE invoices SET version = version + 1 WHERE id = '${clinic.invoices.first}'`);
      const skipped = await runCheck(clinic.reader);
      await hands.run(`UPDATE invoices SET version = version - 1 WHERE id = '${clinic.invoices.first}'`);
      expect(skipped.violations).toContainEqual(expect.objectContaining({ invariant: 'versions-of-invoice', record: `invoice ${clinic.invoices.first}` }));

      await hands.run("UPDATE series SET next_number = next_number + 1 WHERE kind = 'invoice'");
      const gap = await runCheck(clinic.reader);
      await hands.run("UPDATE series SET next_number = next_number - 1 WHERE kind = 'invoice'");
      expect(gap.violations).toContainEqual(expect.objectContaining({ invariant: 'invoice-numbers-without-gaps', record: 'invoice numbers of Maple Street' }));

      const [entry] = await clinic.reader.all<{ id: string; postingDate: string }>(sql`SELECT id, posting_date AS postingDate FROM entries ORDER BY id LIMIT 1`);
      await hands.run(`UPDATE entries SET posting_date = '2001-01-01' WHERE id = '${entry!.id}'`);
      const astray = await runCheck(clinic.reader);
      await hands.run(`UPDATE entries SET posting_date = '${entry!.postingDate}' WHERE id = '${entry!.id}'`);
      expect(astray.violations.map((violation) => violation.invariant)).toEqual(expect.arrayContaining(['entry-in-an-existing-day', 'database-equals-trail']));
      expect((await runCheck(clinic.reader)).holds).toBe(true);
    });

    it('lists no more than it is asked for, and says that there are more', async () => {
      await hands.run('UPDATE entries SET amount_cents = amount_cents + 1');
      const { violations, more } = await runCheck(clinic.reader, { mostViolations: 5 });
      await hands.run('UPDATE entries SET amount_cents = amount_cents - 1');
      expect([violations.length, more]).toEqual([5, true]);
    });

    it('reads one moment beside a running product', async () => {
      const snapshot = await openSnapshot(config);
      await hands.run(`UPDATE shares SET paid_cents = paid_cents + 1 WHERE invoice_id = '${clinic.invoices.first}'`);
      const before = await runCheck(snapshot);
      await snapshot.close();
      const after = await runCheck(clinic.reader);
      await hands.run(`UPDATE shares SET paid_cents = paid_cents - 1 WHERE invoice_id = '${clinic.invoices.first}'`);
      expect([before.holds, after.holds]).toEqual([true, false]);
    });

    describe('and replay', () => {
      it('gives every business table back from the trail alone', async () => {
        const result = await replay(clinic.reader, config.dataDir);
        expect(result.differences).toEqual([]);
        expect(result).toMatchObject({ equal: true });
        expect(result.rows).toBeGreaterThan(100);
      });

      it('names the row and the field that somebody changed, added or removed', async () => {
        await hands.run(`UPDATE patients SET phone = '555' WHERE id = '${clinic.amelia}'`);
        await hands.run(`DELETE FROM payment_holdings WHERE payment_id = '${clinic.payments.patient}'`);
        const result = await replay(clinic.reader, config.dataDir);
        expect(result.equal).toBe(false);
        expect(result.differences).toEqual(expect.arrayContaining([
          { table: 'patients', record: clinic.amelia, field: 'phone', database: '555', trail: '' },
          expect.objectContaining({ table: 'payment_holdings', field: 'row', database: 'missing', trail: 'present' }),
        ]));
        await hands.run(`UPDATE patients SET phone = '' WHERE id = '${clinic.amelia}'`);
      });

      it('notices an audit entry that was taken out of a chain', async () => {
        await hands.run(`DELETE FROM audit_entries WHERE record_id = '${clinic.invoices.second}' AND version = 2`);
        const result = await replay(clinic.reader, config.dataDir);
        expect(result.differences).toContainEqual(expect.objectContaining({ record: clinic.invoices.second, field: 'trail', trail: 'version 2 is missing before version 3' }));
      });
    });
  });
});

/** The first, the last and one in the middle: enough to meet reversals and voids as well. */
function spreadOut<T>(rows: readonly T[]): T[] {
  return [...new Set([rows[0]!, rows[Math.floor(rows.length / 2)]!, rows.at(-1)!])];
}
