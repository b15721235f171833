import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { MOVEMENTS } from '../domain/causes.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import { accountDays } from './account-days.js';
import { ALL_RECEIVABLES, movementOf } from './journal-filter.js';

export interface RollForwardRow {
  /** An account, or `receivables` for the sum of all. */
  account: string;
  name: string;
  openingCents: number;
  /** By movement, signed: payments and adjustments lower what is owed. */
  moved: Record<string, number>;
  closingCents: number;
}

export interface RollForward {
  title: string;
  /** Empty for all of the caller's locations together. */
  locationId: string;
  rows: RollForwardRow[];
}

interface Moved {
  locationId: string;
  locationName: string;
  account: string;
  movement: string;
  cents: number;
}

const OPENING = 'opening';
const NAMES: Record<string, string> = { '1100': 'Insurers', '1110': 'Patients', '1120': 'Other payers' };

/** Opening + charges − payments − adjustments ± transfers = closing, of what is owed, by posting date. */
@Injectable()
export class RollForwardQueries {
  constructor(private readonly reader: Reader) {}

  /** One table per location, and the sum of them where there are several. */
  async over(scope: Scope, from: CalendarDate, through: CalendarDate, locationId: string | undefined): Promise<RollForward[]> {
    const mine = (e: Sql): Sql => sql`${e}.account_code IN (${list(RECEIVABLE_CODES)}) AND ${within(scope, sql`${e}.location_id`)} ${locationId === undefined ? sql`` : sql`AND ${e}.location_id = ${locationId}`}`;
    const rows = await this.reader.all<Moved>(sql`
      SELECT b.location_id AS locationId, l.name AS locationName, b.account_code AS account, b.movement AS movement, b.cents AS cents
      FROM (SELECT d.location_id, d.account_code, ${OPENING} AS movement, SUM(d.debit_cents - d.credit_cents) AS cents
            FROM ${accountDays((d) => sql`${mine(d)} AND ${d}.day < ${from}`)} d GROUP BY d.location_id, d.account_code
            UNION ALL
            SELECT m.location_id, m.account_code, m.movement, SUM(m.amount_cents) AS cents
            FROM (SELECT e.location_id, e.account_code, ${movementOf(sql`e`)} AS movement, e.amount_cents FROM entries e WHERE ${mine(sql`e`)} AND e.posting_date >= ${from} AND e.posting_date <= ${through}) m
            GROUP BY m.location_id, m.account_code, m.movement) b
      JOIN locations l ON l.id = b.location_id ORDER BY l.name, l.id`);
    const ids = [...new Set(rows.map((row) => row.locationId))];
    const tables = ids.map((id) => rows.filter((row) => row.locationId === id)).map((own) => tableOf(own[0]!.locationName, own[0]!.locationId, own));
    return ids.length > 1 ? [tableOf('All your locations together', '', rows), ...tables] : tables;
  }
}

function tableOf(title: string, locationId: string, moved: readonly Moved[]): RollForward {
  const rows = RECEIVABLE_CODES.map((account) => rowOf(account, NAMES[account]!, moved.filter((one) => one.account === account)));
  return { title, locationId, rows: [...rows, rowOf(ALL_RECEIVABLES, 'Together', moved)] };
}

function rowOf(account: string, name: string, moved: readonly Moved[]): RollForwardRow {
  const of = (movement: string): number => sumCents(moved.filter((one) => one.movement === movement).map((one) => one.cents));
  const byMovement = Object.fromEntries(Object.keys(MOVEMENTS).map((movement) => [movement, of(movement)]));
  return { account, name, openingCents: of(OPENING), moved: byMovement, closingCents: sumCents(moved.map((one) => one.cents)) };
}
