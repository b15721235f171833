import { CommandHandler } from '@nestjs/cqrs';
import { type Invoice, ReissueInvoice } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { InvoiceStages, OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

/** Void and reissue as one act: the original keeps its number and entries, the draft in its place is prefilled, and each leads to the other. */
@Act({ title: 'Correct an invoice', needs: 'invoice.void' })
export class CorrectInvoice {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<CorrectInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CorrectInvoice)
export class CorrectInvoiceHandler extends OnInvoice<CorrectInvoice> {
  constructor(
    on: InvoiceStages,
    private readonly commands: Commands,
  ) {
    super(on);
  }

  override async execute(command: CorrectInvoice): Promise<{ invoiceId: string; draftId: string }> {
    const { stage, invoice } = await this.open(command);
    const draftId = newId();
    await this.commands.within(new ReissueInvoice({ invoiceId: invoice.id, draftId }));
    this.perform(stage, invoice, command);
    invoice.correctedBy(draftId, command.reason, stage.posting);
    stage.settle();
    return { invoiceId: invoice.id, draftId };
  }

  protected override perform(stage: Stage, invoice: Invoice, { reason = '' }: CorrectInvoice): void {
    const released = invoice.void(reason, stage.standing(invoice), stage.posting);
    stage.giveBack(invoice, released, { held: false });
  }
}
