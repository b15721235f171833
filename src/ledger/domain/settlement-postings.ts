import { BANK, DUE_FROM_LOCATIONS, DUE_TO_LOCATIONS } from './chart.js';
import { credit, debit, type EntryLine } from './entry.js';
import type { SettlementFact } from './facts.js';

/** MONEY 23: where the money was, Dr 2800 / Cr 1000; where it belongs, Dr 1000 / Cr 1800. */
export function settlementEntries({ settlementId: itemId, fromId, toId, amountCents }: SettlementFact): EntryLine[] {
  return [
    debit(fromId, DUE_TO_LOCATIONS, amountCents, { itemId, counterLocationId: toId }),
    credit(fromId, BANK, amountCents, { itemId }),
    debit(toId, BANK, amountCents, { itemId }),
    credit(toId, DUE_FROM_LOCATIONS, amountCents, { itemId, counterLocationId: fromId }),
  ];
}
