import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InvoiceAdjusted } from '../../invoices/index.js';
import { adjustmentEntries } from '../domain/invoice-postings.js';
import { ofInvoice } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { adjustmentMemo, reversalMemo } from '../domain/memo.js';
import { reversalGroups } from '../domain/reversal.js';

const CAUSE = 'invoice-adjusted';

/** New adjustments in one journal; those that undo earlier ones as mirrors of what posted them. */
@EventsHandler(InvoiceAdjusted)
export class PostAdjustmentWhenInvoiceAdjusted implements IEventHandler<InvoiceAdjusted> {
  constructor(private readonly journals: Journals) {}

  async handle(event: InvoiceAdjusted): Promise<void> {
    const fresh = event.adjustments.filter((item) => item.reversesId === null);
    const entries = adjustmentEntries({ ...event, adjustments: fresh });
    if (entries.length > 0) this.journals.post(ofInvoice(event, CAUSE, memoOf(event, fresh)), entries);
    const undone = event.adjustments.filter((item) => item.reversesId !== null);
    if (undone.length === 0) return;
    const origins = await this.journals.originsOf(event.invoiceId, undone.map((item) => item.reversesId!));
    for (const { items, mirrors } of reversalGroups(undone, origins)) {
      const memo = reversalMemo(memoOf(event, items), mirrors?.number);
      this.journals.post(ofInvoice(event, CAUSE, memo, mirrors?.journalId ?? null), adjustmentEntries({ ...event, adjustments: items }));
    }
  }
}

function memoOf(event: InvoiceAdjusted, items: readonly { kind: string }[]): string {
  return adjustmentMemo(event.number, items.map((item) => item.kind));
}
