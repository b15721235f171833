import type { EntryLine } from '../../src/ledger/domain/entry.js';
import { Journal, type JournalHead, type JournalState } from '../../src/ledger/domain/journal.js';
import { Journals, type ItemOrigin, type JournalToMirror } from '../../src/ledger/domain/journals.js';

/** The books as a list. */
export class InMemoryJournals extends Journals {
  readonly posted: JournalState[] = [];
  #ids = 0;

  override post(head: JournalHead, entries: readonly EntryLine[]): void {
    const newId = (): string => `J${String((this.#ids += 1)).padStart(5, '0')}`;
    this.posted.push(Journal.post(head, entries, { number: 40_001 + this.posted.length, actId: 'act', newId }).state());
  }

  override liveOf(sourceId: string): Promise<JournalToMirror[]> {
    return Promise.resolve(this.#live(sourceId).map(({ root, entries }) => ({ journalId: root.id, number: root.number, entries })));
  }

  override originsOf(sourceId: string, itemIds: readonly string[]): Promise<ItemOrigin[]> {
    return Promise.resolve(this.#live(sourceId).flatMap(({ root, entries }) => {
      const items = [...new Set(entries.flatMap((entry) => entry.itemId ?? []))];
      return items.filter((id) => itemIds.includes(id)).map((itemId) => ({ itemId, journalId: root.id, number: root.number, itemsInJournal: items.length }));
    }));
  }

  #live(sourceId: string): JournalState[] {
    const reversed = new Set(this.posted.map(({ root }) => root.reversesId));
    return this.posted.filter(({ root }) => root.sourceId === sourceId && root.reversesId === null && !reversed.has(root.id));
  }

  /** Balance per account and share over everything posted; what is 0 is left out. */
  balances(): Record<string, number> {
    const sums = new Map<string, number>();
    for (const entry of this.posted.flatMap(({ entries }) => entries)) {
      const key = entry.shareId ?? entry.accountCode;
      sums.set(key, (sums.get(key) ?? 0) + entry.amountCents);
    }
    return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0));
  }
}
