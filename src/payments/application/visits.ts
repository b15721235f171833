import { belongsTo, type Invoice, openCentsOf, type PayingParty } from '../../invoices/index.js';
import { sumCents } from '../../shared/money.js';
import { visitKey } from '../domain/holdings.js';
import type { Payment } from '../domain/payment.js';
import type { HoldingState } from '../domain/payment-state.js';

/** One day of an invoice, as a payment sees it that holds money for the visit. */
export interface Visit {
  key: string;
  serviceDate: string;
  /** Of the paying party's own shares. */
  open: { shareId: string; cents: number }[];
  openCents: number;
  isWithInsurer: boolean;
}

export function visitHoldings(payment: Payment): HoldingState[] {
  return payment.state().holdings.filter(({ kind }) => kind === 'visit');
}

/** The days of an invoice that still stand. */
export function visitsOf(invoice: Invoice, party: PayingParty): Visit[] {
  const live = invoice.lines.filter(({ state }) => state === 'live');
  return [...new Set(live.map((line) => line.serviceDate))].map((serviceDate) => {
    const ids = new Set(live.filter((line) => line.serviceDate === serviceDate).map(({ id }) => id));
    const shares = invoice.shares.filter(({ lineId }) => ids.has(lineId));
    const open = shares.filter((share) => belongsTo(share, party)).map((share) => ({ shareId: share.id, cents: openCentsOf(share) })).filter(({ cents }) => cents > 0);
    const insurers = sumCents(shares.filter(({ partyKind }) => partyKind === 'insurer').map(openCentsOf));
    return { key: visitKey(invoice.patientId, serviceDate), serviceDate, open, openCents: sumCents(open.map(({ cents }) => cents)), isWithInsurer: insurers > 0 };
  });
}
