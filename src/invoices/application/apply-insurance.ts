import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { CoverageRules } from './coverage-rules.js';
import { OnInvoice } from './on-invoice.js';

@Act({ title: 'Apply insurance to an invoice', needs: 'invoice.apply-insurance' })
export class ApplyInsurance {
  locationId!: string;
  invoiceId!: string;
  version?: number;
  /** Coverage id, or payer id for a payer without a coverage. */
  partyKey!: string;
  lineId?: string;
  amountCents!: number;
  reason?: string;
  postingDate?: string;

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
    invoice.applyInsurance({ ...party, guarantorId: null }, command.amountCents, posting, command.lineId || undefined);
    return { invoiceId: invoice.id };
  }
}
