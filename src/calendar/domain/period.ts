import { Aggregate } from '../../shared/aggregate.js';
import type { PeriodRows } from './calendar-state.js';
import type { Month } from './month.js';
import { PeriodIsClosed, PeriodIsOpen, PeriodIsSoftClosed } from './refusals.js';

/** One month of one location's books: open, then soft closed, then closed. */
export class Period extends Aggregate<PeriodRows> {
  private constructor(private readonly rows: PeriodRows) {
    super();
  }

  static from(rows: PeriodRows): Period {
    return new Period(rows);
  }

  static open(id: string, locationId: string, month: Month): Period {
    return new Period({ root: { id, version: 0, locationId, month, state: 'open' } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get month(): Month {
    return this.rows.root.month;
  }

  override state(): PeriodRows {
    return { root: { ...this.rows.root } };
  }

  softClose(): void {
    if (this.rows.root.state === 'soft-closed') throw new PeriodIsSoftClosed(this.month);
    this.#refuseClosed();
    this.rows.root.state = 'soft-closed';
  }

  /** All its days must be closed; the one who calls has looked. */
  close(): void {
    this.#refuseClosed();
    this.rows.root.state = 'closed';
  }

  /** Only a soft closed period opens again: reopening a closed one takes a second person. */
  reopen(): void {
    if (this.rows.root.state === 'open') throw new PeriodIsOpen(this.month);
    this.#refuseClosed();
    this.rows.root.state = 'open';
  }

  /** A day of a closed period stays as it is. */
  refuseReopeningDays(): void {
    this.#refuseClosed();
  }

  #refuseClosed(): void {
    if (this.rows.root.state === 'closed') throw new PeriodIsClosed(this.month);
  }
}
