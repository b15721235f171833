import type { CalendarDate } from '../../shared/calendar-date.js';
import type { DraftPayerState } from './draft-state.js';
import type { InvoiceHistory } from './fit-shares.js';
import type { Invoice } from './invoice.js';
import type { InvoiceDraft } from './invoice-draft.js';
import type { ShareParty } from './invoice-state.js';

/** The finalized invoices, as the use cases need them. Loading locks; reading a history is for acts that reverse. */
export abstract class Invoices {
  abstract load(ids: readonly string[]): Promise<Invoice[]>;
  /** Looks without locking, for previews. */
  abstract look(ids: readonly string[]): Promise<Invoice[]>;
  /** The same, with what was adjusted, moved and decided on each. */
  abstract lookWithHistory(ids: readonly string[]): Promise<{ invoices: Invoice[]; histories: Map<string, InvoiceHistory> }>;
  abstract add(invoice: Invoice): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(invoice: Invoice, version: number | undefined): Promise<void>;
  abstract historyOf(ids: readonly string[]): Promise<Map<string, InvoiceHistory>>;
  /** Where they are, their versions, and the days their shares were last posted on, by an unlocked read; the invoice itself checks again. */
  abstract asOf(ids: readonly string[]): Promise<{ id: string; locationId: string; version: number; lastPostedOn: CalendarDate }[]>;
  /** The insurers entered on each, in their order, without those that repay the patient; by an unlocked read. */
  abstract insurersOn(ids: readonly string[]): Promise<ReadonlyMap<string, ShareParty[]>>;
  /** Whether an insurer's decision came with this payment, by an unlocked read. */
  abstract isDecidedBy(paymentId: string): Promise<boolean>;
  /** Invoices on which this payment adjusted, moved or decided something, by an unlocked read. */
  abstract touchedBy(paymentId: string): Promise<string[]>;
}

export type EnteredPayers = readonly Omit<DraftPayerState, 'id' | 'draftId'>[];

export abstract class InvoiceDrafts {
  abstract one(id: string): Promise<InvoiceDraft>;
  abstract add(draft: InvoiceDraft): void;
  abstract expectVersion(draft: InvoiceDraft, version: number | undefined): Promise<void>;
  /** The payers entered on the draft that this invoice was; `undefined` where it followed the coverages. By an unlocked read. */
  abstract enteredOn(invoiceId: string): Promise<EnteredPayers | undefined>;
  /** Whether one of these ids is an invoice in the making at the location, by an unlocked read. */
  abstract isAmong(ids: readonly string[], locationId: string): Promise<boolean>;
}
