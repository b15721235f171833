import { Injectable } from '@nestjs/common';
import { StaleWrite } from '../../platform/flush.js';
import { Payments } from '../domain/payments.js';
import type { PaymentRow } from '../domain/receipt.js';
import { Stages } from './stages.js';
import { VisitMoney } from './visit-money.js';

interface Moving {
  locationId: string;
  date: string;
  rows: readonly PaymentRow[];
  paymentIds?: readonly string[];
}

/** For acts that move a part to the patient: whoever holds money for such a line, or for its visit, pays it at the end of the act (MONEY 8). */
@Injectable()
export class HeldMoney {
  constructor(
    private readonly payments: Payments,
    private readonly stages: Stages,
    private readonly visits: VisitMoney,
  ) {}

  /** Before the invoices are locked, as the order of locks wants it. @returns what the act does when it is through */
  async before({ locationId, date, rows, paymentIds = [] }: Moving): Promise<() => Promise<void>> {
    const invoiceIds = rows.filter(({ toPatientCents }) => toPatientCents > 0).map(({ invoiceId }) => invoiceId);
    const { paymentIds: holding } = await this.payments.holdingFor(invoiceIds);
    const stage = holding.length === 0 ? undefined : await this.stages.lock({ locationId, date, invoiceIds, releasing: [], paymentIds });
    return async () => {
      stage?.settle();
      const after = await this.payments.holdingFor(invoiceIds);
      if (!stage && after.paymentIds.length > 0) throw new StaleWrite('money was held for a line meanwhile');
      for (const { invoiceId, guarantorId } of after.visits) await this.visits.apply(invoiceId, guarantorId, date);
    };
  }
}
