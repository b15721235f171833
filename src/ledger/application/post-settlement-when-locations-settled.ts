import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { LocationsSettled } from '../../settlements/index.js';
import { byLocation } from '../domain/journal.js';
import { ofSettlement } from '../domain/journal-head.js';
import { Journals } from '../domain/journals.js';
import { settlementMemo } from '../domain/memo.js';
import { settlementEntries } from '../domain/settlement-postings.js';

@EventsHandler(LocationsSettled)
export class PostSettlementWhenLocationsSettled implements IEventHandler<LocationsSettled> {
  constructor(private readonly journals: Journals) {}

  handle(event: LocationsSettled): void {
    for (const { entries } of byLocation(settlementEntries(event))) this.journals.post(ofSettlement(event, 'locations-settled', settlementMemo(event.reference)), entries);
  }
}
