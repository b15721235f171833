import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { type Invoice, invoiceMap, postingOn } from '../../invoices/index.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { sumCents } from '../../shared/money.js';
import { visitKey } from '../domain/holdings.js';
import type { Payment } from '../domain/payment.js';
import { Payments } from '../domain/payments.js';
import type { PaymentRow } from '../domain/receipt.js';
import { VisitHoldings } from '../domain/visit-holdings.js';
import { RowApplying } from './row-applying.js';

interface Visit {
  serviceDate: string;
  /** Open of the guarantor's own shares. */
  openCents: number;
  isWithInsurer: boolean;
}

/**
 * A co-pay taken before there was an invoice goes to the visit it is held for, by itself (MONEY 8);
 * what is left is the patient's credit once nothing of the visit is with an insurer any more.
 */
@Injectable()
export class VisitMoney {
  constructor(
    private readonly held: VisitHoldings,
    private readonly payments: Payments,
    private readonly applying: RowApplying,
    private readonly days: Days,
    private readonly unit: UnitOfWork,
  ) {}

  async apply(invoiceId: string, guarantorId: string, postingDate: string): Promise<void> {
    const invoice = (await this.unit.load(invoiceMap, [invoiceId]))[0]!;
    const visits = visitsOf(invoice, guarantorId);
    const keys = visits.map(({ serviceDate }) => visitKey(invoice.patientId, serviceDate));
    const ids = await this.held.heldFor(keys, guarantorId, invoice.locationId);
    if (ids.length === 0) return;
    const waiting = await this.held.waitingElsewhere(invoice.patientId, visits.map(({ serviceDate }) => serviceDate), guarantorId, invoiceId);
    for (const payment of await this.payments.load(ids)) {
      for (const visit of visits) {
        const key = visitKey(invoice.patientId, visit.serviceDate);
        const amountCents = Math.min(visit.openCents, payment.ofVisit(key)?.amountCents ?? 0);
        if (amountCents > 0) await this.#pay(payment, invoice, { visit, amountCents, guarantorId, postingDate });
        visit.openCents -= Math.max(amountCents, 0);
        const rest = payment.ofVisit(key);
        if (rest && !visit.isWithInsurer && !waiting.includes(visit.serviceDate)) payment.renameHolding(rest.id, { kind: 'credit' });
      }
    }
  }

  /** Where the payment has a later entry than the invoice's own date, the day that rule 21 picks. */
  async #pay(payment: Payment, invoice: Invoice, { visit, amountCents, guarantorId, postingDate }: { visit: Visit; amountCents: number; guarantorId: string; postingDate: string }): Promise<void> {
    const { locationId } = payment;
    const date = payment.lastPostedOn > postingDate ? await this.days.postingDate(locationId, undefined, [payment.lastPostedOn]) : postingDate;
    const row: PaymentRow = {
      invoiceId: invoice.id, amountCents, serviceDate: visit.serviceDate, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '',
    };
    const party = { kind: 'patient' as const, payerId: null, guarantorId, root: guarantorId, group: [guarantorId] };
    payment.allocate(await this.applying.apply(payment.id, party, [row], { locationId, postingDate: date }), postingOn(date, this.unit));
  }
}

function visitsOf(invoice: Invoice, guarantorId: string): Visit[] {
  const { lines, shares } = invoice.state();
  const days = [...new Set(lines.filter(({ state }) => state === 'live').map((line) => line.serviceDate))];
  return days.map((serviceDate) => {
    const ids = new Set(lines.filter((line) => line.serviceDate === serviceDate).map(({ id }) => id));
    const open = (mine: (share: (typeof shares)[number]) => boolean): number =>
      sumCents(shares.filter((share) => ids.has(share.lineId) && mine(share)).map((share) => share.chargedCents - share.paidCents - share.adjustedCents));
    return {
      serviceDate, openCents: open((share) => share.partyKind === 'patient' && share.guarantorId === guarantorId),
      isWithInsurer: open((share) => share.partyKind === 'insurer') > 0,
    };
  });
}
