import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { bucketsAsOf, type AgedBy, type Bucket } from '../domain/aging.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';

export type PartyKindFilter = 'insurer' | 'patient' | 'other';

export interface ReceivablesFilter {
  asOf: CalendarDate;
  by: AgedBy;
  locationId?: string | undefined;
  kind?: PartyKindFilter | undefined;
  /** A payer's id, or a guarantor's. */
  party?: string | undefined;
  bucket?: string | undefined;
  /** `cents.id` of the last row of the page before. */
  after?: string | undefined;
}

export interface PartyRow {
  partyId: string;
  kind: PartyKindFilter;
  name: string;
  openCents: number;
  /** In the order of the buckets. */
  buckets: number[];
  /** Money of this party that is on no invoice. */
  unappliedCents: number;
}

export interface ItemRow {
  invoiceId: string;
  number: string;
  patientName: string;
  baseDate: CalendarDate;
  openCents: number;
  ageDays: number;
}

export interface KindTotal {
  kind: PartyKindFilter;
  openCents: number;
  buckets: number[];
}

const PARTIES_ON_A_PAGE = 100;
/** Whoever the payer `y` or the guarantor `g` is by now: records that were merged owe together. */
const ROOT = sql`COALESCE(y.merged_root, y.id, g.merged_into, g.id)`;

/** What was open at the end of a day, by the entries posted up to it: today this is what the shares themselves say. */
@Injectable()
export class ReceivablesQueries {
  constructor(private readonly reader: Reader) {}

  async totals(scope: Scope, filter: ReceivablesFilter): Promise<KindTotal[]> {
    const rows = await this.reader.all<Record<string, number> & { kind: PartyKindFilter }>(sql`
      SELECT o.kind AS kind, SUM(o.cents) AS openCents, ${bucketSums(filter.asOf)} FROM (${openShares(scope, filter)}) o GROUP BY o.kind ORDER BY o.kind`);
    return rows.map((row) => ({ kind: row.kind, openCents: row.openCents!, buckets: bucketsOf(row) }));
  }

  /** Largest first. */
  async parties(scope: Scope, filter: ReceivablesFilter): Promise<{ rows: PartyRow[]; next: string | undefined }> {
    const found = await this.reader.all<Record<string, number> & { partyId: string; kind: PartyKindFilter; name: string | null }>(sql`
      SELECT g.partyId AS partyId, g.kind AS kind, COALESCE(y.name, CONCAT(t.last_name, ', ', t.first_name)) AS name, g.openCents AS openCents, ${bucketNames()}
      FROM (SELECT o.partyId AS partyId, o.kind AS kind, SUM(o.cents) AS openCents, ${bucketSums(filter.asOf)} FROM (${openShares(scope, filter)}) o GROUP BY o.partyId, o.kind) g
      LEFT JOIN payers y ON y.id = g.partyId LEFT JOIN patients t ON t.id = g.partyId
      WHERE ${afterParty(filter.after)} ORDER BY g.openCents DESC, g.partyId ${limit(PARTIES_ON_A_PAGE + 1)}`);
    const page = found.slice(0, PARTIES_ON_A_PAGE);
    const unapplied = await this.#unapplied(scope, filter, page.map((row) => row.partyId));
    const rows = page.map((row) => ({
      partyId: row.partyId, kind: row.kind, name: row.name ?? 'Somebody', openCents: row.openCents!, buckets: bucketsOf(row), unappliedCents: unapplied.get(row.partyId) ?? 0,
    }));
    const last = rows.at(-1);
    return { rows, next: found.length > page.length && last ? `${last.openCents}.${last.partyId}` : undefined };
  }

  /** The invoices that make a number up, largest first. */
  async items(scope: Scope, filter: ReceivablesFilter): Promise<{ rows: Omit<ItemRow, 'ageDays'>[]; next: string | undefined; totalCents: number }> {
    const open = sql`SELECT o.invoiceId AS invoiceId, MIN(o.baseDate) AS baseDate, SUM(o.cents) AS openCents FROM (${openShares(scope, filter)}) o GROUP BY o.invoiceId`;
    const found = await this.reader.all<Omit<ItemRow, 'ageDays'>>(sql`
      SELECT g.invoiceId AS invoiceId, i.number AS number, i.patient_name AS patientName, g.baseDate AS baseDate, g.openCents AS openCents
      FROM (${open}) g JOIN invoices i ON i.id = g.invoiceId WHERE ${afterItem(filter.after)} ORDER BY g.openCents DESC, g.invoiceId ${limit(PARTIES_ON_A_PAGE + 1)}`);
    const total = await this.reader.one<{ cents: number | null }>(sql`SELECT SUM(g.openCents) AS cents FROM (${open}) g`);
    const rows = found.slice(0, PARTIES_ON_A_PAGE);
    const last = rows.at(-1);
    return { rows, next: found.length > rows.length && last ? `${last.openCents}.${last.invoiceId}` : undefined, totalCents: total?.cents ?? 0 };
  }

  /** 1100 + 1110 + 1120 at the same moment: what the aging must add up to (MONEY 25). */
  async control(scope: Scope, { asOf, locationId }: ReceivablesFilter): Promise<number> {
    const row = await this.reader.one<{ cents: number | null }>(sql`
      SELECT SUM(e.amount_cents) AS cents FROM entries e
      WHERE e.account_code IN (${list(RECEIVABLE_CODES)}) AND ${within(scope, sql`e.location_id`)} ${at(locationId)} AND e.posting_date <= ${asOf}`);
    return row?.cents ?? 0;
  }

  async partyName(id: string): Promise<string | undefined> {
    const row = await this.reader.one<{ name: string }>(sql`
      SELECT y.name AS name FROM payers y WHERE y.id = ${id} UNION ALL SELECT CONCAT(t.last_name, ', ', t.first_name) AS name FROM patients t WHERE t.id = ${id}`);
    return row?.name;
  }

  async #unapplied(scope: Scope, { asOf, locationId }: ReceivablesFilter, parties: readonly string[]): Promise<Map<string, number>> {
    if (parties.length === 0) return new Map();
    const rows = await this.reader.all<{ party: string; cents: number }>(sql`
      SELECT ${ROOT} AS party, 0 - SUM(e.amount_cents) AS cents
      FROM entries e JOIN payments p ON p.id = e.payment_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE e.account_code IN ('2100', '2110') AND ${within(scope, sql`e.location_id`)} ${at(locationId)} AND e.posting_date <= ${asOf}
        AND ${ROOT} IN (${list(parties)}) GROUP BY ${ROOT}`);
    return new Map(rows.map(({ party, cents }) => [party, cents]));
  }
}

const at = (locationId: string | undefined): Sql => (locationId === undefined ? sql`` : sql`AND e.location_id = ${locationId}`);

/** Every share that was open at the end of the day, with whom, since when and how much. */
function openShares(scope: Scope, { asOf, by, locationId, kind, party, bucket }: ReceivablesFilter): Sql {
  const base = { due: sql`i.due_date`, service: sql`l.service_date`, activity: sql`b.last` }[by];
  const one = bucketsAsOf(asOf).find(({ name }) => name === bucket);
  const narrowed = join([
    sql`1 = 1`,
    ...(kind === undefined ? [] : [sql`s.party_kind = ${kind}`]),
    ...(party === undefined ? [] : [sql`(${ROOT} = ${party} OR COALESCE(s.payer_id, s.guarantor_id) = ${party})`]),
    ...(one === undefined ? [] : [inBucket(base, one)]),
  ], ' AND ');
  return sql`SELECT s.party_kind AS kind, ${ROOT} AS partyId, s.invoice_id AS invoiceId, ${base} AS baseDate, b.cents AS cents
    FROM (SELECT e.share_id, SUM(e.amount_cents) AS cents, MAX(e.posting_date) AS last FROM entries e
          WHERE e.account_code IN (${list(RECEIVABLE_CODES)}) AND ${within(scope, sql`e.location_id`)} ${at(locationId)} AND e.posting_date <= ${asOf}
          GROUP BY e.share_id HAVING SUM(e.amount_cents) <> 0) b
    JOIN shares s ON s.id = b.share_id JOIN invoice_lines l ON l.id = s.line_id JOIN invoices i ON i.id = s.invoice_id
    LEFT JOIN payers y ON y.id = s.payer_id LEFT JOIN patients g ON g.id = s.guarantor_id WHERE ${narrowed}`;
}

function inBucket(base: Sql, { from, through }: Bucket): Sql {
  return join([...(from === undefined ? [] : [sql`${base} >= ${from}`]), ...(through === undefined ? [] : [sql`${base} <= ${through}`])], ' AND ');
}

function bucketSums(asOf: CalendarDate): Sql {
  return join(bucketsAsOf(asOf).map((bucket, index) => sql`SUM(CASE WHEN ${inBucket(sql`o.baseDate`, bucket)} THEN o.cents ELSE 0 END) AS ${columnOf(index)}`), ', ');
}

function bucketNames(): Sql {
  return join(bucketsAsOf('2000-01-01').map((_, index) => sql`g.${columnOf(index)} AS ${columnOf(index)}`), ', ');
}

const COLUMNS = [sql`bucket0`, sql`bucket1`, sql`bucket2`, sql`bucket3`, sql`bucket4`, sql`bucket5`];
const columnOf = (index: number): Sql => COLUMNS[index]!;

function bucketsOf(row: Record<string, unknown>): number[] {
  return COLUMNS.map((column) => Number(row[column.text]));
}

function afterParty(after: string | undefined): Sql {
  return afterRow(after, sql`g.partyId`);
}

function afterItem(after: string | undefined): Sql {
  return afterRow(after, sql`g.invoiceId`);
}

function afterRow(after: string | undefined, id: Sql): Sql {
  const [, cents, last] = /^(-?\d{1,15})\.(\w{26})$/.exec(after ?? '') ?? [];
  return cents === undefined ? sql`1 = 1` : sql`g.openCents <= ${Number(cents)} AND (g.openCents < ${Number(cents)} OR ${id} > ${last!})`;
}
