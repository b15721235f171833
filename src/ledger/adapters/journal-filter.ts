import { list, sql, within, join, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { CAUSE_GROUPS } from '../domain/causes.js';
import { MONEY_AT_HAND, RECEIVABLE_CODES, WRITE_OFF_CODES } from '../domain/chart.js';

/** What the journal browser may be narrowed to; dates are posting dates, everything combines. */
export interface JournalFilter {
  locationId?: string | undefined;
  /** A code of the chart, or a name of `ACCOUNT_GROUPS`. */
  account?: string | undefined;
  side?: 'debit' | 'credit' | undefined;
  /** What the entry does to a receivable. */
  movement?: string | undefined;
  /** A cause, or a name of `CAUSE_GROUPS`. */
  cause?: string | undefined;
  /** The kind of the payment an entry names. */
  paidBy?: 'insurer' | 'patient' | 'other' | undefined;
  /** A payer the entry names, merged records included. */
  payer?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** One entry, or each side of the journal. */
  amountCents?: number | undefined;
  /** Part of the name of whoever entered it. */
  who?: string | undefined;
  /** Number or id of the patient. */
  patient?: string | undefined;
  /** `PAY-12`, `12` or the id. */
  payment?: string | undefined;
  /** Number or id of the invoice. */
  invoice?: string | undefined;
  /** `J-12` or `12`. */
  number?: string | undefined;
  before?: string | undefined;
}

export const ALL_RECEIVABLES = 'receivables';

/** Accounts that are read together: where money lies before the bank, what all owe, what was given up. */
export const ACCOUNT_GROUPS: Readonly<Record<string, { title: string; codes: readonly string[] }>> = {
  [ALL_RECEIVABLES]: { title: 'All receivables', codes: RECEIVABLE_CODES },
  'at-hand': { title: 'Undeposited funds and tills', codes: MONEY_AT_HAND },
  'write-offs': { title: 'All write-offs', codes: WRITE_OFF_CODES },
};

/**
 * By the item an entry posts: an allocation, an adjustment, a transfer or an invoice line, also when a mirror takes it back.
 * What a reversed payment nets in one entry names only the payment. Each is looked up by its key, so no list of a kind is ever gathered.
 */
export const movementOf = (entry: Sql): Sql => sql`(CASE
  WHEN ${entry}.item_id IS NULL AND ${entry}.payment_id IS NOT NULL THEN 'payments'
  WHEN EXISTS (SELECT 1 FROM allocations mv WHERE mv.id = ${entry}.item_id) THEN 'payments'
  WHEN EXISTS (SELECT 1 FROM adjustments mv WHERE mv.id = ${entry}.item_id) THEN 'adjustments'
  WHEN EXISTS (SELECT 1 FROM transfers mv WHERE mv.id = ${entry}.item_id) THEN 'transfers'
  WHEN EXISTS (SELECT 1 FROM invoice_lines mv WHERE mv.id = ${entry}.item_id) THEN 'charges' ELSE 'other' END)`;

/** Which entries are meant, for `s` or `e`; `opaque` hides the columns from a planner that should start elsewhere. */
export function entryConditions(alias: Sql, scope: Scope, { locationId, account, side, movement, paidBy, payer }: JournalFilter, opaque: boolean): Sql {
  const column = (name: Sql): Sql => (opaque ? sql`COALESCE(${alias}.${name}, '')` : sql`${alias}.${name}`);
  const codes = ACCOUNT_GROUPS[account ?? '']?.codes ?? [account ?? ''];
  return join([
    within(scope, column(sql`location_id`)),
    ...(locationId === undefined ? [] : [sql`${column(sql`location_id`)} = ${locationId}`]),
    ...(account === undefined ? [] : [sql`${column(sql`account_code`)} IN (${list(codes)})`]),
    ...(side === undefined ? [] : [side === 'debit' ? sql`${alias}.amount_cents > 0` : sql`${alias}.amount_cents < 0`]),
    ...(movement === undefined ? [] : [sql`${movementOf(alias)} = ${movement}`]),
    ...(paidBy === undefined ? [] : [sql`EXISTS (SELECT 1 FROM payments kp WHERE kp.id = ${alias}.payment_id AND kp.kind = ${paidBy})`]),
    ...(payer === undefined ? [] : [sql`EXISTS (SELECT 1 FROM payers py JOIN payers pr ON COALESCE(pr.merged_root, pr.id) = COALESCE(py.merged_root, py.id) WHERE pr.id = ${payer} AND py.id = ${alias}.payer_id)`]),
  ], ' AND ');
}

/** Which journals are meant, for `j` joined to its act `a`. */
export function journalConditions(filter: JournalFilter): Sql {
  const { from, to, cause, who, amountCents, before } = filter;
  return join([
    sql`1 = 1`,
    ...(before === undefined ? [] : [sql`j.id < ${before}`]),
    ...(from === undefined ? [] : [sql`j.posting_date >= ${from}`]),
    ...(to === undefined ? [] : [sql`j.posting_date <= ${to}`]),
    ...(cause === undefined ? [] : [sql`j.cause IN (${list(CAUSE_GROUPS[cause]?.causes ?? [cause])})`]),
    ...(who === undefined ? [] : [sql`LOWER(a.actor_name) LIKE ${`%${literal(who.toLowerCase())}%`} ESCAPE '!'`]),
    ...(amountCents === undefined ? [] : [ofAmount(Math.abs(amountCents))]),
    ...recordConditions(filter),
  ], ' AND ');
}

/** One record's journals are few: found by its own entries, not by walking down all journals. */
function recordConditions({ number, patient, payment, invoice }: JournalFilter): Sql[] {
  const touching = (condition: Sql): Sql => sql`j.id IN (SELECT t.journal_id FROM entries t WHERE ${condition})`;
  return [
    ...(number === undefined ? [] : [sql`j.number = ${numberIn(number)}`]),
    ...(patient === undefined ? [] : [touching(isId(patient) ? sql`t.patient_id = ${patient}` : sql`t.patient_id = (SELECT p.id FROM patients p WHERE p.number = ${patient})`)]),
    ...(payment === undefined ? [] : [touching(isId(payment) ? sql`t.payment_id = ${payment}` : sql`t.payment_id = (SELECT p.id FROM payments p WHERE p.number = ${numberIn(payment)})`)]),
    ...(invoice === undefined ? [] : [touching(isId(invoice) ? sql`t.invoice_id = ${invoice}` : sql`t.invoice_id IN (SELECT i.id FROM locations l CROSS JOIN invoices i WHERE i.location_id = l.id AND i.number = ${invoice})`)]),
  ];
}

function isId(text: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
}

function ofAmount(cents: number): Sql {
  return sql`(EXISTS (SELECT 1 FROM entries t WHERE t.journal_id = j.id AND t.amount_cents IN (${cents}, ${0 - cents}))
    OR ${cents} = (SELECT COALESCE(SUM(t.amount_cents), 0) FROM entries t WHERE t.journal_id = j.id AND t.amount_cents > 0))`;
}

/** `J-12`, `PAY-12` and `12` → 12; anything else names no number. */
function numberIn(text: string): number {
  const digits = /^(?:[a-z]+-)?(\d{1,15})$/i.exec(text)?.[1];
  return digits === undefined ? -1 : Number(digits);
}

function literal(text: string): string {
  return text.replace(/[!%_]/g, (sign) => `!${sign}`);
}
