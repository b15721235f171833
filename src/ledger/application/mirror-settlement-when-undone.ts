import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { SettlementUndone } from '../../settlements/index.js';
import { mirrored } from '../domain/journal.js';
import { mirrorOf, ofSettlement } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';

@EventsHandler(SettlementUndone)
export class MirrorSettlementWhenUndone implements IEventHandler<SettlementUndone> {
  constructor(private readonly journals: Journals) {}

  async handle(event: SettlementUndone): Promise<void> {
    const head = ofSettlement(event, 'settlement-undone', '');
    for (const journal of await this.journals.liveOf(event.settlementId)) {
      this.journals.post(mirrorOf(journal, head, 'Settlement between locations undone', event.reason), mirrored(journal.entries));
    }
  }
}
