import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invoices } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { type Actor, currentActor } from '../../platform/actor.js';
import { StaleWrite } from '../../platform/flush.js';
import { Forbidden, NotFound } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import type { Payment } from '../domain/payment.js';
import { AppliedElsewhere } from '../domain/elsewhere-refusals.js';
import type { MoveState } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { TakebacksInPayment } from '../domain/remittance-refusals.js';
import { liveAllocations } from '../domain/standing-money.js';
import type { Stage } from './stage.js';
import { known } from './places.js';
import { Stages } from './stages.js';
import { StandingParts } from './standing-parts.js';

/** Reversing one's own fresh posting and reversing any other are two permissions; which one it takes is known once the payment is. */
@Act({ title: 'Reverse a payment', needs: 'payment.read' })
export class ReversePayment {
  locationId!: string;
  paymentId!: string;
  version?: number;
  reason!: string;
  /** The bank returned it: only the money goes; what it adjusted and moved stands (MONEY 9). */
  isBounce?: boolean;

  constructor(fields: Partial<ReversePayment> = {}) {
    Object.assign(this, fields);
  }
}

export interface ReversedPayment {
  paymentId: string;
  postingDate: string;
}

/** A reversal is dated on the accounting day of all locations it touches, whatever the payment's own. Locks in order: day, payments, invoices. */
@CommandHandler(ReversePayment)
export class ReversePaymentHandler implements ICommandHandler<ReversePayment> {
  constructor(
    private readonly payments: Payments,
    private readonly invoices: Invoices,
    private readonly stages: Stages,
    private readonly parts: StandingParts,
  ) {}

  async execute(command: ReversePayment): Promise<ReversedPayment> {
    const { locationId, paymentId } = command;
    const reason = requiredText(command.reason, { label: 'The reason', field: 'reason', most: 500 });
    const seen = await this.payments.look(paymentId);
    if (seen.locationId !== locationId) throw new NotFound();
    const stage = await this.#stage(seen, command);
    const payment = stage.payment(paymentId);
    payment.refuseReversal({ isTakenFrom: stage.isTakenFrom(paymentId) });
    if (stage.liveOf(paymentId).some(({ amountCents }) => amountCents < 0)) throw new TakebacksInPayment(payment.number);
    await this.payments.expectVersion(payment, command.version);
    if (payment.version !== seen.version) throw new StaleWrite('the payment went onto other invoices meanwhile');
    mayReverse(payment, stage);
    takeAway(stage, payment, reason, { isBounce: command.isBounce, parts: await this.parts.takeOut(payment, stage.posting.date) });
    stage.settle();
    return { paymentId, postingDate: stage.posting.date };
  }

  async #stage(payment: Payment, { locationId, paymentId, isBounce }: ReversePayment): Promise<Stage> {
    const touched = await this.#invoices(paymentId, isBounce);
    const places = (await this.invoices.asOf(touched.invoiceIds)).map((invoice) => invoice.locationId);
    if (known(places).length < new Set(places).size) throw new AppliedElsewhere(payment.number);
    const { lastPostedOn, moneyMovedOn } = payment.state().root;
    return this.stages.lock({ locationId, paymentIds: [paymentId], notBefore: [lastPostedOn, moneyMovedOn ?? lastPostedOn], ...touched });
  }

  /** What it paid; and what it adjusted or moved, where others' money may stand since. */
  async #invoices(paymentId: string, isBounce: boolean | undefined): Promise<{ invoiceIds: string[]; releasing: string[] }> {
    const paid = liveAllocations(await this.payments.allocationsOf(paymentId)).map(({ allocation }) => allocation.invoiceId);
    const releasing = isBounce ? [] : await this.invoices.touchedBy(paymentId);
    return { invoiceIds: [...paid, ...releasing], releasing };
  }
}

/** The money leaves every share; unless the bank returned it, what came with it is undone as well, and what others paid on that is held for its line. */
export function takeAway(stage: Stage, payment: Payment, reason: string, { isBounce = false, parts = [] }: { isBounce?: boolean | undefined; parts?: readonly MoveState[] } = {}): void {
  const live = stage.liveOf(payment.id);
  for (const invoice of stage.invoices) {
    invoice.releaseParts(live.filter(({ allocation }) => allocation.invoiceId === invoice.id).map(({ allocation, amountCents }) => ({ shareId: allocation.shareId, amountCents })), stage.posting);
    if (!isBounce) stage.giveBack(invoice, invoice.undoPayment(payment.id, stage.standing(invoice, { except: payment.id }), stage.posting), { held: true });
  }
  payment.reverse({ live, parts }, reason, stage.posting, (invoiceId) => stage.invoice(invoiceId).nextVersion);
}

/** Where the money was received, and wherever it is applied. */
function mayReverse(payment: Payment, stage: Stage): void {
  const actor = currentActor();
  const isOwn = payment.isOwnAndFresh(actor.id, stage.posting.date);
  if (stage.invoices.some((invoice) => invoice.locationId !== payment.locationId && !mayAt(actor, invoice.locationId, isOwn))) throw new AppliedElsewhere(payment.number);
  if (mayAt(actor, payment.locationId, isOwn)) return;
  throw new Forbidden(
    isOwn
      ? 'Your role does not include reversing a payment. Ask a supervisor.'
      : 'This payment was posted by somebody else or on an earlier day, or its money is deposited: reversing it takes a supervisor. Tell one the reason.',
  );
}

function mayAt(actor: Actor, locationId: string, isOwn: boolean): boolean {
  return actor.can('payment.reverse-any', locationId) || (isOwn && actor.can('payment.reverse-own', locationId));
}
