import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { NotFound } from '../../shared/domain-error.js';
import type { HoldingKind } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { rightToUse } from './credits.js';

/** Lifting what is held for a visit is the same act: the money becomes the patient's credit. Which right it takes depends on whose money it is. */
@Act({ title: 'Change what money is held for', needs: 'payment.read' })
export class RenameHolding {
  locationId!: string;
  paymentId!: string;
  version?: number;
  holdingId!: string;
  kind?: HoldingKind;
  /** Whoever follows it up from now on. */
  ownerId?: string;

  constructor(fields: Partial<RenameHolding> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RenameHolding)
export class RenameHoldingHandler implements ICommandHandler<RenameHolding> {
  constructor(private readonly payments: Payments) {}

  async execute({ locationId, paymentId, version, holdingId, kind, ownerId }: RenameHolding): Promise<{ paymentId: string }> {
    const payment = await this.payments.one(paymentId);
    if (payment.locationId !== locationId) throw new NotFound();
    mustBeAllowed(rightToUse(payment.owner.kind), locationId);
    await this.payments.expectVersion(payment, version);
    payment.renameHolding(holdingId, { ...(kind === undefined ? {} : { kind }), ...(ownerId === undefined ? {} : { ownerId }) });
    return { paymentId };
  }
}
