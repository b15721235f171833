export type Scalar = string | number | null;
/** One database row: camelCase keys are the columns, values are only text, whole numbers or null. */
export type Row = object;
/** Everything an aggregate is: its root row, its child rows, and rows newly appended to its append-only parts. */
export interface RowSet {
  root: { id: string; version: number };
  [part: string]: Row | readonly Row[];
}

/**
 * The unit that is loaded, locked, changed and audited whole.
 * Its state is its row set; there is no save(): the unit of work compares `state()` with what was loaded.
 */
export abstract class Aggregate<S extends RowSet = RowSet> {
  #events: object[] = [];

  abstract get id(): string;
  abstract state(): S;

  protected raise(event: object): void {
    this.#events.push(event);
  }

  /** Hands over the events raised since the last call. */
  takeEvents(): object[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
