import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { OnInvoice } from './on-invoice.js';

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
export class ReverseAdjustmentHandler implements ICommandHandler<ReverseAdjustment> {
  constructor(private readonly on: OnInvoice) {}

  async execute(command: ReverseAdjustment): Promise<{ invoiceId: string }> {
    const { locationId, invoiceId, version, adjustmentId, reason = '' } = command;
    const { invoice, posting } = await this.on.open({ locationId, invoiceId, version });
    invoice.reverseAdjustment(adjustmentId, reason, await this.on.history(invoice), posting);
    return { invoiceId };
  }
}
