import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { Commands } from '../../platform/commands.js';
import { newId } from '../../platform/ids.js';
import { Days } from '../../calendar/index.js';
import { AddPatientToLocation, PatientsQueries } from '../../patients/index.js';
import { InvoiceDraft } from '../domain/invoice-draft.js';
import { InvoiceDrafts } from '../domain/invoices.js';

@Act({ title: 'Start an invoice', needs: 'invoice.draft' })
export class StartInvoiceDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdField({ label: 'Patient' }) patientId!: string;

  constructor(fields: Partial<StartInvoiceDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(StartInvoiceDraft)
export class StartInvoiceDraftHandler implements ICommandHandler<StartInvoiceDraft> {
  constructor(
    private readonly commands: Commands,
    private readonly drafts: InvoiceDrafts,
    private readonly days: Days,
    private readonly patients: PatientsQueries,
  ) {}

  async execute({ locationId, patientId }: StartInvoiceDraft): Promise<{ draftId: string }> {
    const [rootId = patientId] = await this.patients.group(patientId);
    const isHere = await this.patients.summary(rootId, { locationIds: [locationId] });
    // Only a patient new to the location is locked; two clerks invoicing the same patient do not wait for each other.
    if (!isHere) await this.commands.within(new AddPatientToLocation({ patientId: rootId, locationId }));
    const draft = InvoiceDraft.start({ id: newId(), locationId, patientId: rootId, startedOn: await this.days.accountingDay(locationId) });
    this.drafts.add(draft);
    return { draftId: draft.id };
  }
}
