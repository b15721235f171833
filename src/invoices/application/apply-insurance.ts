import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { CoverageRules } from './coverage-rules.js';
import { OnInvoice } from './on-invoice.js';

@Act({ title: 'Apply insurance to an invoice', needs: 'invoice.apply-insurance' })
export class ApplyInsurance {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  /** Coverage id, or payer id for a payer without a coverage. */
  @IdField({ label: 'Payer' }) partyKey!: string;
  @IdField({ label: 'Line', optional: true }) lineId?: string;
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;

  constructor(fields: Partial<ApplyInsurance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ApplyInsurance)
export class ApplyInsuranceHandler implements ICommandHandler<ApplyInsurance> {
  constructor(
    private readonly on: OnInvoice,
    private readonly coverages: CoverageRules,
  ) {}

  async execute(command: ApplyInsurance): Promise<{ invoiceId: string }> {
    const { invoice, posting } = await this.on.open(command);
    const rules = await this.coverages.coverages(invoice.patientId, invoice.serviceDate);
    const party = await this.coverages.party(command.partyKey, rules);
    invoice.applyInsurance({ ...party, guarantorId: null }, command.amountCents, posting, command.lineId);
    return { invoiceId: invoice.id };
  }
}
