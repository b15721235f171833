import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { DateField, FlagField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { Days, NumberSeries } from '../../calendar/index.js';
import { PayersQueries } from '../../insurers/index.js';
import { LocationsQueries } from '../../locations/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { ProvidersQueries } from '../../services/index.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { SharesDiffer } from '../domain/draft-refusals.js';
import type { InvoiceDraft } from '../domain/invoice-draft.js';
import { Invoices } from '../domain/invoices.js';
import { type Copied, issueFrom } from '../domain/issue.js';
import { EditDraft } from './edit-draft.js';
import { PayersOnInvoice } from './payers-on-invoice.js';
import { snapshotOf } from './snapshot.js';

@Act({ title: 'Finalize an invoice', needs: 'invoice.finalize' })
export class FinalizeInvoice {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;
  /** An earlier open day, or the accounting day when left empty. */
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
  /** Why it is posted into a soft closed month. */
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  /** The split as it stood on the clerk's screen: refused when it does not add up to what is finalized. */
  @MoneyField({ label: 'Payers’ parts', optional: true }) shownPayersCents?: number;
  @MoneyField({ label: 'Patient’s part', optional: true }) shownPatientCents?: number;

  /** A co-pay held for the visit is not applied but becomes a credit. */
  @FlagField() declinesVisitMoney?: boolean;

  constructor(fields: Partial<FinalizeInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(FinalizeInvoice)
export class FinalizeInvoiceHandler implements ICommandHandler<FinalizeInvoice> {
  constructor(
    private readonly editing: EditDraft,
    private readonly invoices: Invoices,
    private readonly days: Days,
    private readonly series: NumberSeries,
    private readonly patients: PatientsQueries,
    private readonly locations: LocationsQueries,
    private readonly providers: ProvidersQueries,
    private readonly payers: PayersQueries,
    private readonly onInvoice: PayersOnInvoice,
  ) {}

  async execute(command: FinalizeInvoice): Promise<{ invoiceId: string; number: string }> {
    const { locationId } = command;
    const postingDate = await this.days.postingDate(locationId, command.postingDate, []);
    const draft = await this.editing.open(command);
    // Whoever may review may skip it; for all others a draft is finalized once somebody has.
    if (!draft.isReviewed) mustBeAllowed('invoice.review', locationId);
    refuseOtherSplit(draft, command);
    const location = await this.locations.get(locationId);
    if (!location) throw new NotFound();
    const printed = await snapshotOf(draft.patientId, location, this.patients);
    const copied = { ...(await this.#copied(draft)), declinesVisitMoney: command.declinesVisitMoney ?? false };
    // The number comes last: its row is the only one two clerks wait for each other on.
    const number = await this.series.take(locationId, 'invoice');
    this.invoices.add(issueFrom(draft, { ...printed, number }, postingDate, copied));
    return { invoiceId: draft.id, number };
  }

  async #copied(draft: InvoiceDraft): Promise<Copied> {
    const providers = draft.lines.some((line) => line.providerId !== null) ? await this.providers.all() : [];
    const payers = await this.payers.all();
    const payerTerms = new Map(payers.flatMap(({ payerId, termsDays }) => (termsDays === null ? [] : [[payerId, termsDays] as const])));
    return { providers, payers: await this.onInvoice.printed(draft, payers), payerTerms, nextId: newId };
  }
}

function refuseOtherSplit(draft: InvoiceDraft, { shownPayersCents, shownPatientCents }: FinalizeInvoice): void {
  if (shownPayersCents === undefined || shownPatientCents === undefined) return;
  const shownCents = shownPayersCents + shownPatientCents;
  if (shownCents !== draft.chargeCents) throw new SharesDiffer(shownCents, draft.chargeCents);
}
