import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days, NumberSeries } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Receipt } from '../domain/receipt.js';
import { Receipts } from '../domain/receipts.js';
import { NoReceiptForInsurers, ReceiptOfReversed } from '../domain/refusals.js';

const TAKE = 'payment.take-patient';

@Act({ title: 'Issue a receipt', needs: TAKE })
export class IssueReceipt {
  @IdField({ label: 'Payment' }) paymentId!: string;

  constructor(fields: Partial<IssueReceipt> = {}) {
    Object.assign(this, fields);
  }
}

/** One receipt for everything received in the act of the payment; asked again, it answers with the one there is. */
@CommandHandler(IssueReceipt)
export class IssueReceiptHandler implements ICommandHandler<IssueReceipt> {
  constructor(
    private readonly receipts: Receipts,
    private readonly days: Days,
    private readonly series: NumberSeries,
  ) {}

  async execute({ paymentId }: IssueReceipt): Promise<{ receiptId: string }> {
    const money = await this.receipts.received(paymentId);
    mustBeAllowed(TAKE, money.locationId);
    const standing = await this.receipts.ofPayment(paymentId);
    if (standing !== undefined) return { receiptId: standing };
    if (money.kind === 'insurer') throw new NoReceiptForInsurers();
    if (money.isReversed) throw new ReceiptOfReversed();
    const { id: printedBy, name: printedName } = currentActor();
    const printing = { printedBy, printedName, printedOn: await this.days.today(money.locationId) };
    const receipt = Receipt.issue({ id: newId(), locationId: money.locationId, number: await this.series.takePlain(money.locationId, 'receipt') }, money, printing, newId);
    this.receipts.add(receipt);
    return { receiptId: receipt.id };
  }
}
