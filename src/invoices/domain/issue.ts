import { addDays, type CalendarDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { formatCents, sumCents } from '../../shared/money.js';
import { Invoice } from './invoice.js';
import type { InvoiceDraft } from './invoice-draft.js';
import { type InvoiceLineState, type InvoiceRows, type InvoiceState, nothingAppended, patientParty, type Posting, type ShareParty, type ShareState } from './invoice-state.js';

/** Names as they are printed; a later change of a name does not reach a finalized invoice. */
export interface Snapshot {
  locationId: string;
  number: string;
  patientId: string;
  guarantorId: string;
  patientName: string;
  guarantorName: string;
  issuerName: string;
  issuerAddress: string;
  issuerTaxId: string;
  guarantorAddress: string;
  termsDays: number;
}

/** A payer as the draft or the coverage names it, with the days it has to pay; `null`: the location's. */
export interface PrintedPayer {
  partyKind: 'insurer' | 'other';
  partyKey: string;
  payerId: string;
  name: string;
  sequence: number;
  memberId: string;
  groupNumber: string;
}

/** What finalizing looks up once: it is kept as it is that day. */
export interface Copied {
  providers: readonly PrintedProvider[];
  payers: readonly PrintedPayer[];
  /** Payer → days it has to pay, where it has terms of its own. */
  payerTerms: ReadonlyMap<string, number>;
  nextId(): string;
  /** Money held for the visit is not applied. */
  declinesVisitMoney?: boolean;
}

export const NOTHING_COPIED: Copied = { providers: [], payers: [], payerTerms: new Map(), nextId: () => '' };

/** As it is printed on each line. */
export interface PrintedProvider {
  providerId: string;
  name: string;
  npi: string;
}

type NewShare = ShareParty & { id: string; lineId: string; chargedCents: number };

/** The invoice a draft becomes: same id, same lines, its shares as they stand, the patient's part with today's guarantor. */
export function issueFrom(draft: InvoiceDraft, snapshot: Snapshot, postingDate: CalendarDate, copied: Copied = NOTHING_COPIED): Invoice {
  draft.finalize(postingDate);
  const lines = draft.lines.map((line, index): InvoiceLineState => {
    const { draftId, discountKind: _kind, discountValue: _value, ...kept } = line;
    const provider = copied.providers.find(({ providerId }) => providerId === line.providerId);
    return {
      ...kept, invoiceId: draftId, position: index + 1, kind: 'service', state: 'live', creditedCents: 0, taxCreditedCents: 0,
      providerName: provider?.name ?? '', providerNpi: provider?.npi ?? '',
    };
  });
  const shares = draft.shares.map((share): NewShare => {
    const { id, lineId, partyKind, partyKey, payerId, sequence, amountCents } = share;
    const party = partyKind === 'patient' ? patientParty(snapshot.guarantorId) : { partyKind, partyKey, payerId, guarantorId: null, sequence };
    return { id, lineId, ...party, termsDays: payerId === null ? null : (copied.payerTerms.get(payerId) ?? null), chargedCents: amountCents };
  });
  const serviceDate = draft.coveredOn;
  const rows = rowsOf({ id: draft.id, origin: 'issued', diagnoses: draft.diagnoses, serviceDate, postingDate, originalDate: postingDate }, snapshot, lines, shares);
  rows.payers = copied.payers.map(({ name, ...payer }) => ({ id: copied.nextId(), invoiceId: draft.id, payerName: name, ...payer }));
  return Invoice.issued(rows, copied);
}

export interface OpeningPart extends ShareParty {
  amountCents: number;
}

export interface Opening {
  id: string;
  originalDate: CalendarDate;
  serviceDate: CalendarDate;
  dueDate?: CalendarDate | undefined;
  description: string;
  parts: readonly OpeningPart[];
}

/** An invoice brought in from an earlier system: what is still open, against opening balances, with its own dates. */
export function openWith(opening: Opening, snapshot: Snapshot, posting: Posting): Invoice {
  const { id, originalDate, serviceDate, dueDate, parts } = opening;
  const chargeCents = sumCents(parts.map((part) => part.amountCents));
  if (parts.length === 0 || parts.some((part) => part.amountCents <= 0)) throw new OpeningOwesNothing();
  if (originalDate > posting.date) throw new OpeningInFuture();
  const lineId = posting.nextId();
  const line: InvoiceLineState = {
    id: lineId, invoiceId: id, position: 1, kind: 'opening', serviceId: null, code: '', description: opening.description, serviceDate,
    quantity: 1, unitPriceCents: chargeCents, taxBasisPoints: 0, netCents: chargeCents, taxCents: 0, chargeCents,
    state: 'live', creditedCents: 0, taxCreditedCents: 0, ...NOTHING_SPECIAL, listPriceCents: chargeCents,
  };
  const shares = parts.map(({ amountCents, ...party }): NewShare => ({ id: posting.nextId(), lineId, ...party, chargedCents: amountCents }));
  const rows = rowsOf({ id, origin: 'opening', diagnoses: '', serviceDate, postingDate: posting.date, originalDate }, snapshot, [line], shares);
  if (dueDate) {
    rows.root.dueDate = dueDate;
    for (const share of rows.shares) share.dueDate = dueDate;
  }
  return Invoice.issued(rows);
}

/** Of a line brought in from elsewhere nobody knows more. */
const NOTHING_SPECIAL = { providerId: null, providerName: '', providerNpi: '', pointers: '', priceReason: '', discountCents: 0, discountReason: '' } as const;

type Dates = Pick<InvoiceState, 'id' | 'origin' | 'diagnoses' | 'serviceDate' | 'postingDate' | 'originalDate'>;

function rowsOf(dates: Dates, snapshot: Snapshot, lines: InvoiceLineState[], shares: readonly NewShare[]): InvoiceRows {
  const { termsDays, ...printed } = snapshot;
  const chargeCents = sumCents(lines.map((line) => line.chargeCents));
  const root: InvoiceState = {
    ...dates, version: 0, ...printed, dueDate: addDays(dates.originalDate, termsDays), chargeCents, state: 'open', openCents: chargeCents,
  };
  const fresh = shares.map(({ termsDays: own, ...share }): ShareState => ({
    ...share, invoiceId: dates.id, paidCents: 0, adjustedCents: 0, lastPostedOn: dates.postingDate, dueDate: addDays(dates.originalDate, own ?? termsDays),
  }));
  return { root, lines, shares: fresh, ...nothingAppended() };
}

export class OpeningOwesNothing extends DomainError {
  constructor() {
    super('opening-zero', `An open invoice must still owe something: type an open amount above ${formatCents(0)}, or leave the invoice out.`, ['openCents']);
  }
}

export class OpeningInFuture extends DomainError {
  constructor() {
    super('opening-future', 'The invoice date lies after the day it is brought in; check the date.', ['originalDate']);
  }
}
