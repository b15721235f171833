import { Aggregate } from '../../shared/aggregate.js';
import type { SeriesRows } from './calendar-state.js';
import { FirstNumberUnusable } from './refusals.js';

const MOST_FIRST = 999_999_999;

/** Numbers of one kind at one location, handed out one after another inside the posting: no gaps, no repeats. */
export class Series extends Aggregate<SeriesRows> {
  private constructor(private readonly rows: SeriesRows) {
    super();
  }

  static from(rows: SeriesRows): Series {
    return new Series(rows);
  }

  static begin(id: string, { locationId, kind, firstNumber }: { locationId: string; kind: string; firstNumber: number }): Series {
    if (!Number.isInteger(firstNumber) || firstNumber < 1 || firstNumber > MOST_FIRST) throw new FirstNumberUnusable();
    return new Series({ root: { id, version: 0, locationId, kind, nextNumber: firstNumber } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): SeriesRows {
    return { root: { ...this.rows.root } };
  }

  take(): number {
    const number = this.rows.root.nextNumber;
    this.rows.root.nextNumber = number + 1;
    return number;
  }
}
