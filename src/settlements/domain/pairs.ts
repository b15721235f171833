import type { CalendarDate } from '../../shared/calendar-date.js';
import type { LocationPair } from './pair.js';
import type { SettlementState } from './pair-state.js';

export interface Owed {
  /** What the first owes the second, all in all; below zero when the second owes. */
  cents: number;
  /** Of the entries between them. */
  lastPostedOn: CalendarDate | undefined;
}

export abstract class LocationPairs {
  /** Locks the pair; a new one where they never settled. */
  abstract between(a: string, b: string): Promise<LocationPair>;
  /** As the books of the first say, by an unlocked read. */
  abstract owed(fromId: string, toId: string): Promise<Owed>;
  /** A settlement as it was recorded, and whether it is undone, by an unlocked read. */
  abstract settlement(id: string): Promise<{ settlement: SettlementState; isUndone: boolean } | undefined>;
}
