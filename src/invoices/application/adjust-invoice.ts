import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import type { AdjustmentKind } from '../domain/invoice-state.js';
import { OnInvoice } from './on-invoice.js';

@Act({ title: 'Adjust an invoice', needs: 'invoice.adjust' })
export class AdjustInvoice {
  locationId!: string;
  invoiceId!: string;
  version?: number;
  /** One share, or … */
  shareId?: string;
  /** … all shares of one party, in line order. */
  partyKey?: string;
  kind!: AdjustmentKind;
  /** Signed: positive lowers what is owed. */
  amountCents!: number;
  reasonCode?: string;
  reason!: string;
  postingDate?: string;

  constructor(fields: Partial<AdjustInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AdjustInvoice)
export class AdjustInvoiceHandler implements ICommandHandler<AdjustInvoice> {
  constructor(private readonly on: OnInvoice) {}

  async execute(command: AdjustInvoice): Promise<{ invoiceId: string }> {
    const { shareId, partyKey, kind, reasonCode = '', reason = '' } = command;
    const { invoice, posting } = await this.on.open(command);
    invoice.adjust({ shareId, partyKey }, command.amountCents, { kind, reasonCode, reason }, posting);
    return { invoiceId: invoice.id };
  }
}
