import { Aggregate, type RowSet } from '../../shared/aggregate.js';

export interface SeriesState {
  id: string;
  version: number;
  locationId: string;
  kind: string;
  nextNumber: number;
}

interface SeriesRows extends RowSet {
  root: SeriesState;
}

const FIRST_NUMBER = 10_001;

/** Numbers without gaps: the row is locked last in a posting and rises with its commit. */
export class Series extends Aggregate<SeriesRows> {
  private constructor(private readonly rows: SeriesRows) {
    super();
  }

  static from(rows: SeriesRows): Series {
    return new Series(rows);
  }

  static begin(id: string, locationId: string, kind: string): Series {
    return new Series({ root: { id, version: 0, locationId, kind, nextNumber: FIRST_NUMBER } });
  }

  get id(): string {
    return this.rows.root.id;
  }

  take(): number {
    const number = this.rows.root.nextNumber;
    this.rows.root.nextNumber = number + 1;
    return number;
  }

  state(): SeriesRows {
    return this.rows;
  }
}
