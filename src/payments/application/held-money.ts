import { Injectable } from '@nestjs/common';
import { invoiceMap } from '../../invoices/index.js';
import { StaleWrite } from '../../platform/flush.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
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
    private readonly unit: UnitOfWork,
  ) {}

  /** Before the invoices are locked, as the order of locks wants it. @returns what the act does when it is through */
  async before({ locationId, date, rows, paymentIds = [] }: Moving): Promise<() => Promise<void>> {
    const invoiceIds = rows.filter(({ toPatientCents }) => toPatientCents > 0).map(({ invoiceId }) => invoiceId);
    const seen = await this.payments.holdingFor(invoiceIds);
    const stage = seen.paymentIds.length === 0 ? undefined : await this.stages.lock({ locationId, date, invoiceIds, releasing: [], paymentIds: [...paymentIds, ...seen.paymentIds] });
    return async () => {
      stage?.settle();
      // Money is held for a line only by an act that changes its invoice: where none did, the first look still holds.
      const isAsSeen = (await this.unit.load(invoiceMap, invoiceIds)).every(({ id, nextVersion }) => seen.versions.get(id) === nextVersion - 1);
      const now = isAsSeen ? seen : await this.payments.holdingFor(invoiceIds);
      if (!stage && now.paymentIds.length > 0) throw new StaleWrite('money was held for a line meanwhile');
      for (const { invoiceId, guarantorId } of now.visits) await this.visits.apply(invoiceId, guarantorId, date);
    };
  }
}
