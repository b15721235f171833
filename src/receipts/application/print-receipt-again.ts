import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Receipts } from '../domain/receipts.js';

const REPRINT = 'receipt.reprint';

@Act({ title: 'Print a receipt again', needs: REPRINT })
export class PrintReceiptAgain {
  receiptId!: string;
  @TextField({ label: 'Reason', most: 300 }) reason!: string;

  constructor(fields: Partial<PrintReceiptAgain> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(PrintReceiptAgain)
export class PrintReceiptAgainHandler implements ICommandHandler<PrintReceiptAgain> {
  constructor(
    private readonly receipts: Receipts,
    private readonly days: Days,
  ) {}

  async execute({ receiptId, reason }: PrintReceiptAgain): Promise<{ receiptId: string }> {
    const receipt = await this.receipts.one(receiptId);
    mustBeAllowed(REPRINT, receipt.locationId);
    const { id: printedBy, name: printedName } = currentActor();
    receipt.printAgain({ printedBy, printedName, printedOn: await this.days.today(receipt.locationId) }, reason, newId());
    return { receiptId };
  }
}
