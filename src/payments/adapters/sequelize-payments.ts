import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import type { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { DomainError } from '../../shared/domain-error.js';
import { alreadyRecorded } from '../application/duplicate-numbers.js';
import { Payment } from '../domain/payment.js';
import type { AllocationState, PaymentRows } from '../domain/payment-state.js';
import { Payments } from '../domain/payments.js';
import { AllocationRow, HoldingRow, PaymentRow } from './payment.rows.js';
import { standingNumbers } from './sequelize-recorded-numbers.js';

export const paymentMap = aggregateMap<Payment>({
  type: 'payment',
  root: PaymentRow,
  children: { holdings: HoldingRow },
  appended: { allocations: AllocationRow },
  parent: 'paymentId',
  from: (state) => Payment.from(state),
  locations: (state) => [state.root.locationId],
  constraints: {
    uq_payments_reference: numberTaken,
    uq_allocations_reverses: 'This payment is reversed already. Open it again to see its state.',
  },
});

/** Two people recorded the same number at the same time; the key decided, and this says who was first. */
async function numberTaken({ root }: PaymentRows, reader: Reader): Promise<DomainError> {
  const [first] = await standingNumbers(reader, [root.partyRoot], root.referenceKey);
  return first ? alreadyRecorded(first) : new DomainError('recorded-already', 'This payment number was used a moment ago. Press the button again.', ['reference']);
}

@Injectable()
export class SequelizePayments extends Payments {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  one(id: string): Promise<Payment> {
    return this.unit.one(paymentMap, id);
  }

  load(ids: readonly string[]): Promise<Payment[]> {
    return this.unit.load(paymentMap, ids);
  }

  async look(id: string): Promise<Payment> {
    return (await this.unit.peek(paymentMap, [id]))[0]!;
  }

  add(payment: Payment): void {
    this.unit.add(paymentMap, payment);
  }

  async expectVersion(payment: Payment, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(paymentMap as unknown as AggregateMap, payment, version);
  }

  allocationsOf(id: string): Promise<AllocationState[]> {
    return this.unit.loadAppended<AllocationState>(paymentMap as unknown as AggregateMap, 'allocations', [id]);
  }
}
