import { Aggregate } from '../../shared/aggregate.js';
import type { TypedLine } from './judge-line.js';
import type { ProviderLineState, RemittanceLineState } from './remittance-state.js';

const BLANK: TypedLine = { allowedCents: null, deductibleCents: 0, coinsuranceCents: 0, copayCents: 0, paidCents: null, takebackCents: 0, codes: '' };

type Placed = Pick<RemittanceLineState, 'id' | 'locationId' | 'draftId' | 'position'>;

/** One service line of the EOB, as far as it is typed. */
export class RemittanceLine extends Aggregate<{ root: RemittanceLineState }> {
  private constructor(private readonly root: RemittanceLineState) {
    super();
  }

  static from({ root }: { root: RemittanceLineState }): RemittanceLine {
    return new RemittanceLine({ ...root });
  }

  static start(placed: Placed, line: { invoiceId: string; lineId: string }): RemittanceLine {
    return new RemittanceLine({ ...placed, ...line, ...BLANK, version: 0, followUp: '', claimNumber: '', state: 'standing' });
  }

  get id(): string {
    return this.root.id;
  }

  state(): { root: RemittanceLineState } {
    return { root: this.root };
  }

  /** The same, in another draft. */
  again(placed: Placed): RemittanceLine {
    return new RemittanceLine({ ...this.root, ...placed, version: 0 });
  }

  type(typed: TypedLine & { followUp: string; claimNumber: string }): void {
    Object.assign(this.root, typed);
  }

  remove(): void {
    this.root.state = 'removed';
  }
}

/** A row that is about no claim: interest, a forwarded balance, a recoupment by letter. */
export class ProviderLine extends Aggregate<{ root: ProviderLineState }> {
  private constructor(private readonly root: ProviderLineState) {
    super();
  }

  static from({ root }: { root: ProviderLineState }): ProviderLine {
    return new ProviderLine({ ...root });
  }

  static start(placed: Placed, typed: Pick<ProviderLineState, 'code' | 'reference' | 'amountCents' | 'invoiceId' | 'lineId'>): ProviderLine {
    return new ProviderLine({ ...typed, ...placed, version: 0, state: 'standing' });
  }

  get id(): string {
    return this.root.id;
  }

  state(): { root: ProviderLineState } {
    return { root: this.root };
  }

  remove(): void {
    this.root.state = 'removed';
  }
}
