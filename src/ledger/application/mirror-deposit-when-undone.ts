import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { DepositUndone } from '../../deposits/index.js';
import { backFromBankEntries } from '../domain/deposit-postings.js';
import { mirrored } from '../domain/journal.js';
import { mirrorOf, ofDeposit } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { undoneDepositMemo } from '../domain/memo.js';

/** The mirror of the deposit's journal; once some of its money was returned before, the opposite of what it still held. */
@EventsHandler(DepositUndone)
export class MirrorDepositWhenUndone implements IEventHandler<DepositUndone> {
  constructor(private readonly journals: Journals) {}

  async handle(event: DepositUndone): Promise<void> {
    const head = ofDeposit(event, 'deposit-undone', undoneDepositMemo(event.slipNumber, event.reason));
    if (!event.isWhole) return this.journals.post(head, backFromBankEntries(event));
    for (const journal of await this.journals.liveOf(event.depositId)) {
      this.journals.post(mirrorOf(journal, head, `Deposit slip ${event.slipNumber} undone`, event.reason), mirrored(journal.entries));
    }
  }
}
