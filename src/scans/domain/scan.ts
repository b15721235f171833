import { Aggregate } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import { RemovedAlready } from './refusals.js';
import type { ScanRows, ScanState } from './scan-state.js';

export type NewScan = Omit<ScanState, 'version' | 'state' | 'removedReason'>;

/** A picture of a paper. It is taken off with a reason, and the file stays. */
export class Scan extends Aggregate<ScanRows> {
  private constructor(private readonly rows: ScanRows) {
    super();
  }

  static from({ root }: ScanRows): Scan {
    return new Scan({ root: { ...root } });
  }

  static attach(facts: NewScan): Scan {
    return new Scan({ root: { ...facts, version: 0, state: 'attached', removedReason: '' } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get locationId(): string {
    return this.rows.root.locationId;
  }

  override state(): ScanRows {
    return this.rows;
  }

  remove(reason: string | undefined): void {
    const { root } = this.rows;
    if (root.state === 'removed') throw new RemovedAlready();
    Object.assign(root, { state: 'removed', removedReason: requiredText(reason, { label: 'The reason', field: 'reason', most: 300 }) } satisfies Partial<ScanState>);
  }
}
