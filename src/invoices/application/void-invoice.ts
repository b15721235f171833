import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { OnInvoice } from './on-invoice.js';

@Act({ title: 'Void an invoice', needs: 'invoice.void' })
export class VoidInvoice {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<VoidInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(VoidInvoice)
export class VoidInvoiceHandler implements ICommandHandler<VoidInvoice> {
  constructor(private readonly on: OnInvoice) {}

  async execute({ locationId, invoiceId, version, reason = '' }: VoidInvoice): Promise<{ invoiceId: string }> {
    const { invoice, posting } = await this.on.open({ locationId, invoiceId, version });
    invoice.void(reason, await this.on.history(invoice), posting);
    return { invoiceId };
  }
}
