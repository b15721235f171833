import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, type Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { OutsideTrail } from '../../platform/outside-trail.js';
import { MONEY_AT_HAND, type PartyKind } from '../domain/chart.js';
import { RECEIVING } from '../domain/causes.js';
import type { EntryLine } from '../domain/entry.js';

const COLUMNS = ['id', 'location_id', 'account_code', 'day', 'paid_by', 'payer_id', 'debit_cents', 'credit_cents'];
const FOLDED_AT_ONCE = 1_000;
const FOLD_EVERY_MS = 60_000;

interface Sums {
  locationId: string;
  accountCode: string;
  day: string;
  paidBy: string;
  payerId: string;
  debitCents: number;
  creditCents: number;
}

/** Somebody else folded some of the same rows; nothing was written. */
class FoldedElsewhere extends Error {}

/**
 * What moved by day, as a table to read from: `alias.location_id`, `.account_code`, `.day`, `.paid_by`, `.payer_id`, `.debit_cents`, `.credit_cents`. `where` narrows both halves.
 * `paid_by` is the kind of a payment that was received or reversed, and `''` for everything else.
 */
export function accountDays(where: (alias: Sql) => Sql): Sql {
  return sql`(SELECT d.location_id, d.account_code, d.day, d.paid_by, d.payer_id, d.debit_cents, d.credit_cents FROM account_days d WHERE ${where(sql`d`)}
    UNION ALL SELECT n.location_id, n.account_code, n.day, n.paid_by, n.payer_id, n.debit_cents, n.credit_cents FROM account_day_news n WHERE ${where(sql`n`)})`;
}

/** Sums of the entries by location, account and day: no posting waits for another, no page adds up the years. */
@Injectable()
export class AccountDays implements OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outside: OutsideTrail,
    private readonly reader: Reader,
  ) {}

  /** With the running command's flush, so that entries and sums are one. */
  posted(day: string, cause: string, entries: readonly EntryLine[], paidBy?: PartyKind): void {
    const sums = new Map<string, Sums>();
    for (const entry of entries) {
      const { locationId, accountCode, amountCents } = entry;
      addTo(sums, { locationId, accountCode, day, ...whoPaid(cause, entry, paidBy), debitCents: Math.max(amountCents, 0), creditCents: Math.max(0 - amountCents, 0) });
    }
    this.outside.append('account_day_news', COLUMNS, [...sums.values()].map((one) => [newId(), one.locationId, one.accountCode, day, one.paidBy, one.payerId, one.debitCents, one.creditCents]));
  }

  /** @param onError what could not be folded stays where it is and counts all the same */
  keep(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.fold().catch(onError), FOLD_EVERY_MS);
    this.#timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Moves news into the days, until few are left. Rows that another process took meanwhile are its own. @returns how many */
  async fold(): Promise<number> {
    let folded = 0;
    for (;;) {
      const news = await this.reader.all<Sums & { id: string }>(sql`
        SELECT n.id AS id, n.location_id AS locationId, n.account_code AS accountCode, n.day AS day, n.paid_by AS paidBy, n.payer_id AS payerId, n.debit_cents AS debitCents, n.credit_cents AS creditCents
        FROM account_day_news n ORDER BY n.id ${limit(FOLDED_AT_ONCE)}`);
      if (news.length === 0 || !(await this.#move(news))) return folded;
      folded += news.length;
    }
  }

  async #move(news: readonly (Sums & { id: string })[]): Promise<boolean> {
    const sums = new Map<string, Sums>();
    for (const one of news) addTo(sums, one);
    try {
      await this.outside.together(async ({ write }) => {
        const gone = await write(sql`DELETE FROM account_day_news WHERE id IN (${list(news.map(({ id }) => id))})`);
        if (gone !== news.length) throw new FoldedElsewhere();
        for (const { locationId, accountCode, day, paidBy, payerId, debitCents, creditCents } of sums.values()) {
          const known = await write(sql`UPDATE account_days SET debit_cents = debit_cents + ${debitCents}, credit_cents = credit_cents + ${creditCents}
            WHERE location_id = ${locationId} AND account_code = ${accountCode} AND day = ${day} AND paid_by = ${paidBy} AND payer_id = ${payerId}`);
          if (known === 0) await write(sql`INSERT INTO account_days (location_id, account_code, day, paid_by, payer_id, debit_cents, credit_cents) VALUES (${locationId}, ${accountCode}, ${day}, ${paidBy}, ${payerId}, ${debitCents}, ${creditCents})`);
        }
      });
      return true;
    } catch (error) {
      if (error instanceof FoldedElsewhere) return false;
      throw error;
    }
  }
}

function addTo(sums: Map<string, Sums>, one: Sums): void {
  const key = `${one.locationId} ${one.accountCode} ${one.day} ${one.paidBy} ${one.payerId}`;
  const known = sums.get(key);
  if (known) Object.assign(known, { debitCents: known.debitCents + one.debitCents, creditCents: known.creditCents + one.creditCents });
  else sums.set(key, { ...one });
}

/** Of money that came in or was taken back: the kind of its payment, and the payer where there is one. */
function whoPaid(cause: string, { accountCode, payerId }: EntryLine, paidBy: PartyKind | undefined): Pick<Sums, 'paidBy' | 'payerId'> {
  const isReceived = RECEIVING.includes(cause) && MONEY_AT_HAND.some((code) => code === accountCode);
  return isReceived ? { paidBy: paidBy ?? '', payerId: payerId ?? '' } : { paidBy: '', payerId: '' };
}
