import { decodeTime } from 'ulid';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Clerk } from '../bench/clerk.js';
import type { Workload } from '../bench/posting-setup.js';

export const CLIENTS = 8;
/** Each payment is 1.00 and each invoice of the workload owes 100.00. */
const PAYMENTS_PER_INVOICE = 100;
const SAFE = 'Press the button again: it is safe, the payment is recorded at most once.';

/** Clerks with payments of their own: what was acknowledged and where it led, and what nobody knows until the button is pressed again. */
export class Pressed {
  /** Payment → the page that its acknowledgment led to. */
  readonly acknowledged = new Map<number, string>();
  readonly unheard = new Set<number>();
  /** When each of those that were ever unheard stopped waiting. */
  readonly lostAt = new Map<number, number>();
  /** How many were told by the product itself that the database is away. */
  told = 0;
  #next = 0;

  constructor(private readonly workload: Workload) {}

  get count(): number {
    return this.#next;
  }

  /** Eight clients press one payment after another until it is over. */
  async work(clerk: Clerk, isOver: () => boolean): Promise<void> {
    await atOnce(CLIENTS, async () => {
      while (!isOver()) await this.press(clerk, this.#next++);
    });
  }

  /** Everybody who heard nothing presses the same button again. */
  async again(clerk: Clerk): Promise<void> {
    const waiting = [...this.unheard];
    await atOnce(CLIENTS, async () => {
      for (let nth = waiting.pop(); nth !== undefined; nth = waiting.pop()) await this.press(clerk, nth);
    });
  }

  /** Who was acknowledged presses again all the same and lands on the same page. @returns how many did */
  async twice(clerk: Clerk, most: number): Promise<number> {
    const heard = [...this.lostAt.keys(), ...[...this.acknowledged.keys()].slice(-most)];
    for (const nth of heard) expect([nth, await this.#send(clerk, nth)]).toEqual([nth, this.acknowledged.get(nth)]);
    return heard.length;
  }

  async press(clerk: Clerk, nth: number): Promise<void> {
    const page = await this.#send(clerk, nth);
    if (page === undefined) {
      this.unheard.add(nth);
      if (!this.lostAt.has(nth)) this.lostAt.set(nth, Date.now());
      return;
    }
    this.acknowledged.set(nth, page);
    this.unheard.delete(nth);
  }

  /** Every payment pressed is in the books once, under the id that was acknowledged. @returns how many nobody heard of and were there before the second press */
  async areThereOnce(reader: Reader): Promise<number> {
    const rows = await reader.all<{ id: string; reference: string; amount: number }>(sql`SELECT id AS id, reference AS reference, amount_cents AS amount FROM payments`);
    const found = rows.map(({ id, reference, amount }) => `${reference} ${amount} /payments/${id}`);
    const heard = [...this.acknowledged].map(([nth, page]) => `${referenceOf(nth)} 100 ${page}`);
    expect(found.sort()).toEqual(heard.sort());
    expect(found).toHaveLength(this.count);
    const paid = await reader.one(sql`SELECT SUM(paid_cents) AS paid, SUM(charged_cents - paid_cents) AS due FROM shares`);
    expect(paid).toEqual({ paid: this.count * 100, due: this.workload.invoices.length * PAYMENTS_PER_INVOICE * 100 - this.count * 100 });
    return [...this.lostAt].filter(([nth, at]) => decodeTime(this.acknowledged.get(nth)!.slice('/payments/'.length)) <= at).length;
  }

  /** @returns the page the payment led to; nothing when no answer came, or only the sentence that pressing again is safe */
  async #send(clerk: Clerk, nth: number): Promise<string | undefined> {
    const answer = await clerk.post('/payments', this.#form(nth)).catch(() => undefined);
    if (answer?.status === 200) return answer.location;
    if (answer && !(answer.status === 503 && answer.body.includes(SAFE))) throw new Error(`payment ${nth}: ${answer.status}: ${answer.body.slice(0, 300)}`);
    if (answer) this.told += 1;
    return undefined;
  }

  #form(nth: number): Record<string, string> {
    const invoiceId = this.workload.invoices[Math.floor(nth / PAYMENTS_PER_INVOICE)]?.[0];
    if (!invoiceId) throw new Error('the workload is used up: prepare more invoices');
    const { locationId, payerId } = this.workload;
    return {
      submission: `crash-key-${nth}`, locationId, payerId, kind: 'insurance', method: 'insurance-eft', reference: referenceOf(nth), amountCents: '1.00',
      'rows[0][invoiceId]': invoiceId, 'rows[0][amountCents]': '1.00',
    };
  }
}

/** A small repeatable source of chance. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function referenceOf(nth: number): string {
  return `CRASH ${nth}`;
}

async function atOnce(count: number, client: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, client));
}
