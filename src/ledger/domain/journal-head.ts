import type { CalendarDate } from '../../shared/calendar-date.js';
import type { JournalHead } from './journal.js';
import { mirrorMemo } from './memo.js';
import type { JournalToMirror } from './journals.js';

type InvoiceEvent = { readonly invoiceId: string; readonly postingDate: CalendarDate };
type DepositEvent = { readonly depositId: string; readonly postingDate: CalendarDate };
type SettlementEvent = { readonly settlementId: string; readonly postingDate: CalendarDate };
type PaymentEvent = { readonly paymentId: string; readonly postingDate: CalendarDate };

export function ofInvoice(event: InvoiceEvent, cause: string, memo: string, reversesId: string | null = null): JournalHead {
  return { cause, memo, sourceType: 'invoice', sourceId: event.invoiceId, postingDate: event.postingDate, eventDate: event.postingDate, reversesId };
}

export function ofPayment(event: PaymentEvent, cause: string, memo: string, reversesId: string | null = null): JournalHead {
  return { cause, memo, sourceType: 'payment', sourceId: event.paymentId, postingDate: event.postingDate, eventDate: event.postingDate, reversesId };
}

export function ofDeposit(event: DepositEvent, cause: string, memo: string, reversesId: string | null = null): JournalHead {
  return { cause, memo, sourceType: 'deposit', sourceId: event.depositId, postingDate: event.postingDate, eventDate: event.postingDate, reversesId };
}

export function ofSettlement(event: SettlementEvent, cause: string, memo: string, reversesId: string | null = null): JournalHead {
  return { cause, memo, sourceType: 'settlement', sourceId: event.settlementId, postingDate: event.postingDate, eventDate: event.postingDate, reversesId };
}

/** The head of a mirror: same source, the event's date, the reason in the memo. */
export function mirrorOf(journal: JournalToMirror, head: JournalHead, what: string, reason: string): JournalHead {
  return { ...head, memo: mirrorMemo(what, journal.number, reason), reversesId: journal.journalId };
}
