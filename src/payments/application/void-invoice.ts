import { CommandHandler } from '@nestjs/cqrs';
import type { Invoice } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

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
export class VoidInvoiceHandler extends OnInvoice<VoidInvoice> {
  /** Its money is released first, to the payments it came from, and is free. */
  protected override perform(stage: Stage, invoice: Invoice, { reason = '' }: VoidInvoice): void {
    const released = invoice.void(reason, stage.standing(invoice), stage.posting);
    stage.giveBack(invoice, released, { held: false });
  }
}
