import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql, within, type Sql } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { accountDays } from './account-days.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';

/** Debit positive in opening and closing; debits and credits of the span each as they are. */
interface Figures {
  openingCents: number;
  debitCents: number;
  creditCents: number;
  closingCents: number;
}

export interface TrialBalanceRow extends Figures {
  code: string;
  name: string;
}

export interface TrialBalance {
  title: string;
  /** Empty for all of the caller's locations together. */
  locationId: string;
  rows: TrialBalanceRow[];
  sums: Figures;
  /** What stands on the debit side at the end, and on the credit side. */
  closingDebitCents: number;
  closingCreditCents: number;
}

interface Balance extends TrialBalanceRow {
  locationId: string;
  locationName: string;
}

/** By posting date: what every account stood at before a span of days, what moved in it, and what it stands at after. */
@Injectable()
export class TrialBalanceQueries {
  constructor(private readonly reader: Reader) {}

  /**
   * One table per location, and the sum of them where there are several.
   * @param from the first day of the span; without it everything up to `through` is the span
   */
  async over(scope: Scope, from: CalendarDate | undefined, through: CalendarDate, locationId: string | undefined): Promise<TrialBalance[]> {
    const first = from ?? '1000-01-01';
    const wanted = (e: Sql): Sql => sql`${within(scope, sql`${e}.location_id`)} AND ${e}.day <= ${through} ${locationId === undefined ? sql`` : sql`AND ${e}.location_id = ${locationId}`}`;
    const balances = await this.reader.all<Balance>(sql`
      SELECT b.location_id AS locationId, l.name AS locationName, a.code AS code, a.name AS name,
        b.opening AS openingCents, b.debit AS debitCents, b.credit AS creditCents, b.opening + b.debit - b.credit AS closingCents
      FROM (SELECT e.location_id, e.account_code,
              SUM(CASE WHEN e.day < ${first} THEN e.debit_cents - e.credit_cents ELSE 0 END) AS opening,
              SUM(CASE WHEN e.day >= ${first} THEN e.debit_cents ELSE 0 END) AS debit,
              SUM(CASE WHEN e.day >= ${first} THEN e.credit_cents ELSE 0 END) AS credit
            FROM ${accountDays(wanted)} e GROUP BY e.location_id, e.account_code) b
      JOIN accounts a ON a.code = b.account_code JOIN locations l ON l.id = b.location_id ORDER BY l.name, l.id, a.code`);
    const ids = [...new Set(balances.map((balance) => balance.locationId))];
    const tables = ids.map((id) => balances.filter((balance) => balance.locationId === id)).map((own) => tableOf(own[0]!.locationName, own[0]!.locationId, own));
    return ids.length > 1 ? [tableOf('All your locations together', '', balances), ...tables] : tables;
  }
}

const FIGURES = ['openingCents', 'debitCents', 'creditCents', 'closingCents'] as const;

function tableOf(title: string, locationId: string, balances: readonly Balance[]): TrialBalance {
  const codes = [...new Set(balances.map(({ code }) => code))].sort();
  const rows = codes
    .map((code) => balances.filter((balance) => balance.code === code))
    .map((own): TrialBalanceRow => ({ code: own[0]!.code, name: own[0]!.name, ...summed(own) }))
    .filter((row) => FIGURES.some((figure) => row[figure] !== 0));
  return {
    title, locationId, rows, sums: summed(rows),
    closingDebitCents: sumCents(rows.map((row) => Math.max(row.closingCents, 0))),
    closingCreditCents: sumCents(rows.map((row) => Math.max(0 - row.closingCents, 0))),
  };
}

function summed(rows: readonly Figures[]): Figures {
  const of = (figure: keyof Figures): number => sumCents(rows.map((row) => row[figure]));
  return { openingCents: of('openingCents'), debitCents: of('debitCents'), creditCents: of('creditCents'), closingCents: of('closingCents') };
}
