import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, type Sql, sql } from '../../platform/database/sql.js';
import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { HoldingKind } from '../domain/payment-state.js';
import { AGES, ageOf, ofAge, readCursor } from './ages.js';
import { HOLDING_NAMES } from './payment-words.js';
import { visiblePayments } from './visible-payments.js';

export interface UnappliedFilter {
  kind?: string | undefined;
  location?: string | undefined;
  owner?: string | undefined;
  age?: string | undefined;
  after?: string | undefined;
}

export interface HeldRow {
  holdingId: string;
  kind: HoldingKind;
  amountCents: number;
  since: CalendarDate;
  ownerId: string;
  ownerName: string;
  paymentId: string;
  number: number;
  partyName: string;
  payerId: string | null;
  guarantorId: string | null;
  locationName: string;
}

const PAGE = 25;
const FROM = sql`FROM payment_holdings h JOIN payments p ON p.id = h.payment_id`;

/** Money received and not applied: what it is held for, since when and by whom. */
@Injectable()
export class UnappliedQueries {
  constructor(private readonly reader: Reader) {}

  /** Oldest first; ages count from the day it has been held since. */
  async list(filter: UnappliedFilter, today: CalendarDate) {
    const cursor = readCursor(filter.after);
    const after = cursor ? [sql`h.since >= ${cursor[0]} AND (h.since > ${cursor[0]} OR h.id > ${cursor[1]})`] : [];
    const rows = await this.reader.all<HeldRow>(sql`
      SELECT h.id AS holdingId, h.kind AS kind, h.amount_cents AS amountCents, h.since AS since, h.owner_id AS ownerId, COALESCE(t.display_name, h.owner_id) AS ownerName,
             p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.payer_id AS payerId, p.guarantor_id AS guarantorId, l.name AS locationName
      ${FROM} JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id LEFT JOIN staff t ON t.id = h.owner_id
      WHERE ${join([visiblePayments(), ...conditions(filter, today), ...after], ' AND ')} ORDER BY h.since, h.id ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, kindName: HOLDING_NAMES[row.kind], ageDays: Math.max(0, daysBetween(row.since, today)) }));
    const last = items.at(-1);
    return { items, totalCents: sumCents(items.map((row) => row.amountCents)), next: rows.length > PAGE && last ? `${last.since}~${last.holdingId}` : undefined };
  }

  /** By what it is held for and by age, of all that the filter leaves; the sums of the rows and of the columns are one. */
  async byAge(filter: UnappliedFilter, today: CalendarDate) {
    const cells = await this.reader.all<{ kind: HoldingKind; bucket: number; cents: number; n: number }>(sql`
      SELECT h.kind AS kind, ${ageOf(sql`h.since`, today)} AS bucket, SUM(h.amount_cents) AS cents, COUNT(*) AS n
      ${FROM} WHERE ${join([visiblePayments(), ...conditions(filter, today)], ' AND ')} GROUP BY h.kind, bucket`);
    const kinds = (Object.keys(HOLDING_NAMES) as HoldingKind[]).filter((kind) => cells.some((cell) => cell.kind === kind));
    const sum = (of: (cell: (typeof cells)[number]) => boolean): number => sumCents(cells.filter(of).map(({ cents }) => cents));
    return {
      rows: kinds.map((kind) => ({ kind, name: HOLDING_NAMES[kind], cells: AGES.map((_, bucket) => sum((cell) => cell.kind === kind && cell.bucket === bucket)), cents: sum((cell) => cell.kind === kind) })),
      totals: AGES.map((_, bucket) => sum((cell) => cell.bucket === bucket)), totalCents: sum(() => true), count: cells.reduce((count, { n }) => count + n, 0),
    };
  }

  /** Whoever has money to look after. */
  async owners(): Promise<{ value: string; label: string }[]> {
    return this.reader.all(sql`
      SELECT DISTINCT h.owner_id AS value, COALESCE(t.display_name, h.owner_id) AS label ${FROM} LEFT JOIN staff t ON t.id = h.owner_id WHERE ${visiblePayments()} ORDER BY label`);
  }
}

function conditions({ kind, location, owner, age }: UnappliedFilter, today: CalendarDate): Sql[] {
  const given: [unknown, Sql][] = [
    [kind, sql`h.kind = ${kind ?? ''}`],
    [location, sql`p.location_id = ${location ?? ''}`],
    [owner, sql`h.owner_id = ${owner ?? ''}`],
    [age, ofAge(sql`h.since`, age ?? '', today)],
  ];
  return given.flatMap(([value, condition]) => (value ? [condition] : []));
}
