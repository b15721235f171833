import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { PayingParties } from './paying-parties.js';
import { type PaymentAnswer, ReceiptCommand } from './receipt-command.js';
import { Receipts } from './receipts.js';

@Act({ title: 'Record a patient’s payment', needs: 'payment.take-patient' })
export class RecordPatientPayment extends ReceiptCommand {
  guarantorId!: string;

  constructor(fields: Partial<RecordPatientPayment> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(RecordPatientPayment)
export class RecordPatientPaymentHandler implements ICommandHandler<RecordPatientPayment> {
  constructor(
    private readonly parties: PayingParties,
    private readonly receipts: Receipts,
  ) {}

  async execute(command: RecordPatientPayment): Promise<PaymentAnswer> {
    return this.receipts.record(await this.parties.guarantor(command.guarantorId), command);
  }
}
