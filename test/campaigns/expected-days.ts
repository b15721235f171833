import { ReceivablesQueries } from '../../src/ledger/adapters/receivables.queries.js';
import { TrialBalanceQueries } from '../../src/ledger/adapters/trial-balance.queries.js';
import type { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import type { Books } from '../support/books.js';

const EVERYWHERE = { locationIds: 'all' as const };
/** What remittances say beside their claims stands on one of these accounts; which, depends on what is kept at the location and on what a person found out. */
const ACCOUNTS: Readonly<Record<string, readonly string[]>> = { 1100: ['1100'], 1110: ['1110'], 1120: ['1120'], 2100: ['2100'], 2110: ['2110'], 2150: ['2150'], beside: ['1160', '2160', '4200', '5110'] };

/**
 * What stood on every account and every invoice at the end of every day, by plain arithmetic: after each act the model is summed up, and
 * what has changed belongs to the day on which the act was posted. Only that day is read from the product.
 */
export class ExpectedDays {
  readonly #moves: { day: string; key: string; cents: number }[] = [];
  #last = new Map<string, number>();
  #between: Map<string, number> | undefined;
  #mark = 0;

  /** @param sums what the model says now, debit positive: `<location> <account>`, and `open <invoice>` */
  constructor(
    private readonly books: Books,
    private readonly sums: () => Map<string, number>,
  ) {}

  /** After an act. */
  async note(): Promise<void> {
    const { days, mark } = await postedSince(this.books.reader, this.#mark);
    this.#mark = mark;
    const between = this.#between;
    this.#between = undefined;
    // One act, one day; only a correction may take a later one for what it records anew, and held money is placed no earlier than it was received.
    expect(days.length).toBeLessThanOrEqual(between ? 2 : 1);
    if (between && days.length === 2) this.#move(between, days[0]!);
    this.#move(this.sums(), days.at(-1));
  }

  /** Within an act of two parts: what the first has done. */
  half(): void {
    this.#between = this.sums();
  }

  #move(now: Map<string, number>, day: string | undefined): void {
    const changed = [...new Set([...now.keys(), ...this.#last.keys()])].map((key) => ({ key, cents: (now.get(key) ?? 0) - (this.#last.get(key) ?? 0) })).filter(({ cents }) => cents !== 0);
    this.#last = now;
    if (day === undefined) expect(changed).toEqual([]);
    else this.#moves.push(...changed.map((move) => ({ ...move, day })));
  }

  /** @returns how many days were compared */
  async compare(): Promise<number> {
    const { reader, clinic } = this.books;
    const [balances, receivables] = [new TrialBalanceQueries(reader), new ReceivablesQueries(reader)];
    const days = [...new Set(this.#moves.map(({ day }) => day))].sort();
    for (const day of [addDays(days[0]!, -1), ...days]) {
      const expected = this.#at(day);
      for (const locationId of [clinic.maple, clinic.riverside]) {
        const [table] = await balances.over(EVERYWHERE, undefined, day, locationId);
        const closing = (codes: readonly string[]): number => (table?.rows ?? []).filter(({ code }) => codes.includes(code)).reduce((sum, row) => sum + row.closingCents, 0);
        expect(Object.entries(ACCOUNTS).map(([name, codes]) => [day, name, closing(codes)])).toEqual(Object.keys(ACCOUNTS).map((name) => [day, name, expected.get(`${locationId} ${name}`) ?? 0]));
      }
      const open = [...expected].filter(([key, cents]) => key.startsWith('open ') && cents !== 0).map(([key, cents]) => [key.slice(5), cents]);
      expect([day, new Map(await itemsAt(receivables, day))]).toEqual([day, new Map(open as [string, number][])]);
    }
    return days.length;
  }

  #at(day: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const move of this.#moves) if (move.day <= day) sums.set(move.key, (sums.get(move.key) ?? 0) + move.cents);
    return sums;
  }
}

async function postedSince(reader: Reader, mark: number): Promise<{ days: string[]; mark: number }> {
  const rows = await reader.all<{ day: string; last: number }>(sql`SELECT posting_date AS day, MAX(number) AS last FROM journals WHERE number > ${mark} GROUP BY posting_date ORDER BY posting_date`);
  return { days: rows.map(({ day }) => day), mark: Math.max(mark, ...rows.map(({ last }) => last)) };
}

async function itemsAt(receivables: ReceivablesQueries, asOf: string): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const { rows, next } = await receivables.items(EVERYWHERE, { asOf, by: 'due', ...(after === undefined ? {} : { after }) });
    found.push(...rows.map(({ invoiceId, openCents }): [string, number] => [invoiceId, openCents]));
    after = next;
  }
  return found;
}
