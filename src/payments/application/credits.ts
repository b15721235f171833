import { Injectable } from '@nestjs/common';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { postingOn } from '../../invoices/index.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Payment } from '../domain/payment.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import type { PaymentRow } from '../domain/receipt.js';
import { CreditElsewhere, NotTheirKind } from '../domain/tender-refusals.js';
import { FOR_ANOTHER, type Party, RowApplying, type Where } from './row-applying.js';

/** So much of the money that a payment still has unapplied. */
export interface CreditUse {
  paymentId: string;
  amountCents: number;
}

/** Using money received earlier: no new payment, each cent out of the payment it came with (MONEY 6). */
@Injectable()
export class Credits {
  constructor(
    private readonly payments: Payments,
    private readonly applying: RowApplying,
    private readonly unit: UnitOfWork,
  ) {}

  /** The payments as they are, before the day is claimed for where they lie. */
  look(uses: readonly CreditUse[]): Promise<Payment[]> {
    return this.payments.lookAll(uses.map(({ paymentId }) => paymentId));
  }

  /** Locks the payments and asks everything that can be asked before an invoice is. */
  async open(party: Party, uses: readonly CreditUse[], locationId: string): Promise<Payment[]> {
    if (uses.length === 0) return [];
    mustBeAllowed(rightToUse(party.kind), locationId);
    const payments = await this.payments.load(uses.map(({ paymentId }) => paymentId));
    for (const [index, payment] of payments.entries()) {
      mayBeUsed(payment, party, locationId);
      payment.refuseAbove(uses[index]!.amountCents);
    }
    return payments;
  }

  async use(payment: Payment, party: Party, rows: readonly PaymentRow[], where: Where): Promise<void> {
    const applied = await this.applying.apply(payment.id, party, rows, where);
    if (applied.length === 0) return;
    const pending = await this.payments.pendingLines(payment.earmarks.map(({ reference }) => reference));
    payment.allocate(applied, postingOn(where.postingDate, this.unit), pending);
  }
}

export function rightToUse(kind: PaymentKind): string {
  return kind === 'patient' ? 'payment.use-credit' : 'payment.allocate';
}

function mayBeUsed(payment: Payment, party: Party, locationId: string): void {
  const { kind, root } = payment.owner;
  if (payment.locationId !== locationId && !currentActor().can(rightToUse(party.kind), payment.locationId)) throw new CreditElsewhere(payment.number);
  if (kind !== party.kind) throw new NotTheirKind(payment.number);
  if (party.group.includes(root)) return;
  if (kind !== 'patient') throw new NotFound();
  for (const place of [locationId, payment.locationId]) mustBeAllowed(FOR_ANOTHER, place);
}
