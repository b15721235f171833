import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { ShareTransferred } from '../../invoices/index.js';
import { Journals } from '../domain/journals.js';
import { transferMemo } from '../domain/memo.js';
import { postTransfers } from './transfer-posting.js';

@EventsHandler(ShareTransferred)
export class PostTransferWhenShareTransferred implements IEventHandler<ShareTransferred> {
  constructor(private readonly journals: Journals) {}

  async handle(event: ShareTransferred): Promise<void> {
    await postTransfers(this.journals, event, 'share-transferred', transferMemo(event.number, event.transfers.length));
  }
}
