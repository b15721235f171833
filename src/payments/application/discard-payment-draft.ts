import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { DraftedPayments } from './drafted-payments.js';

@Act({ title: 'Discard a draft of a payment', needs: 'payment.take-patient' })
export class DiscardPaymentDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version!: number;

  constructor(fields: Partial<DiscardPaymentDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DiscardPaymentDraft)
export class DiscardPaymentDraftHandler implements ICommandHandler<DiscardPaymentDraft> {
  constructor(private readonly drafting: DraftedPayments) {}

  async execute({ draftId, version, locationId }: DiscardPaymentDraft): Promise<{ draftId: string }> {
    (await this.drafting.toClose({ draftId, version }, locationId)).discard(this.drafting.hand);
    return { draftId };
  }
}
