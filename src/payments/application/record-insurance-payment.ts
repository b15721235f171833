import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { PayingParties } from './paying-parties.js';
import { type PaymentAnswer, ReceiptCommand } from './receipt-command.js';
import { Receipts } from './receipts.js';

@Act({ title: 'Record an insurer’s payment', needs: 'payment.post-insurer' })
export class RecordInsurancePayment extends ReceiptCommand {
  payerId!: string;

  constructor(fields: Partial<RecordInsurancePayment> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(RecordInsurancePayment)
export class RecordInsurancePaymentHandler implements ICommandHandler<RecordInsurancePayment> {
  constructor(
    private readonly parties: PayingParties,
    private readonly receipts: Receipts,
  ) {}

  async execute(command: RecordInsurancePayment): Promise<PaymentAnswer> {
    return this.receipts.record(await this.parties.payer('insurer', command.payerId), command);
  }
}
