import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { PaymentsDeposited } from '../../deposits/index.js';
import { depositEntries } from '../domain/deposit-postings.js';
import { ofDeposit } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { depositMemo } from '../domain/memo.js';

@EventsHandler(PaymentsDeposited)
export class PostDepositWhenPaymentsDeposited implements IEventHandler<PaymentsDeposited> {
  constructor(private readonly journals: Journals) {}

  handle(event: PaymentsDeposited): void {
    this.journals.post(ofDeposit(event, 'payments-deposited', depositMemo(event)), depositEntries(event));
  }
}
