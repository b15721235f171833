import { Aggregate } from '../../shared/aggregate.js';
import { HeadOfPayment, RemittanceClosed } from './refusals.js';
import type { RemittanceDraftState, RemittanceHead } from './remittance-state.js';

export interface Hand {
  by: string;
  name: string;
  at: string;
}

/** A remittance in the making. Its rows are records of their own, so that two clerks can type in it at once. */
export class RemittanceDraft extends Aggregate<{ root: RemittanceDraftState }> {
  private constructor(private readonly root: RemittanceDraftState) {
    super();
  }

  static from({ root }: { root: RemittanceDraftState }): RemittanceDraft {
    return new RemittanceDraft({ ...root });
  }

  static start(place: { id: string; locationId: string; attachTo?: string; againOf?: string }, head: RemittanceHead, { by, name, at }: Hand): RemittanceDraft {
    return new RemittanceDraft({ ...head, attachTo: null, againOf: null, ...place, version: 0, state: 'open', startedBy: by, startedByName: name, startedAt: at, closedByName: '', paymentId: null });
  }

  get id(): string {
    return this.root.id;
  }

  get locationId(): string {
    return this.root.locationId;
  }

  get head(): RemittanceHead {
    return this.root;
  }

  state(): { root: RemittanceDraftState } {
    return { root: this.root };
  }

  change(head: RemittanceHead): void {
    if (this.root.attachTo !== null) throw new HeadOfPayment();
    Object.assign(this.root, head);
  }

  discard({ name }: Hand): void {
    this.root.state = 'discarded';
    this.root.closedByName = name;
  }

  postedAs(paymentId: string, { name }: Hand): void {
    Object.assign(this.root, { state: 'posted', closedByName: name, paymentId });
  }

  mustBeOpen(): void {
    const { state, closedByName } = this.root;
    if (state !== 'open') throw new RemittanceClosed(state, closedByName);
  }
}
