import type { CalendarDate } from '../../shared/calendar-date.js';
import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Posting } from '../domain/invoice-state.js';

/** A posting within the running command. */
export function postingOn(date: CalendarDate, unit: UnitOfWork): Posting {
  return { date, nextId: newId, nextOrdinal: () => unit.nextOrdinal() };
}
