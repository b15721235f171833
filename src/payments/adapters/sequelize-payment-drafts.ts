import { Injectable } from '@nestjs/common';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { PaymentDraft } from '../domain/payment-draft.js';
import { PaymentDrafts } from '../domain/payment-drafts.js';
import { PaymentDraftRow, PaymentDraftRowRow, PaymentDraftSourceRow } from './payment-draft.rows.js';

const paymentDraftMap = aggregateMap<PaymentDraft>({
  type: 'payment-draft',
  root: PaymentDraftRow,
  children: { rows: PaymentDraftRowRow, sources: PaymentDraftSourceRow },
  parent: 'draftId',
  from: (state) => PaymentDraft.from(state),
  locations: (state) => [state.root.locationId],
});

/** A posting spares itself the reading of what it closes. */
const closingMap: AggregateMap<PaymentDraft> = {
  type: paymentDraftMap.type, root: PaymentDraftRow, from: ({ root }) => PaymentDraft.from({ root, rows: [], sources: [] }), locations: paymentDraftMap.locations,
};

@Injectable()
export class SequelizePaymentDrafts extends PaymentDrafts {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  one(id: string): Promise<PaymentDraft> {
    return this.unit.one(paymentDraftMap, id);
  }

  toClose(id: string): Promise<PaymentDraft> {
    return this.unit.one(closingMap, id);
  }

  async look(id: string): Promise<PaymentDraft> {
    return (await this.unit.peek(paymentDraftMap, [id]))[0]!;
  }

  add(draft: PaymentDraft): void {
    this.unit.add(paymentDraftMap, draft);
  }
}
