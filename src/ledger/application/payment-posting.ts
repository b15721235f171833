import type { AllocationFact } from '../domain/facts.js';
import type { EntryLine } from '../domain/entry.js';
import { byLocation } from '../domain/journal.js';
import { ofPayment } from '../domain/journal-head.js';
import type { Journals } from '../domain/journals.js';
import { elsewhereMemo } from '../domain/memo.js';

/** One journal where the money was received, and one at each other location whose invoices it pays. */
export function postPayment(journals: Journals, event: AllocationFact, cause: string, memo: string, entries: readonly EntryLine[]): void {
  for (const { locationId, entries: own } of byLocation(entries)) {
    journals.post(ofPayment(event, cause, locationId === event.locationId ? memo : elsewhereMemo(event.number, cause)), own, event.kind);
  }
}
