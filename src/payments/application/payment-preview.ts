import { Injectable } from '@nestjs/common';
import { type Invoice, invoiceMap, previewParts, type PreviewedPart } from '../../invoices/index.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { latest } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { hasSomething, type PaymentRow } from '../domain/receipt.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { partyOf, type Party } from './row-applying.js';
import type { Correcting } from './without-payment.js';

/** A payment as it is being typed: any of it may still be missing. */
export interface TypedPayment {
  locationId: string;
  party: Party | undefined;
  kind: PaymentKind;
  amountCents: number | undefined;
  /** Of money received earlier, used with it. */
  creditCents: number;
  postingDate: string | undefined;
  /** At the location. */
  today: string;
  /** Every row on screen, also those with nothing typed. */
  rows: readonly PaymentRow[];
  /** The payment it takes the place of. */
  correcting?: Correcting | undefined;
}

export interface PartyChange {
  partyKind: PaymentKind;
  partyId: string;
  beforeCents: number;
  afterCents: number;
  /** What of it stands on the invoices this payment touches: who is asked next. */
  nextCents: number;
}

export interface PreviewedPayment {
  totalCents: number;
  creditCents: number;
  appliedCents: number;
  adjustedCents: number;
  remainingCents: number;
  rows: PreviewedRow[];
  parties: PartyChange[];
}

export interface PreviewedRow extends PreviewedPart {
  isTouched: boolean;
  /** What the invoice is for. */
  what: string;
}

/** Shows what posting would do, by running the posting's own function on invoices that were only looked at. */
@Injectable()
export class PaymentPreview {
  constructor(private readonly unit: UnitOfWork) {}

  async of(typed: TypedPayment): Promise<PreviewedPayment> {
    const { rows, creditCents } = typed;
    const invoices = await this.#invoices(typed);
    const parts = this.#parts(typed, invoices);
    const previewed = parts.map((part, index) => ({ ...withTouch(part, rows[index]!), what: describe(invoices[index]!) }));
    const appliedCents = sumCents(rows.map((row) => row.amountCents));
    const totalCents = typed.amountCents ?? Math.max(appliedCents - creditCents, 0);
    return {
      totalCents,
      creditCents,
      appliedCents,
      adjustedCents: sumCents(rows.map((row) => row.adjustmentCents)),
      remainingCents: totalCents + creditCents - appliedCents,
      rows: previewed,
      parties: partiesOf(previewed),
    };
  }

  async #invoices({ rows, correcting }: TypedPayment): Promise<Invoice[]> {
    const others = await this.unit.peek(invoiceMap, rows.map(({ invoiceId }) => invoiceId).filter((id) => !correcting?.invoices.has(id)));
    const found = new Map(others.map((invoice) => [invoice.id, invoice]));
    return rows.map(({ invoiceId }) => correcting?.invoices.get(invoiceId) ?? found.get(invoiceId)!);
  }

  /** Dated as a posting today would be: not before the last entry of anything it touches. */
  #parts({ party, kind, postingDate, today, rows }: TypedPayment, invoices: readonly Invoice[]): PreviewedPart[] {
    const date = postingDate ?? latest([today, ...invoices.flatMap((invoice) => invoice.lastPostedOn())])!;
    const { root, group } = party ?? { root: '', group: [] };
    const paymentId = newId();
    const partyFor = ({ payeeId = root }: PaymentRow) => partyOf({ kind, root: payeeId, group: payeeId === root ? group : [payeeId] });
    const parts = rows.flatMap((row, index) => previewParts([invoices[index]!], { paymentId, party: partyFor(row), parts: [row] }, date));
    return group.length < 2 ? parts : parts.map((part) => ({ ...part, parties: asOneParty(part.parties, root, group) }));
  }
}

/** A row with nothing typed is no refusal; it only shows what is owed. */
function withTouch(part: PreviewedPart, row: PaymentRow): Omit<PreviewedRow, 'what'> {
  const isTouched = hasSomething(row);
  if (isTouched) return { ...part, isTouched };
  const { refusal: _, ...untouched } = part;
  return { ...untouched, isTouched };
}

/** What stands on records merged into the payer, or into the guarantor, is its own. */
function asOneParty(parties: PreviewedPart['parties'], root: string, group: readonly string[]): PreviewedPart['parties'] {
  const own = parties.filter(({ payerId, guarantorId }) => group.includes(payerId ?? guarantorId ?? ''));
  const [first] = own;
  if (!first) return parties;
  const one = { ...first, ...(first.payerId === null ? { guarantorId: root } : { payerId: root }), beforeCents: sumCents(own.map((each) => each.beforeCents)), afterCents: sumCents(own.map((each) => each.afterCents)) };
  return [...parties.filter((each) => !own.includes(each)), one];
}

function describe(invoice: Invoice): string {
  const { lines } = invoice.state();
  return [...lines].sort((a, b) => a.position - b.position).map((line) => line.description).join(' + ');
}

function partiesOf(rows: readonly PreviewedRow[]): PartyChange[] {
  const parties = new Map<string, PartyChange>();
  for (const row of rows) {
    for (const { partyKind, payerId, guarantorId, beforeCents, afterCents } of row.parties) {
      const partyId = payerId ?? guarantorId;
      if (partyId === null) throw new DomainError('share-without-party', `${row.number} has a share of nobody. Ask an administrator to run the ledger check.`);
      const key = `${partyKind} ${partyId}`;
      const party = parties.get(key) ?? { partyKind, partyId, beforeCents: 0, afterCents: 0, nextCents: 0 };
      party.beforeCents += beforeCents;
      party.afterCents += afterCents;
      if (row.isTouched) party.nextCents += afterCents;
      parties.set(key, party);
    }
  }
  return [...parties.values()];
}
