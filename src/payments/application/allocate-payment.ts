import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { ApplyPayment, type PaymentApplied, postingOn } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { Payments } from '../domain/payments.js';
import { checkRows, type PaymentRow } from '../domain/receipt.js';
import { NothingToAllocate } from '../domain/refusals.js';
import { HeldMoney } from './held-money.js';
import { Meanwhile } from './meanwhile.js';
import { placesOf } from './places.js';
import { RowReasons } from './row-reasons.js';

@Act({ title: 'Allocate a payment', needs: 'payment.allocate' })
export class AllocatePayment {
  locationId!: string;
  paymentId!: string;
  version?: number;
  postingDate?: string;
  /** Why it is posted into a soft closed month. */
  reason?: string;
  rows!: PaymentRow[];

  constructor(fields: Partial<AllocatePayment> = {}) {
    Object.assign(this, fields);
  }
}

/** Locks in order: day, payment, invoices. */
@CommandHandler(AllocatePayment)
export class AllocatePaymentHandler implements ICommandHandler<AllocatePayment> {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly commands: Commands,
    private readonly unit: UnitOfWork,
    private readonly held: HeldMoney,
    private readonly meanwhile: Meanwhile,
    private readonly reasons: RowReasons,
  ) {}

  async execute(command: AllocatePayment): Promise<{ paymentId: string }> {
    const { locationId, paymentId, rows } = command;
    const askedCents = checkRows(rows);
    if (rows.length === 0) throw new NothingToAllocate();
    await this.reasons.check(rows);
    const seen = await this.payments.look(paymentId);
    if (seen.locationId !== locationId) throw new NotFound();
    const held = await this.held.look(rows, seen.owner.kind);
    const places = placesOf(locationId, held.seen.invoices, ['payment.allocate'], command.postingDate);
    const heldOpen = [...places.locationIds, ...held.locationIds];
    const date = await this.days.postingDate(heldOpen, command.postingDate, [seen.lastPostedOn, ...places.since, ...held.lastPostedOn]);
    const placeHeld = await this.held.before({ locationId, date, rows, held, heldOpen, paymentIds: [paymentId] });
    const payment = await this.payments.one(paymentId);
    await this.payments.expectVersion(payment, command.version);
    payment.refuseAbove(askedCents);
    const { kind, root } = payment.owner;
    const applying = new ApplyPayment({ paymentId, postingDate: date, locationId, ...payment.party, parts: rows });
    const applied = await this.meanwhile.explaining(rows, { kind, root, group: [root] }, () => this.commands.within<PaymentApplied>(applying));
    const pending = await this.payments.pendingLines(payment.earmarks.map(({ reference }) => reference));
    payment.allocate(applied.parts, postingOn(date, this.unit), pending);
    await placeHeld();
    return { paymentId };
  }
}
