import { CommandHandler } from '@nestjs/cqrs';
import { CoverageRules, type Invoice } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { InvoiceStages, OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

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
export class ApplyInsuranceHandler extends OnInvoice<ApplyInsurance> {
  constructor(
    on: InvoiceStages,
    private readonly coverages: CoverageRules,
  ) {
    super(on);
  }

  /** What the patient paid and no longer owes stays held for its line, until the insurer has settled. */
  protected override async perform(stage: Stage, invoice: Invoice, command: ApplyInsurance): Promise<void> {
    const { partyKey, amountCents, lineId, reason = '' } = command;
    const party = await this.coverages.partyOn(invoice, partyKey);
    const to = { ...party, guarantorId: null, termsDays: await this.coverages.termsOf(party.payerId) };
    const released = invoice.applyInsurance(to, amountCents, { reasonCode: '', reason }, stage.standing(invoice), stage.posting, lineId);
    stage.giveBack(invoice, released, { held: true });
  }
}
