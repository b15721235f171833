import { Injectable } from '@nestjs/common';
import { visiblePayments } from '../../payments/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, join, limit, list, sql, type Sql } from '../../platform/database/sql.js';
import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { WORK_KINDS, type WorkKind } from '../domain/work-item-state.js';
import { candidates } from './candidates.js';

export const READ = 'ledger.read';

export interface WorklistFilter {
  kind?: WorkKind | undefined;
  /** The reader’s own and nobody’s, the reader’s own, nobody’s, or everybody’s. */
  whose?: 'today' | 'mine' | 'nobody' | 'all' | undefined;
  /** What is due by today, or later ones too. */
  when?: 'due' | 'all' | undefined;
  location?: string | undefined;
  /** `day~kind.subject` of the last row of the page before. */
  after?: string | undefined;
}

export interface WorkRow {
  kind: WorkKind;
  subjectKey: string;
  locationId: string;
  locationName: string;
  /** Since when it is here. */
  since: CalendarDate;
  cents: number;
  invoiceId: string | null;
  refName: string;
  patientId: string | null;
  patientName: string | null;
  payerId: string | null;
  payerName: string | null;
  paymentId: string | null;
  /** Of a line, why somebody marked it. */
  why: string;
  ownerId: string;
  ownerName: string;
  nextOn: CalendarDate | null;
  note: string;
  version: number;
  lastContactOn: CalendarDate | null;
}

/** Group and reason code of an adjudication, as `CO-197`. */
interface CodeOf {
  id: string;
  code: string;
}

const PAGE = 25;
const SORT = sql`COALESCE(w.next_on, c.since)`;
const KEY = sql`CONCAT(c.kind, '.', c.subjectKey)`;

/** What waits, of the reader’s locations: the books say what, `work_items` says who and when. */
@Injectable()
export class WorklistsQueries {
  constructor(private readonly reader: Reader) {}

  /** The longest due first. */
  async list(filter: WorklistFilter, today: CalendarDate, size = PAGE) {
    const [day, key] = (filter.after ?? '').split('~');
    const after = day && key ? [sql`${SORT} >= ${day} AND (${SORT} > ${day} OR ${KEY} > ${key})`] : [];
    const rows = await this.#rows(filter, today, [...narrowed(filter, today), ...after], size + 1);
    const page = rows.slice(0, size);
    const codes = await this.#codes(page);
    const items = page.map((row) => ({ ...row, reasons: reasonsOf(row, codes), ageDays: Math.max(0, daysBetween(row.since, today)), isOverdue: row.nextOn !== null && row.nextOn < today }));
    const last = page.at(-1);
    return { items, totalCents: sumCents(items.map(({ cents }) => cents)), next: rows.length > size && last ? `${last.nextOn ?? last.since}~${last.kind}.${last.subjectKey}` : undefined };
  }

  /** How many of each kind, and the money at stake, whatever kind is shown. */
  async counts(filter: WorklistFilter, today: CalendarDate): Promise<{ kind: WorkKind; count: number; cents: number }[]> {
    const rows = await this.reader.all<{ kind: WorkKind; count: number; cents: number }>(sql`
      SELECT c.kind AS kind, COUNT(*) AS count, SUM(c.cents) AS cents FROM ${this.#from({ ...filter, kind: undefined }, today)} WHERE ${join(narrowed(filter, today), ' AND ')} GROUP BY c.kind`);
    return WORK_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind));
  }

  async one(kind: WorkKind, subjectKey: string, today: CalendarDate) {
    const [row] = await this.#rows({ kind }, today, [sql`COALESCE(w.state, 'open') = 'open'`, sql`c.subjectKey = ${subjectKey}`], 1);
    if (!row) throw new NotFound('This is no longer on the worklist: what it waited for has happened.');
    return { ...row, reasons: reasonsOf(row, await this.#codes([row])), ageDays: Math.max(0, daysBetween(row.since, today)) };
  }

  #rows(filter: WorklistFilter, today: CalendarDate, where: readonly Sql[], size: number): Promise<WorkRow[]> {
    return this.reader.all<WorkRow>(sql`
      SELECT c.kind AS kind, c.subjectKey AS subjectKey, c.locationId AS locationId, l.name AS locationName, c.since AS since, c.cents AS cents, c.invoiceId AS invoiceId, c.refName AS refName,
        c.patientId AS patientId, c.patientName AS patientName, c.payerId AS payerId, c.payerName AS payerName, c.paymentId AS paymentId, c.why AS why,
        COALESCE(w.owner_id, '') AS ownerId, COALESCE(w.owner_name, '') AS ownerName, w.next_on AS nextOn, COALESCE(w.note, '') AS note, COALESCE(w.version, 0) AS version,
        (SELECT MAX(m.happened_on) FROM communications m WHERE m.invoice_id = c.invoiceId) AS lastContactOn
      FROM ${this.#from(filter, today)} JOIN locations l ON l.id = c.locationId
      WHERE ${join(where, ' AND ')} ORDER BY ${SORT}, ${KEY} ${limit(size)}`);
  }

  #from({ kind }: WorklistFilter, today: CalendarDate): Sql {
    return sql`${candidates(kind === undefined ? [] : [kind], scopeFor(READ), visiblePayments(), today)} c LEFT JOIN work_items w ON w.kind = c.kind AND w.subject_key = c.subjectKey`;
  }

  /** What the line’s explanation of benefits gave as reasons. */
  async #codes(rows: readonly WorkRow[]): Promise<Map<string, string[]>> {
    const ids = rows.filter(({ kind }) => kind === 'denied' || kind === 'follow-up').map(({ subjectKey }) => subjectKey);
    const codes = ids.length === 0 ? [] : await this.reader.all<CodeOf>(sql`
      SELECT c.adjudication_id AS id, CONCAT(c.group_code, '-', c.reason_code) AS code FROM adjudications a JOIN adjudication_codes c ON c.invoice_id = a.invoice_id AND c.adjudication_id = a.id
      JOIN invoices i ON i.id = a.invoice_id WHERE a.id IN (${list(ids)}) AND c.treatment = 'denied' AND ${alsoWithin(scopeFor(READ), sql`i.location_id`)} ORDER BY c.adjudication_id, c.position`);
    const byLine = new Map<string, string[]>();
    for (const { id, code } of codes) byLine.set(id, [...(byLine.get(id) ?? []), code]);
    return byLine;
  }
}

/** What the payer said, then what we said: `CO-197, CO-16 · Appeal with the referral`. */
function reasonsOf({ subjectKey, why }: WorkRow, codes: ReadonlyMap<string, string[]>): string {
  return [(codes.get(subjectKey) ?? []).join(', '), why].filter(Boolean).join(' · ');
}

function narrowed({ whose = 'today', when = 'due', location }: WorklistFilter, today: CalendarDate): Sql[] {
  const me = currentActor().id;
  const owners = { today: sql`COALESCE(w.owner_id, '') IN (${me}, '')`, mine: sql`w.owner_id = ${me}`, nobody: sql`COALESCE(w.owner_id, '') = ''`, all: sql`1 = 1` };
  return [
    sql`COALESCE(w.state, 'open') = 'open'`, owners[whose],
    ...(when === 'due' ? [sql`(w.next_on IS NULL OR w.next_on <= ${today})`] : []),
    ...(location ? [sql`c.locationId = ${location}`] : []),
  ];
}
