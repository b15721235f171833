import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { InsuranceApplied } from '../../invoices/index.js';
import { Journals } from '../domain/journals.js';
import { insuranceMemo } from '../domain/memo.js';
import { postTransfers } from './transfer-posting.js';

@EventsHandler(InsuranceApplied)
export class PostTransferWhenInsuranceApplied implements IEventHandler<InsuranceApplied> {
  constructor(private readonly journals: Journals) {}

  async handle(event: InsuranceApplied): Promise<void> {
    await postTransfers(this.journals, event, 'insurance-applied', insuranceMemo(event.number));
  }
}
