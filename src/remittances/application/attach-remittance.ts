import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PaymentsQueries } from '../../payments/index.js';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { NoEobForIt } from '../domain/refusals.js';
import { RemittanceDraft } from '../domain/remittance-draft.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { DraftDesk, POST } from './draft-desk.js';

/** The EOB of a payment that was recorded without it; an open draft of it is gone on with. */
@Act({ title: 'Start the EOB of a payment', needs: POST })
export class AttachRemittance {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdField({ label: 'Payment' }) paymentId!: string;

  constructor(fields: Partial<AttachRemittance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AttachRemittance)
export class AttachRemittanceHandler implements ICommandHandler<AttachRemittance> {
  constructor(
    private readonly drafts: RemittanceDrafts,
    private readonly payments: PaymentsQueries,
    private readonly desk: DraftDesk,
  ) {}

  async execute({ locationId, paymentId }: AttachRemittance): Promise<{ draftId: string }> {
    const payment = (await this.payments.find(paymentId))?.payment;
    if (payment?.locationId !== locationId) throw new NotFound();
    const { payerId, kind, state, number } = payment;
    if (kind !== 'insurer' || payerId === null || state !== 'posted') throw new NoEobForIt(number);
    const open = await this.drafts.openFor(paymentId);
    if (open !== undefined) return { draftId: open };
    const { method, amountCents, reference, paymentDate, depositDate, claimNumber, notes } = payment;
    const head = { payerId, method, amountCents, reference, paymentDate, depositDate, claimNumber, notes, remainderKind: '' as const, owedReference: '', duplicateReason: '' };
    const draft = RemittanceDraft.start({ id: newId(), locationId, attachTo: paymentId }, head, this.desk.hand);
    this.drafts.add(draft);
    return { draftId: draft.id };
  }
}
