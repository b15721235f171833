import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { ApplyPayment, type PaymentApplied, postingOn } from '../../invoices/index.js';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { newId } from '../../platform/ids.js';
import { Numbers } from '../../platform/numbers.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { optionalText } from '../../shared/plain-text.js';
import { Payment } from '../domain/payment.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { checkPaymentDate, checkReceipt } from '../domain/receipt.js';
import { DuplicateNumbers } from './duplicate-numbers.js';
import { HeldMoney } from './held-money.js';
import type { PaymentAnswer, ReceiptCommand } from './receipt-command.js';

export interface Party {
  kind: PaymentKind;
  payerId: string | null;
  guarantorId: string | null;
  /** The owner of the payment number, and of the shares it may pay. */
  root: string;
  /** Every record that is this party by now, the root among them. */
  group: readonly string[];
}

/** Receives money: the same path for an insurer, a patient and any other payer. Locks in order: day, invoices; the payment is new. */
@Injectable()
export class Receipts {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly duplicates: DuplicateNumbers,
    private readonly commands: Commands,
    private readonly numbers: Numbers,
    private readonly unit: UnitOfWork,
    private readonly held: HeldMoney,
  ) {}

  async record(party: Party, command: ReceiptCommand): Promise<PaymentAnswer> {
    const { locationId, amountCents } = command;
    checkReceipt({ ...command, kind: party.kind, remainderKind: command.remainderKind });
    const today = await this.days.today(locationId);
    const paymentDate = command.paymentDate ?? today;
    checkPaymentDate(party.kind, paymentDate, today);
    const date = await this.days.postingDate(locationId, command.postingDate, []);

    const id = newId();
    const texts = textsOf(command);
    const duplicate = await this.duplicates.place({ party, paymentId: id, locationId, reference: texts.reference, reason: command.duplicateReason });
    const placeHeld = await this.held.before({ locationId, date, rows: command.rows });
    const applied = await this.#apply(id, party, command, date);
    const received = {
      id, locationId, number: this.numbers.next('payment'), kind: party.kind, payerId: party.payerId, guarantorId: party.guarantorId, partyRoot: party.root,
      method: command.method, amountCents, ...texts, ...duplicate, paymentDate, depositDate: command.depositDate ?? null, postedBy: currentActor().id,
    };
    const payment = Payment.record(received, applied.parts, command.remainderKind, postingOn(date, this.unit));
    this.payments.add(payment);
    await placeHeld();
    return { paymentId: id, number: received.number };
  }

  async #apply(paymentId: string, party: Party, { rows, locationId }: ReceiptCommand, postingDate: string): Promise<PaymentApplied> {
    if (rows.length === 0) return { parts: [] };
    return this.commands.within<PaymentApplied>(new ApplyPayment({ paymentId, postingDate, locationId, ...partyOf(party), parts: rows }));
  }
}

export function partyOf({ kind, root, group }: Pick<Party, 'kind' | 'root' | 'group'>) {
  return kind === 'patient' ? { partyKind: kind, guarantorId: root, guarantorGroup: group } : { partyKind: kind, payerRoot: root, payerGroup: group };
}

function textsOf({ reference, claimNumber, notes }: ReceiptCommand) {
  return {
    reference: optionalText(reference, { label: 'Payment number', field: 'reference', most: 60 }),
    claimNumber: optionalText(claimNumber, { label: 'Claim no.', field: 'claimNumber', most: 120 }),
    notes: optionalText(notes, { label: 'Notes', field: 'notes', most: 1000 }),
  };
}
