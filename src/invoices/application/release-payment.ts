import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Released } from '../domain/invoice.js';
import { Invoices } from '../domain/invoices.js';
import { postingOn } from './posting.js';

export interface ReleasedAllocation extends Released {
  invoiceId: string;
}

/** Sent by a payment within its own act: its money comes off the shares, with what it adjusted and moved there if wished. */
@Act({ title: 'Release a payment from invoices', needs: 'system' })
export class ReleasePayment {
  paymentId!: string;
  postingDate!: string;
  allocations!: ReleasedAllocation[];
  /** True when the whole posting is undone; false for a bounce, which takes only the money. */
  withAdjustments!: boolean;

  constructor(fields: Partial<ReleasePayment> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReleasePayment)
export class ReleasePaymentHandler implements ICommandHandler<ReleasePayment> {
  constructor(
    private readonly invoices: Invoices,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: ReleasePayment): Promise<{ invoiceIds: string[] }> {
    const { paymentId, allocations, withAdjustments } = command;
    const touched = withAdjustments ? await this.invoices.touchedBy(paymentId) : [];
    const ids = [...new Set([...allocations.map((allocation) => allocation.invoiceId), ...touched])];
    const invoices = await this.invoices.load(ids);
    const history = withAdjustments ? await this.invoices.historyOf(ids) : undefined;
    const posting = postingOn(command.postingDate, this.unit);
    for (const invoice of invoices) {
      invoice.releaseParts(allocations.filter((allocation) => allocation.invoiceId === invoice.id), posting);
      if (history) invoice.undoPayment(paymentId, history.get(invoice.id)!, posting);
    }
    return { invoiceIds: ids };
  }
}
