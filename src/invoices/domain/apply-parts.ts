import { DomainError } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import type { Invoice } from './invoice.js';
import { openCentsOf, type PartyKind, type Posting } from './invoice-state.js';
import { SameInvoiceTwice } from './refusals.js';
import type { AppliedPart, PaidShare, PayingParty, PaymentPart } from './settle.js';

export interface InvoicePart extends PaymentPart {
  invoiceId: string;
}

export interface PaymentRequest {
  paymentId: string;
  party: PayingParty;
  parts: readonly InvoicePart[];
}

export interface PostedPart {
  invoiceId: string;
  patientId: string;
  locationId: string;
  /** The version this act gives the invoice: what “newest” means later (MONEY 4). */
  invoiceVersion: number;
  shares: PaidShare[];
}

/** All rows of a payment, on invoices loaded in the order of the rows; the first refusal stops everything. */
export function applyParts(invoices: readonly Invoice[], request: PaymentRequest, posting: Posting): PostedPart[] {
  refuseTwice(request.parts);
  return request.parts.map((part, index) => {
    const invoice = invoices[index]!;
    const { shares } = invoice.applyPart(request.party, part, request.paymentId, posting);
    return { invoiceId: invoice.id, patientId: invoice.patientId, locationId: invoice.locationId, invoiceVersion: invoice.nextVersion, shares };
  });
}

export interface PartyBalance {
  partyKind: PartyKind;
  payerId: string | null;
  guarantorId: string | null;
  beforeCents: number;
  afterCents: number;
}

export interface PreviewedPart {
  invoiceId: string;
  number: string;
  /** The row's equation; missing where the row is refused. */
  applied?: AppliedPart;
  refusal?: string;
  /** What each party owes on this invoice before and after. */
  parties: PartyBalance[];
}

/** What posting would do, row by row, on invoices that were only looked at. It is the posting itself; nothing of it is kept. */
export function previewParts(invoices: readonly Invoice[], request: PaymentRequest, postingDate: string): PreviewedPart[] {
  const posting = previewPosting(postingDate);
  return request.parts.map((part, index) => {
    const invoice = invoices[index]!;
    const before = owedByParty(invoice);
    const row = { invoiceId: invoice.id, number: invoice.number };
    try {
      const applied = invoice.applyPart(request.party, part, request.paymentId, posting);
      return { ...row, applied, parties: changes(before, owedByParty(invoice)) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...row, refusal: error.sentence, parties: changes(before, before) };
    }
  });
}

function previewPosting(date: string): Posting {
  let nth = 0;
  return { date, nextId: () => `preview-${(nth += 1)}`, nextOrdinal: () => 0 };
}

type Owed = Map<string, Omit<PartyBalance, 'beforeCents' | 'afterCents'> & { cents: number }>;

function owedByParty(invoice: Invoice): Owed {
  const owed: Owed = new Map();
  for (const share of invoice.shares) {
    const { partyKind, payerId, guarantorId } = share;
    const key = `${partyKind} ${payerId ?? guarantorId}`;
    owed.set(key, { partyKind, payerId, guarantorId, cents: sumCents([owed.get(key)?.cents ?? 0, openCentsOf(share)]) });
  }
  return owed;
}

function changes(before: Owed, after: Owed): PartyBalance[] {
  return [...after].map(([key, { cents, ...party }]) => ({ ...party, beforeCents: before.get(key)?.cents ?? 0, afterCents: cents }));
}

function refuseTwice(parts: readonly InvoicePart[]): void {
  if (new Set(parts.map((part) => part.invoiceId)).size !== parts.length) throw new SameInvoiceTwice();
}
