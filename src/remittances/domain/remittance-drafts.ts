import type { RemittanceDraft } from './remittance-draft.js';
import type { ProviderLine, RemittanceLine } from './remittance-rows.js';
import type { ProviderLineState, RemittanceLineState } from './remittance-state.js';

/** A row as it stands, with what was billed for it. */
export interface StandingLine extends RemittanceLineState {
  billedCents: number;
}

/** Remittances in the making. Locks: the draft before its rows. */
export abstract class RemittanceDrafts {
  /** To change its head, or to end it. */
  abstract one(id: string): Promise<RemittanceDraft>;
  /** To type in its rows: it cannot be ended meanwhile, and others may type in it as well. */
  abstract held(id: string): Promise<RemittanceDraft>;
  abstract line(id: string, version: number): Promise<RemittanceLine>;
  abstract providerLine(id: string, version: number): Promise<ProviderLine>;
  /** The draft on screen was of this version. */
  abstract expect(draft: RemittanceDraft, version: number): Promise<void>;
  abstract add(draft: RemittanceDraft): void;
  abstract addLine(line: RemittanceLine): void;
  abstract addProviderLine(line: ProviderLine): void;
  /** In the order of the paper, those taken out left out. */
  abstract linesOf(draftId: string): Promise<StandingLine[]>;
  abstract providerLinesOf(draftId: string): Promise<ProviderLineState[]>;
  /** The open draft of a payment’s EOB. */
  abstract openFor(paymentId: string): Promise<string | undefined>;
  /** The open draft that posts a reversed payment’s EOB again. */
  abstract openAgain(paymentId: string): Promise<string | undefined>;
  /** The drafts that a payment was posted from, the first EOB first. */
  abstract postedAs(paymentId: string): Promise<string[]>;
  /** Lines of an invoice in its order, for the rows of a draft. */
  abstract invoiceLines(invoiceId: string): Promise<string[]>;
}
