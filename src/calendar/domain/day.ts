import { Aggregate } from '../../shared/aggregate.js';
import { isBefore, type CalendarDate } from '../../shared/calendar-date.js';
import type { DayRows } from './calendar-state.js';
import { DayAlreadyClosed, DayIsOpen, DayToCome } from './refusals.js';

/** One accounting day of one location: postings rely on it, closing ends it. */
export class Day extends Aggregate<DayRows> {
  private constructor(private readonly rows: DayRows) {
    super();
  }

  static from(rows: DayRows): Day {
    return new Day(rows);
  }

  static open(id: string, locationId: string, day: CalendarDate): Day {
    return new Day({ root: { id, version: 0, locationId, day, state: 'open' } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): DayRows {
    return { root: { ...this.rows.root } };
  }

  /** @param today the day it is at the location */
  close(today: CalendarDate): void {
    const { day, state } = this.rows.root;
    if (state === 'closed') throw new DayAlreadyClosed(day);
    if (isBefore(today, day)) throw new DayToCome(day, today);
    this.rows.root.state = 'closed';
  }

  /** What was posted on it stays; more may be posted on it again. */
  reopen(): void {
    const { day, state } = this.rows.root;
    if (state === 'open') throw new DayIsOpen(day);
    this.rows.root.state = 'open';
  }
}
