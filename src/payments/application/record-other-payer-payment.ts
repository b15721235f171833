import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { PayingParties } from './paying-parties.js';
import { type PaymentAnswer, ReceiptCommand } from './receipt-command.js';
import { Receipts } from './receipts.js';

@Act({ title: 'Record another payer’s payment', needs: 'payment.post-insurer' })
export class RecordOtherPayerPayment extends ReceiptCommand {
  payerId!: string;

  constructor(fields: Partial<RecordOtherPayerPayment> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(RecordOtherPayerPayment)
export class RecordOtherPayerPaymentHandler implements ICommandHandler<RecordOtherPayerPayment> {
  constructor(
    private readonly parties: PayingParties,
    private readonly receipts: Receipts,
  ) {}

  async execute(command: RecordOtherPayerPayment): Promise<PaymentAnswer> {
    return this.receipts.record(await this.parties.payer('other', command.payerId), command);
  }
}
