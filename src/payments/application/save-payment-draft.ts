import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invoices } from '../../invoices/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { Act } from '../../platform/act.js';
import { mustBeAllowed, scopeFor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { NothingDrafted } from '../domain/draft-refusals.js';
import { PaymentDraft } from '../domain/payment-draft.js';
import type { DraftedPayment } from '../domain/payment-draft-state.js';
import { PaymentDrafts } from '../domain/payment-drafts.js';
import { Payments } from '../domain/payments.js';
import { SameInvoiceTwice } from '../domain/refusals.js';
import { DraftedPayments, type DraftRef } from './drafted-payments.js';
import { PayingParties } from './paying-parties.js';
import { rightToTake } from './places.js';

@Act({ title: 'Save a draft of a payment', needs: 'payment.take-patient' })
export class SavePaymentDraft {
  locationId!: string;
  /** Left out for a new one. */
  draft?: DraftRef;
  drafted!: DraftedPayment;

  constructor(fields: Partial<SavePaymentDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SavePaymentDraft)
export class SavePaymentDraftHandler implements ICommandHandler<SavePaymentDraft> {
  constructor(
    private readonly drafting: DraftedPayments,
    private readonly drafts: PaymentDrafts,
    private readonly parties: PayingParties,
    private readonly patients: PatientsQueries,
    private readonly invoices: Invoices,
    private readonly payments: Payments,
  ) {}

  async execute({ locationId, draft: ref, drafted }: SavePaymentDraft): Promise<{ draftId: string }> {
    mustBeAllowed(rightToTake(drafted.fields.kind), locationId);
    refuseBlank(drafted);
    const draft = ref && (await this.drafting.open(ref, locationId, drafted));
    await this.#mustExist(drafted);
    if (draft) draft.save(drafted, this.drafting.hand);
    const kept = draft ?? PaymentDraft.start({ id: newId(), locationId }, drafted, this.drafting.hand);
    if (!draft) this.drafts.add(kept);
    return { draftId: kept.id };
  }

  /** Everything a draft names is a record that the one who saves may see; whether it can be paid is asked when it is. */
  async #mustExist({ fields: { kind, patientId, payerId, guarantorId }, rows, sources }: DraftedPayment): Promise<void> {
    if (kind === 'patient' ? guarantorId !== null : payerId !== null) await this.parties.of({ kind, payerId: payerId ?? undefined, guarantorId: guarantorId ?? undefined });
    if (patientId !== null && !(await this.patients.summary(patientId, scopeFor('patient.read')))) throw new NotFound();
    await this.invoices.look(rows.map(({ invoiceId }) => invoiceId));
    await this.payments.lookAll(sources.flatMap(({ paymentId }) => paymentId ?? []));
  }
}

function refuseBlank({ fields, rows, sources }: DraftedPayment): void {
  if (new Set(rows.map(({ invoiceId }) => invoiceId)).size !== rows.length) throw new SameInvoiceTwice();
  const { amountCents, reference, claimNumber, notes, purpose } = fields;
  if (amountCents === 0 && rows.length + sources.length === 0 && `${reference}${claimNumber}${notes}${purpose}` === '') throw new NothingDrafted();
}
