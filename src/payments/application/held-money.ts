import { Injectable } from '@nestjs/common';
import { invoiceMap } from '../../invoices/index.js';
import { StaleWrite } from '../../platform/flush.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { MoneyElsewhere } from '../domain/elsewhere-refusals.js';
import { type MoneyHeldFor, Payments } from '../domain/payments.js';
import type { PaymentKind } from '../domain/payment-state.js';
import type { PaymentRow } from '../domain/receipt.js';
import { Stages } from './stages.js';
import { VisitMoney } from './visit-money.js';

/** The invoices of an act, whose money waits for their lines, and where: the act may post there too. */
export interface MoneyInWait {
  seen: MoneyHeldFor;
  locationIds: string[];
  lastPostedOn: string[];
}

interface Moving {
  locationId: string;
  date: string;
  rows: readonly PaymentRow[];
  held: MoneyInWait;
  /** Where the date is held open. */
  heldOpen: readonly string[];
  paymentIds?: readonly string[];
}

/**
 * For acts that move a part to the patient: whoever holds money for such a line, or for its visit, pays it at the end of the act. What is
 * held for a visit is free once no insurer owes anything of it (MONEY 8).
 */
@Injectable()
export class HeldMoney {
  constructor(
    private readonly payments: Payments,
    private readonly stages: Stages,
    private readonly visits: VisitMoney,
    private readonly unit: UnitOfWork,
  ) {}

  /** Before the day of the act is chosen. @param kind whose payment it is: an insurer's may end what a visit waits for */
  async look(rows: readonly PaymentRow[], kind: PaymentKind): Promise<MoneyInWait> {
    const invoiceIds = rows.map(({ invoiceId }) => invoiceId);
    const seen = await this.payments.holdingFor(invoiceIds, { moving: movedOn(rows), paid: kind === 'insurer' ? invoiceIds : [] });
    try {
      const payments = await this.payments.lookAll(seen.paymentIds);
      return { seen, locationIds: payments.map((payment) => payment.locationId), lastPostedOn: payments.map((payment) => payment.lastPostedOn) };
    } catch (error) {
      throw error instanceof NotFound ? new MoneyElsewhere() : error;
    }
  }

  /** Before the invoices are locked, as the order of locks wants it. @returns what the act does when it is through */
  async before({ locationId, date, rows, held, heldOpen, paymentIds = [] }: Moving): Promise<() => Promise<void>> {
    const invoiceIds = movedOn(rows);
    const { seen } = held;
    const stage = seen.paymentIds.length === 0 ? undefined : await this.stages.lock({ locationId, date, heldOpen, invoiceIds, releasing: [], paymentIds: [...paymentIds, ...seen.paymentIds] });
    return async () => {
      stage?.settle();
      // Money is held for a line only by an act that changes its invoice: where none did, the first look still holds.
      const versions = new Map(seen.invoices.map(({ id, version }) => [id, version]));
      const isAsSeen = (await this.unit.load(invoiceMap, invoiceIds)).every(({ id, nextVersion }) => versions.get(id) === nextVersion - 1);
      const now = isAsSeen ? seen : await this.payments.holdingFor(invoiceIds, { moving: invoiceIds, paid: [] });
      if (!stage && now.paymentIds.length > 0) throw new StaleWrite('money was held for a line meanwhile');
      const others = isAsSeen ? [] : seen.visits.filter((visit) => !invoiceIds.includes(visit.invoiceId));
      for (const { invoiceId, guarantorId } of [...now.visits, ...others]) await this.visits.apply(invoiceId, guarantorId, date);
    };
  }
}

function movedOn(rows: readonly PaymentRow[]): string[] {
  return rows.filter(({ toPatientCents }) => toPatientCents > 0).map(({ invoiceId }) => invoiceId);
}
