import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { NotFound } from '../../shared/domain-error.js';
import { requiredText } from '../../shared/plain-text.js';
import { Payments } from '../domain/payments.js';
import { NothingStands, ReleasedAboveStanding } from '../domain/refusals.js';
import type { Effect } from './effect.js';
import type { Stage } from './stage.js';
import { Stages } from './stages.js';

/** Takes money off a share by hand, all of an allocation or part of it: it is free again, on the payment it came from. */
@Act({ title: 'Release money from an invoice', needs: 'payment.allocate' })
export class ReleaseAllocation {
  locationId!: string;
  paymentId!: string;
  version?: number;
  allocationId!: string;
  /** All that stands when left out. */
  amountCents?: number;
  reason!: string;

  constructor(fields: Partial<ReleaseAllocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReleaseAllocation)
export class ReleaseAllocationHandler implements ICommandHandler<ReleaseAllocation> {
  constructor(
    private readonly payments: Payments,
    private readonly stages: Stages,
  ) {}

  async execute(command: ReleaseAllocation): Promise<{ paymentId: string }> {
    requiredText(command.reason, { label: 'The reason', field: 'reason', most: 500 });
    const stage = await this.stages.lock(await this.#asked(command));
    const payment = stage.payment(command.paymentId);
    await this.payments.expectVersion(payment, command.version);
    this.#perform(stage, command);
    return { paymentId: payment.id };
  }

  /** What it would do; nothing is written. */
  async preview(command: ReleaseAllocation): Promise<Effect> {
    const stage = await this.stages.look(await this.#asked(command));
    this.#perform(stage, command);
    return stage.effect();
  }

  async #asked({ locationId, paymentId, allocationId }: ReleaseAllocation) {
    if ((await this.payments.look(paymentId)).locationId !== locationId) throw new NotFound();
    const allocation = (await this.payments.allocationsOf(paymentId)).find(({ id }) => id === allocationId);
    if (!allocation) throw new NotFound();
    return { locationId, invoiceIds: [allocation.invoiceId], releasing: [], paymentIds: [paymentId] };
  }

  #perform(stage: Stage, { paymentId, allocationId, amountCents }: ReleaseAllocation): void {
    const invoice = stage.invoices[0]!;
    mustBeAllowed('payment.allocate', invoice.locationId);
    const { number } = stage.payment(paymentId);
    const standing = stage.standing(invoice).money.find((money) => money.allocationId === allocationId);
    if (!standing || standing.amountCents === 0) throw new NothingStands(number);
    const part = { ...standing, amountCents: amountCents ?? standing.amountCents };
    if (part.amountCents <= 0 || part.amountCents > standing.amountCents) throw new ReleasedAboveStanding(number, standing.amountCents);
    invoice.releaseParts([part], stage.posting);
    stage.giveBack(invoice, [part], { held: false });
    stage.settle();
  }
}
