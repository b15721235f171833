import { CommandHandler } from '@nestjs/cqrs';
import type { Invoice } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

@Act({ title: 'Reverse an adjustment', needs: 'invoice.adjust' })
export class ReverseAdjustment {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  declare adjustmentId: string;
  @VersionField() version?: number;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<ReverseAdjustment> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReverseAdjustment)
export class ReverseAdjustmentHandler extends OnInvoice<ReverseAdjustment> {
  protected override perform(stage: Stage, invoice: Invoice, { adjustmentId, reason = '' }: ReverseAdjustment): void {
    const released = invoice.reverseAdjustment(adjustmentId, reason, stage.standing(invoice), stage.posting);
    stage.giveBack(invoice, released, { held: false });
  }
}
