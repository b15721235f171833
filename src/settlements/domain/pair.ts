import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { LocationsSettled, SettlementUndone } from './events.js';
import type { PairRows, SettlementState } from './pair-state.js';
import { MoreThanOwed, NothingToSettle, SameLocation } from './refusals.js';

export type Settling = Pick<SettlementState, 'fromId' | 'toId' | 'amountCents' | 'reference' | 'reason' | 'postedBy'>;

interface Posting {
  date: CalendarDate;
  nextId(): string;
}

/** The ids of two locations in the order a pair has them. */
export function inOrder(a: string, b: string): { oneId: string; otherId: string } {
  if (a === b) throw new SameLocation();
  return a < b ? { oneId: a, otherId: b } : { oneId: b, otherId: a };
}

/** Two locations that receive money for each other. What they owe stands in their books; settling it goes through here, one at a time. */
export class LocationPair extends Aggregate<PairRows> {
  private constructor(private readonly rows: PairRows) {
    super();
  }

  static from({ root }: Pick<PairRows, 'root'>): LocationPair {
    return new LocationPair({ root: { ...root }, settlements: [] });
  }

  static of(a: string, b: string, id: string): LocationPair {
    return new LocationPair({ root: { id, version: 0, ...inOrder(a, b) }, settlements: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): PairRows {
    return this.rows;
  }

  /** @param owedCents what `fromId` owes `toId`, all in all, as the books say under the lock of this pair */
  settle(settling: Settling, owedCents: number, posting: Posting): string {
    const { fromId, toId, amountCents, reference } = settling;
    if (amountCents <= 0) throw new NothingToSettle();
    if (amountCents > owedCents) throw new MoreThanOwed(owedCents, amountCents);
    const id = this.#append({ ...settling, reversesId: null }, posting);
    this.raise(new LocationsSettled({ settlementId: id, fromId, toId, amountCents, reference, postingDate: posting.date }));
    return id;
  }

  /** The transfer did not happen, or went back: what it paid is owed again. */
  undo({ id, fromId, toId, amountCents, reference }: SettlementState, why: { reason: string; postedBy: string }, posting: Posting): void {
    this.#append({ fromId, toId, amountCents: 0 - amountCents, reference, ...why, reversesId: id }, posting);
    this.raise(new SettlementUndone({ settlementId: id, fromId, toId, amountCents, reason: why.reason, postingDate: posting.date }));
  }

  #append(row: Omit<SettlementState, 'id' | 'pairId' | 'postingDate'>, posting: Posting): string {
    const id = posting.nextId();
    this.rows.settlements.push({ ...row, id, pairId: this.id, postingDate: posting.date });
    return id;
  }
}
