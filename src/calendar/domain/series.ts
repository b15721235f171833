import { Aggregate } from '../../shared/aggregate.js';
import type { NumberBreakState, SeriesRows } from './calendar-state.js';
import { FirstNumberUnusable, NextNumberLowered } from './refusals.js';

export const MOST_NUMBER = 999_999_999;

/** Numbers of one kind at one location, handed out one after another inside the posting: no gaps, no repeats. */
export class Series extends Aggregate<SeriesRows> {
  readonly #breaks: NumberBreakState[] = [];

  private constructor(private readonly rows: SeriesRows) {
    super();
  }

  static from(rows: SeriesRows): Series {
    return new Series(rows);
  }

  static begin(id: string, { locationId, kind, firstNumber }: { locationId: string; kind: string; firstNumber: number }): Series {
    if (!Number.isInteger(firstNumber) || firstNumber < 1 || firstNumber > MOST_NUMBER) throw new FirstNumberUnusable();
    return new Series({ root: { id, version: 0, locationId, kind, nextNumber: firstNumber }, breaks: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): SeriesRows {
    return { root: { ...this.rows.root }, breaks: this.#breaks.map((row) => ({ ...row })) };
  }

  take(): number {
    const number = this.rows.root.nextNumber;
    this.rows.root.nextNumber = number + 1;
    return number;
  }

  /**
   * Goes on under another prefix, at a higher number, or both. A number is never given twice, whatever stands before it.
   * @param change `prefix`: of the numbers so far; `nextNumber`: left out to go on where the series is
   */
  resume({ breakId, prefix, changesPrefix, nextNumber }: { breakId: string; prefix: string; changesPrefix: boolean; nextNumber?: number | undefined }): void {
    const { id, nextNumber: next } = this.rows.root;
    const resumesAt = nextNumber ?? next;
    if (resumesAt < next) throw new NextNumberLowered(next);
    if (!changesPrefix && resumesAt === next) return;
    this.#breaks.push({ id: breakId, seriesId: id, prefix, nextNumber: next, resumesAt });
    this.rows.root.nextNumber = resumesAt;
  }
}
