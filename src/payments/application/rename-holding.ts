import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { NotFound } from '../../shared/domain-error.js';
import type { HoldingKind } from '../domain/payment-state.js';
import { HoldingOwners } from '../domain/holding-owners.js';
import { OwnerElsewhere } from '../domain/holding-refusals.js';
import { Payments } from '../domain/payments.js';
import type { Payment } from '../domain/payment.js';
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
  constructor(
    private readonly payments: Payments,
    private readonly owners: HoldingOwners,
  ) {}

  async execute({ locationId, paymentId, version, holdingId, kind, ownerId }: RenameHolding): Promise<{ paymentId: string }> {
    const payment = await this.payments.one(paymentId);
    if (payment.locationId !== locationId) throw new NotFound();
    mustBeAllowed(rightToUse(payment.owner.kind), locationId);
    await this.payments.expectVersion(payment, version);
    if (ownerId !== undefined && !(await this.#mayOwn(ownerId, payment, holdingId))) throw new OwnerElsewhere();
    payment.renameHolding(holdingId, { ...(kind === undefined ? {} : { kind }), ...(ownerId === undefined ? {} : { ownerId }) });
    return { paymentId };
  }

  /** Whoever has it already may keep it: the form sends its owner also when only the name changes. */
  async #mayOwn(ownerId: string, payment: Payment, holdingId: string): Promise<boolean> {
    const standing = payment.state().holdings.find(({ id }) => id === holdingId);
    return standing?.ownerId === ownerId || (await this.owners.at(payment.locationId)).some(({ staffId }) => staffId === ownerId);
  }
}
