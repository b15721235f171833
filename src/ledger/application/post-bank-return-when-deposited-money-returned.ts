import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { DepositedMoneyReturned } from '../../deposits/index.js';
import { backFromBankEntries } from '../domain/deposit-postings.js';
import { ofDeposit } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { returnedMemo } from '../domain/memo.js';

/** After the mirrors of the payment itself, whose receipt is credited to where it first lay. */
@EventsHandler(DepositedMoneyReturned)
export class PostBankReturnWhenDepositedMoneyReturned implements IEventHandler<DepositedMoneyReturned> {
  constructor(private readonly journals: Journals) {}

  handle(event: DepositedMoneyReturned): void {
    this.journals.post(ofDeposit(event, 'deposited-money-returned', returnedMemo(event.slipNumber, event.reason)), backFromBankEntries(event));
  }
}
