import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { type Invoice, invoiceMap, postingOn } from '../../invoices/index.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { PartyGroups } from '../domain/party-groups.js';
import { visitKey } from '../domain/holdings.js';
import type { Payment } from '../domain/payment.js';
import { Payments } from '../domain/payments.js';
import type { PaymentRow } from '../domain/receipt.js';
import { VisitHoldings } from '../domain/visit-holdings.js';
import { partyOf, RowApplying, type Where } from './row-applying.js';
import { visitsOf } from './visits.js';

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
    private readonly parties: PartyGroups,
  ) {}

  async apply(invoiceId: string, guarantorId: string, postingDate: string): Promise<void> {
    const invoice = (await this.unit.load(invoiceMap, [invoiceId]))[0]!;
    const ids = await this.#heldFor(invoice, guarantorId);
    if (ids.length === 0) return;
    const group = (await this.parties.of([guarantorId])).get(guarantorId) ?? [guarantorId];
    const waiting = (await this.held.waitingBesides([invoice.patientId], [invoiceId])).filter((visit) => group.includes(visit.guarantorId)).map(({ key }) => key);
    let day = postingDate;
    for (const payment of await this.payments.load(ids)) {
      for (const { key, serviceDate, openCents, isWithInsurer } of visitsOf(invoice, partyOf({ kind: 'patient', root: guarantorId, group }))) {
        const amountCents = Math.min(openCents, payment.ofVisit(key)?.amountCents ?? 0);
        if (amountCents > 0) day = await this.#pay(payment, { guarantorId, group }, { invoiceId, amountCents, serviceDate }, { locationId: payment.locationId, postingDate: day });
        const rest = payment.ofVisit(key);
        if (rest && !isWithInsurer && !waiting.includes(key)) payment.renameHolding(rest.id, { kind: 'credit' });
      }
    }
  }

  /** What is held for the visits of an invoice becomes a credit. */
  async lift(invoiceId: string, guarantorId: string): Promise<void> {
    const invoice = (await this.unit.load(invoiceMap, [invoiceId]))[0]!;
    for (const payment of await this.payments.load(await this.#heldFor(invoice, guarantorId))) {
      for (const { serviceDate } of invoice.lines) {
        const held = payment.ofVisit(visitKey(invoice.patientId, serviceDate));
        if (held) payment.renameHolding(held.id, { kind: 'credit' });
      }
    }
  }

  #heldFor({ patientId, lines, locationId }: Invoice, guarantorId: string): Promise<string[]> {
    return this.held.heldFor(patientId, lines.map(({ serviceDate }) => serviceDate), { guarantorId, locationId });
  }

  /** Where the payment has a later entry than the invoice, the day that rule 21 picks. @returns that day: the invoice has its last entry on it now */
  async #pay(payment: Payment, { guarantorId, group }: { guarantorId: string; group: readonly string[] }, paid: Pick<PaymentRow, 'invoiceId' | 'amountCents' | 'serviceDate'>, { locationId, postingDate }: Where): Promise<string> {
    const date = payment.lastPostedOn > postingDate ? await this.days.postingDate(locationId, undefined, [payment.lastPostedOn]) : postingDate;
    const row: PaymentRow = { ...paid, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    const party = { kind: 'patient' as const, payerId: null, guarantorId, root: guarantorId, group };
    payment.allocate(await this.applying.apply(payment.id, party, [row], { locationId, postingDate: date }), postingOn(date, this.unit));
    return date;
  }
}
