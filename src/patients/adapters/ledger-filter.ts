import { type Sql, sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export const LEDGER_KINDS = ['charge', 'insurance-payment', 'patient-payment', 'other-payment', 'adjustment', 'transfer', 'credit', 'reversal'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];
export const LEDGER_DATES = ['posting', 'service'] as const;

/** What of a ledger is wanted. Each narrows on its own, and all of them together. */
export interface LedgerFilter {
  from?: CalendarDate | undefined;
  to?: CalendarDate | undefined;
  /** Which date `from` and `to` mean: the posting date (the default), or the service date of the invoice. */
  dates?: (typeof LEDGER_DATES)[number] | undefined;
  kind?: LedgerKind | undefined;
  /** `patient`, or a payer's id. */
  party?: string | undefined;
  /** Beginning of an invoice number. */
  invoice?: string | undefined;
  /** Anywhere in what an entry is known by: memo, payer, payment number, line. */
  text?: string | undefined;
  /** Only what had been posted by then; the balance is of that day too. */
  asOf?: CalendarDate | undefined;
}

/** Whether anything but the day narrows it. */
export function isFiltered({ from, to, kind, party, invoice, text }: LedgerFilter): boolean {
  return [from, to, kind, party, invoice, text].some((value) => value !== undefined && value !== '');
}

const CAUSE = sql`COALESCE(o.cause, j.cause)`;
const MOVES_NO_MONEY = sql`${CAUSE} IN ('invoice-finalized', 'invoice-adjusted', 'insurance-applied', 'share-transferred')`;
const paidBy = (kind: string): Sql => sql`(m.kind = ${kind} AND NOT ${MOVES_NO_MONEY} AND g.invoiceKey <> '')`;

const KINDS: Record<LedgerKind, Sql> = {
  charge: sql`${CAUSE} = 'invoice-finalized'`,
  'insurance-payment': paidBy('insurer'),
  'patient-payment': paidBy('patient'),
  'other-payment': paidBy('other'),
  adjustment: sql`${CAUSE} = 'invoice-adjusted'`,
  transfer: sql`${CAUSE} IN ('insurance-applied', 'share-transferred')`,
  credit: sql`g.invoiceKey = ''`,
  reversal: sql`o.id IS NOT NULL`,
};

/** Conditions on a row `g` of the ledger and the tables it is joined to. */
export function matching(filter: LedgerFilter): Sql[] {
  const { from, to, kind, party, invoice, text } = filter;
  const date = filter.dates === 'service' ? sql`i.service_date` : sql`g.postingDate`;
  return [
    sql`1 = 1`,
    ...(from ? [sql`${date} >= ${from}`] : []),
    ...(to ? [sql`${date} <= ${to}`] : []),
    ...(kind ? [KINDS[kind]] : []),
    ...(party ? [sql`g.isParty = 1`] : []),
    ...(invoice ? [sql`i.number LIKE ${`${likely(invoice.toUpperCase())}%`} ESCAPE '!'`] : []),
    ...(text ? [holds(`%${likely(text.toLowerCase())}%`)] : []),
  ];
}

/** Whether an entry `e` is of the party that is asked for. */
export function partyCase({ party }: LedgerFilter): Sql {
  if (!party) return sql`0`;
  const isTheirs = party === 'patient' ? sql`e.account_code IN ('1110', '2110')` : sql`e.payer_id = ${party}`;
  return sql`CASE WHEN ${isTheirs} THEN 1 ELSE 0 END`;
}

function holds(pattern: string): Sql {
  const like = (column: Sql): Sql => sql`LOWER(${column}) LIKE ${pattern} ESCAPE '!'`;
  return sql`(${like(sql`j.memo`)} OR ${like(sql`COALESCE(y.name, '')`)} OR ${like(sql`COALESCE(m.reference, '')`)} OR ${like(sql`CONCAT('PAY-', COALESCE(m.number, ''))`)}
    OR ${like(sql`COALESCE(i.number, '')`)} OR EXISTS (SELECT 1 FROM invoice_lines n WHERE n.invoice_id = i.id AND ${like(sql`n.description`)}))`;
}

/** What was typed means itself, whatever signs are in it. */
function likely(text: string): string {
  return text.trim().replace(/[!%_]/g, '!$&');
}
