import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids.js';
import { PatientsQueries } from '../../patients/index.js';
import { ProvidersQueries } from '../../services/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { ProviderNotActive } from '../domain/draft-refusals.js';
import type { InvoiceDraft, SplitRules } from '../domain/invoice-draft.js';
import { InvoiceDrafts } from '../domain/invoices.js';
import type { LineTerms } from '../domain/line-terms.js';
import { type DraftLineTerms, termsOf } from './draft-line-terms.js';
import { mustBeAt } from './must-be-at.js';
import { PayersOnInvoice } from './payers-on-invoice.js';

interface OnDraft {
  locationId: string;
  draftId: string;
  version?: number;
}

/** What every change of a draft has in common: the draft as the form saw it, and a split that follows the change. */
@Injectable()
export class EditDraft {
  constructor(
    private readonly drafts: InvoiceDrafts,
    private readonly patients: PatientsQueries,
    private readonly payers: PayersOnInvoice,
    private readonly providers: ProvidersQueries,
  ) {}

  async open({ locationId, draftId, version }: OnDraft): Promise<InvoiceDraft> {
    const draft = mustBeAt(await this.drafts.one(draftId), locationId);
    await this.drafts.expectVersion(draft, version);
    return draft;
  }

  /** A provider who became inactive stays on the line that has them already. */
  async terms(form: DraftLineTerms, standing?: string | null): Promise<LineTerms> {
    const { providerId } = form;
    if (providerId && providerId !== standing && (await this.providers.get(providerId))?.state !== 'active') throw new ProviderNotActive();
    return termsOf(form);
  }

  async rules(draft: InvoiceDraft): Promise<SplitRules> {
    const patient = await this.patients.summary(draft.patientId, { locationIds: 'all' });
    if (!patient) throw new NotFound();
    return { guarantorId: patient.guarantorId, coverages: await this.payers.rulesFor(draft), nextId: newId };
  }

  async resplit(draft: InvoiceDraft): Promise<void> {
    draft.resplit(await this.rules(draft));
  }
}
