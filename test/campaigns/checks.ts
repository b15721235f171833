import type { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import type { ExpectedInvoice, ExpectedPayment } from './model.js';

/** The touched records are exactly what the arithmetic says, and their own equations hold. */
export async function checkInvoice(reader: Reader, expected: ExpectedInvoice): Promise<void> {
  const rows = await reader.all<{ kind: string; open: number; charged: number; lowered: number; least: number }>(
    sql`SELECT s.party_kind AS kind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS open, SUM(s.charged_cents) AS charged,
               SUM(s.adjusted_cents) AS lowered, MIN(s.charged_cents - s.paid_cents - s.adjusted_cents) AS least
        FROM shares s WHERE s.invoice_id = ${expected.invoiceId} GROUP BY s.party_kind`,
  );
  const of = (kind: string) => rows.find((row) => row.kind === kind) ?? { open: 0, charged: 0, lowered: 0 };
  const { insurer, patient } = expected.shares;
  expect({ insurer: part(of('insurer')), patient: part(of('patient')) }).toEqual({
    insurer: { open: insurer.open, charged: insurer.charged, lowered: insurer.loweredCents },
    patient: { open: patient.open, charged: patient.charged, lowered: patient.loweredCents },
  });
  expect(Math.min(...rows.map((row) => row.least), 0)).toBe(0);
  expect(rows.reduce((sum, row) => sum + row.charged, 0)).toBe(expected.voided ? 0 : expected.facts.chargeCents);
  const stored = await reader.one<{ open: number; charge: number; booked: number | null }>(
    sql`SELECT i.open_cents AS open, i.charge_cents AS charge,
               (SELECT SUM(e.amount_cents) FROM entries e WHERE e.invoice_id = i.id AND e.account_code IN ('1100', '1110', '1120')) AS booked
        FROM invoices i WHERE i.id = ${expected.invoiceId}`,
  );
  const open = expected.insurer + expected.patient;
  expect(stored).toEqual({ open, charge: expected.facts.chargeCents, booked: stored!.booked === null ? null : open });
}

const part = ({ open, charged, lowered }: { open: number; charged: number; lowered: number }) => ({ open, charged, lowered });

export async function checkPayment(reader: Reader, expected: ExpectedPayment, pending: ReadonlySet<string>): Promise<void> {
  const stored = await reader.one<{ amount: number; unapplied: number; allocated: number; owed: number; parts: number; recouped: number; state: string }>(
    sql`SELECT amount_cents AS amount, unapplied_cents AS unapplied, allocated_cents AS allocated, owed_cents AS owed, parts_cents AS parts, recouped_cents AS recouped, state AS state FROM payments WHERE id = ${expected.paymentId}`,
  );
  const { applied, unapplied, owed, parts, recouped, reversed } = expected;
  const { amount } = expected.facts;
  expect(stored).toEqual({ amount, unapplied, allocated: applied, owed, parts, recouped, state: reversed ? 'reversed' : 'posted' });
  expect(applied + unapplied + owed + parts + recouped).toBe(reversed ? 0 : amount);
  await checkHoldings(reader, expected, pending);
  await checkBooked(reader, expected);
}

async function checkHoldings(reader: Reader, expected: ExpectedPayment, pending: ReadonlySet<string>): Promise<void> {
  const rows = await reader.all<{ kind: string; line: string | null; cents: number }>(
    sql`SELECT h.kind AS kind, l.invoice_id AS line, h.amount_cents AS cents FROM payment_holdings h LEFT JOIN invoice_lines l ON l.id = h.reference WHERE h.payment_id = ${expected.paymentId}`,
  );
  const of = (...kinds: string[]): number => rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { cents }) => sum + cents, 0);
  const free = of('credit', 'to-allocate', 'needs-research');
  const lines = new Map(rows.filter(({ kind }) => kind === 'earmark').map(({ line, cents }) => [line!, cents]));
  if (expected.isUnsure) {
    const kept = (held: ReadonlyMap<string, number>) => [...held].filter(([line]) => pending.has(line)).sort();
    expect(kept(lines)).toEqual(kept(expected.lines));
    expect(of('purpose')).toBe(expected.purpose);
    Object.assign(expected, { free, lines, isUnsure: false });
  }
  expect({ free, visit: of('visit'), purpose: of('purpose'), lines: [...lines].sort() }).toEqual({
    free: expected.free, visit: expected.visit, purpose: expected.purpose, lines: [...expected.lines].sort(),
  });
}

/** Every term in its account: 2100 and 2110, 2150, and the money where it lies. */
async function checkBooked(reader: Reader, expected: ExpectedPayment): Promise<void> {
  const rows = await reader.all<{ account: string; cents: number }>(
    sql`SELECT e.account_code AS account, SUM(e.amount_cents) AS cents FROM entries e WHERE e.payment_id = ${expected.paymentId} GROUP BY e.account_code`,
  );
  const on = (...accounts: string[]): number => rows.filter(({ account }) => accounts.includes(account)).reduce((sum, { cents }) => sum + cents, 0);
  const { unapplied, owed, reversed, deposit, facts } = expected;
  const lies = (here: boolean): number => (here && !reversed ? facts.amount : 0);
  expect({ unapplied: 0 - on('2100', '2110'), owed: 0 - on('2150'), bank: on('1000'), funds: on('1010'), till: on('1020'), clearing: on('2120') }).toEqual({
    unapplied, owed, bank: lies(deposit !== undefined), funds: lies(!deposit && !facts.isCash), till: lies(!deposit && facts.isCash), clearing: 0,
  });
  const journals = await reader.one<{ n: number }>(
    sql`SELECT COUNT(*) AS n FROM (SELECT journal_id FROM entries WHERE journal_id IN (SELECT journal_id FROM entries WHERE payment_id = ${expected.paymentId}) GROUP BY journal_id, location_id HAVING SUM(amount_cents) <> 0) AS unbalanced`,
  );
  expect(journals!.n).toBe(0);
}
