import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invoices, postingOn } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Payments } from '../domain/payments.js';
import { CameWithEob } from '../domain/remittance-refusals.js';
import type { PaymentAnswer, ReceiptCommand } from './receipt-command.js';
import { RecordInsurancePayment } from './record-insurance-payment.js';
import { RecordOtherPayerPayment } from './record-other-payer-payment.js';
import { RecordPatientPayment } from './record-patient-payment.js';
import { type ReversedPayment, ReversePayment } from './reverse-payment.js';

/** Reverse and repost as one act with one reason: the original stays as it was, its money and what came with it are undone, and the right payment stands in its place. */
@Act({ title: 'Correct a payment', needs: 'payment.read' })
export class CorrectPayment {
  locationId!: string;
  paymentId!: string;
  version?: number;
  reason!: string;
  kind!: 'insurance' | 'patient' | 'other';
  /** The payment as it should have been recorded. */
  receipt!: Omit<ReceiptCommand, 'locationId' | 'postingDate'> & { payerId?: string; guarantorId?: string };

  constructor(fields: Partial<CorrectPayment> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CorrectPayment)
export class CorrectPaymentHandler implements ICommandHandler<CorrectPayment> {
  constructor(
    private readonly commands: Commands,
    private readonly payments: Payments,
    private readonly invoices: Invoices,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: CorrectPayment): Promise<PaymentAnswer> {
    const { locationId, paymentId, version, reason, kind } = command;
    mustBeAllowed(kind === 'patient' ? 'payment.take-patient' : 'payment.post-insurer', locationId);
    if (await this.invoices.isDecidedBy(paymentId)) throw new CameWithEob((await this.payments.look(paymentId)).number);
    const { postingDate } = await this.commands.within<ReversedPayment>(new ReversePayment({ locationId, paymentId, reason, ...(version === undefined ? {} : { version }) }));
    const answer = await this.commands.within<PaymentAnswer>(receiptOf(command, postingDate));
    (await this.payments.one(paymentId)).correctedBy(answer.paymentId, reason.trim(), postingOn(postingDate, this.unit));
    return answer;
  }
}

/** Dated on the accounting day, whatever the original's; over other locations than its reversal, not before that. */
function receiptOf({ kind, locationId, paymentId, receipt }: CorrectPayment, notBefore: string): ReceiptCommand {
  const { payerId = '', guarantorId = '', ...typed } = receipt;
  const fields = { ...typed, replacesId: paymentId, notBefore };
  if (kind === 'patient') return new RecordPatientPayment({ ...fields, locationId, guarantorId });
  return kind === 'insurance' ? new RecordInsurancePayment({ ...fields, locationId, payerId }) : new RecordOtherPayerPayment({ ...fields, locationId, payerId });
}
