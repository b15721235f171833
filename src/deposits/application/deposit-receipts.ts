import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days, NumberSeries } from '../../calendar/index.js';
import { DepositPayments, type PaymentsTaken } from '../../payments/index.js';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { DateField, IdField, IdsField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { optionalText } from '../../shared/plain-text.js';
import { Deposit } from '../domain/deposit.js';
import { Deposits } from '../domain/deposits.js';
import { NothingToDeposit, SameReceiptTwice } from '../domain/refusals.js';

/** As many as a slip is made of; the rest goes with the next one. */
export const MOST_RECEIPTS = 200;

@Act({ title: 'Deposit', needs: 'payment.deposit' })
export class DepositReceipts {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdsField({ label: 'Receipts', most: MOST_RECEIPTS, optional: true }) paymentIds?: string[];
  /** The day the money goes to the bank; the accounting day when left out. */
  @DateField({ label: 'Deposit date', optional: true }) postingDate?: string;
  /** Why it is posted into a soft closed month. */
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;
  @TextField({ label: 'Notes', most: 300, optional: true }) notes?: string;

  constructor(fields: Partial<DepositReceipts> = {}) {
    Object.assign(this, fields);
  }
}

export interface DepositAnswer {
  depositId: string;
  slipNumber: number;
}

/** Locks in order: day, payments, the series of slips last. */
@CommandHandler(DepositReceipts)
export class DepositReceiptsHandler implements ICommandHandler<DepositReceipts> {
  constructor(
    private readonly days: Days,
    private readonly deposits: Deposits,
    private readonly series: NumberSeries,
    private readonly commands: Commands,
  ) {}

  async execute({ locationId, paymentIds = [], postingDate, notes }: DepositReceipts): Promise<DepositAnswer> {
    if (paymentIds.length === 0) throw new NothingToDeposit();
    if (new Set(paymentIds).size !== paymentIds.length) throw new SameReceiptTwice();
    const date = await this.days.postingDate(locationId, postingDate, await this.deposits.receivedOn(paymentIds));
    const id = newId();
    const { payments } = await this.commands.within<PaymentsTaken>(new DepositPayments({ depositId: id, locationId, postingDate: date, paymentIds }));
    const slipNumber = await this.series.takePlain(locationId, 'deposit');
    const facts = { id, locationId, slipNumber, notes: optionalText(notes, { label: 'Notes', field: 'notes', most: 300 }), postedBy: currentActor().id };
    this.deposits.add(Deposit.make(facts, payments, { date, nextId: newId }));
    return { depositId: id, slipNumber };
  }
}
