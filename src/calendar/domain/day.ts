import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { DayClosedAlready } from './refusals.js';

export interface DayState {
  id: string;
  version: number;
  locationId: string;
  day: CalendarDate;
  state: 'open' | 'closed';
}

interface DayRows extends RowSet {
  root: DayState;
}

/** One accounting day of one location. Created ahead; a posting only reads it. */
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

  get id(): string {
    return this.rows.root.id;
  }

  close(): void {
    if (this.rows.root.state === 'closed') throw new DayClosedAlready(this.rows.root.day);
    this.rows.root.state = 'closed';
  }

  state(): DayRows {
    return this.rows;
  }
}
