import type { PartyKind } from './chart.js';
import type { EntryLine } from './entry.js';
import type { JournalHead } from './journal.js';

/** A posted journal as an act that undoes it needs it. */
export interface JournalToMirror {
  readonly journalId: string;
  readonly number: number;
  readonly entries: readonly EntryLine[];
}

/** Which journal posted an item, and how many items that journal posted in all. */
export interface ItemOrigin {
  readonly itemId: string;
  readonly journalId: string;
  readonly number: number;
  readonly itemsInJournal: number;
}

/** The books: journals are written into them and looked up, nothing else. */
export abstract class Journals {
  /** @param paidBy of a payment's journals: whose money it is; a reversal's entries need not show it any more */
  abstract post(head: JournalHead, entries: readonly EntryLine[], paidBy?: PartyKind): void;
  /** Journals of a record that are no mirror and have none, oldest first. */
  abstract liveOf(sourceId: string): Promise<JournalToMirror[]>;
  /** Where the given adjustments or transfers of a record were posted, as far as those journals are still live. */
  abstract originsOf(sourceId: string, itemIds: readonly string[]): Promise<ItemOrigin[]>;
}
