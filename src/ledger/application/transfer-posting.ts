import type { TransferFact } from '../domain/facts.js';
import { transferEntries } from '../domain/invoice-postings.js';
import { ofInvoice } from '../domain/journal-head.js';
import type { Journals } from '../domain/journals.js';
import { reversalMemo } from '../domain/memo.js';
import { reversalGroups } from '../domain/reversal.js';

/** Posts the transfers of one event: the new ones in one journal, the undone ones as mirrors of what posted them. */
export async function postTransfers(journals: Journals, event: TransferFact, cause: string, memo: string): Promise<void> {
  const fresh = event.transfers.filter((item) => item.reversesId === null);
  const entries = transferEntries({ ...event, transfers: fresh });
  if (entries.length > 0) journals.post(ofInvoice(event, cause, memo), entries);
  const undone = event.transfers.filter((item) => item.reversesId !== null);
  if (undone.length === 0) return;
  const origins = await journals.originsOf(event.invoiceId, undone.map((item) => item.reversesId!));
  for (const { items, mirrors } of reversalGroups(undone, origins)) {
    const head = ofInvoice(event, cause, reversalMemo(memo, mirrors?.number), mirrors?.journalId ?? null);
    journals.post(head, transferEntries({ ...event, transfers: items }));
  }
}
