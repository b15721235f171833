import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { InvoiceDrafts, Invoices } from '../domain/invoices.js';
import { reissueOf } from '../domain/reissue.js';
import { CoverageRules } from './coverage-rules.js';

/** Sent by a correction within its own act, before the invoice is voided: its shares still say who was to owe what. */
@Act({ title: 'Start the draft that takes an invoice’s place', needs: 'system' })
export class ReissueInvoice {
  invoiceId!: string;
  draftId!: string;

  constructor(fields: Partial<ReissueInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReissueInvoice)
export class ReissueInvoiceHandler implements ICommandHandler<ReissueInvoice> {
  constructor(
    private readonly invoices: Invoices,
    private readonly drafts: InvoiceDrafts,
    private readonly patients: PatientsQueries,
    private readonly coverages: CoverageRules,
    private readonly days: Days,
  ) {}

  async execute({ invoiceId, draftId }: ReissueInvoice): Promise<{ draftId: string }> {
    const invoice = (await this.invoices.load([invoiceId]))[0]!;
    const patient = await this.patients.summary(invoice.patientId, { locationIds: 'all' });
    if (!patient) throw new NotFound();
    const rules = { guarantorId: patient.guarantorId, coverages: await this.coverages.coverages(invoice.patientId, invoice.serviceDate), nextId: newId };
    this.drafts.add(reissueOf(invoice, draftId, await this.days.accountingDay(invoice.locationId), rules, await this.drafts.enteredOn(invoiceId)));
    return { draftId };
  }
}
