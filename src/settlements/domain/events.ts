import type { CalendarDate } from '../../shared/calendar-date.js';

abstract class SettlementFact {
  declare readonly settlementId: string;
  declare readonly fromId: string;
  declare readonly toId: string;
  declare readonly amountCents: number;
  declare readonly postingDate: CalendarDate;
}

/** One location paid another what it had received for it. */
export class LocationsSettled extends SettlementFact {
  declare readonly reference: string;

  constructor(facts: LocationsSettled) {
    super();
    Object.assign(this, facts);
  }
}

/** `settlementId` is the one that is undone. */
export class SettlementUndone extends SettlementFact {
  declare readonly reason: string;

  constructor(facts: SettlementUndone) {
    super();
    Object.assign(this, facts);
  }
}
