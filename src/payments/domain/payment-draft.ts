import { Aggregate } from '../../shared/aggregate.js';
import type { PaymentKind } from './payment-state.js';
import type { DraftedPayment, PaymentDraftRows, PaymentDraftStanding } from './payment-draft-state.js';
import { DraftDiscarded, DraftPosted } from './draft-refusals.js';

/** Who does something to a draft, and when. */
export interface DraftHand {
  by: string;
  name: string;
  at: string;
  nextId(): string;
}

/** A payment as far as it was typed. It never counts as money: posting records a payment of its own, and closes this. */
export class PaymentDraft extends Aggregate<PaymentDraftRows> {
  readonly #rows: PaymentDraftRows;

  private constructor(rows: PaymentDraftRows) {
    super();
    this.#rows = rows;
  }

  static from({ root, rows, sources }: PaymentDraftRows): PaymentDraft {
    return new PaymentDraft({ root: { ...root }, rows: rows.map((row) => ({ ...row })), sources: sources.map((source) => ({ ...source })) });
  }

  static start(place: { id: string; locationId: string }, drafted: DraftedPayment, hand: DraftHand): PaymentDraft {
    const touched = { changedBy: hand.by, changedByName: hand.name, changedAt: hand.at };
    const draft = new PaymentDraft({ root: { ...place, ...drafted.fields, ...touched, version: 0, state: 'open', paymentId: null }, rows: [], sources: [] });
    draft.save(drafted, hand);
    return draft;
  }

  get id(): string {
    return this.#rows.root.id;
  }

  get locationId(): string {
    return this.#rows.root.locationId;
  }

  get kind(): PaymentKind {
    return this.#rows.root.kind;
  }

  get changedBy(): { name: string; at: string } {
    const { changedByName, changedAt } = this.#rows.root;
    return { name: changedByName, at: changedAt };
  }

  get drafted(): DraftedPayment {
    const { root, rows, sources } = this.#rows;
    return { fields: root, rows, sources: [...sources].sort((a, b) => a.position - b.position) };
  }

  state(): PaymentDraftRows {
    return this.#rows;
  }

  /** Rows of the same invoice stay the same row, so that the trail says what changed in it. */
  save({ fields, rows, sources }: DraftedPayment, hand: DraftHand): void {
    this.mustBeOpen();
    const { root } = this.#rows;
    const before = new Map(this.#rows.rows.map((row) => [row.invoiceId, row.id]));
    const places = new Map(this.#rows.sources.map((source) => [`${source.kind} ${source.position}`, source.id]));
    Object.assign(root, fields);
    this.#rows.rows = rows.map((row) => ({ ...row, id: before.get(row.invoiceId) ?? hand.nextId(), draftId: root.id }));
    this.#rows.sources = sources.map((source) => ({ ...source, id: places.get(`${source.kind} ${source.position}`) ?? hand.nextId(), draftId: root.id }));
    this.#touch(hand);
  }

  discard(hand: DraftHand): void {
    this.#close('discarded', hand);
  }

  postedAs(paymentId: string, hand: DraftHand): void {
    this.#close('posted', hand);
    this.#rows.root.paymentId = paymentId;
  }

  mustBeOpen(): void {
    const { state, changedByName } = this.#rows.root;
    if (state === 'posted') throw new DraftPosted(changedByName);
    if (state === 'discarded') throw new DraftDiscarded(changedByName);
  }

  #close(state: PaymentDraftStanding, hand: DraftHand): void {
    this.mustBeOpen();
    this.#rows.root.state = state;
    this.#touch(hand);
  }

  #touch({ by, name, at }: DraftHand): void {
    Object.assign(this.#rows.root, { changedBy: by, changedByName: name, changedAt: at });
  }
}
