import { Injectable } from '@nestjs/common';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { requiredText } from '../../shared/plain-text.js';
import { referenceKeyOf } from '../domain/receipt.js';
import { type ReceivedOn, RecordedNumbers, type StandingNumber } from '../domain/recorded-numbers.js';
import { LooksRecorded, LooksRecordedElsewhere } from '../domain/likeness-refusals.js';
import { RecordedAlready, RecordedElsewhere } from '../domain/refusals.js';

export interface NumberInUse {
  party: { root: string; group: readonly string[] };
  paymentId: string;
  locationId: string;
  reference: string;
  reason: string | undefined;
  replacesId: string | undefined;
  /** What was received, where a payment that looks the same is to be asked about. */
  unlike?: ReceivedOn | undefined;
}

const WHY = { label: 'Why it is another payment', field: 'duplicateReason', most: 500 };

interface Place {
  referenceKey: string;
  duplicateOrdinal: number;
  duplicateReason: string | null;
}

/**
 * Gives a payment number its place: the first of its kind, or a further one with a reason and the right to say so.
 * Without a reason nothing is looked up: the unique key decides, also between two clerks at the same moment.
 * Only what was recorded for a payer before it was merged is beyond that key, and is looked up.
 */
@Injectable()
export class DuplicateNumbers {
  constructor(private readonly recorded: RecordedNumbers) {}

  async place(using: NumberInUse): Promise<Place> {
    const place = await this.#placeOfNumber(using);
    return place.duplicateOrdinal > 0 || !using.unlike ? place : { ...place, duplicateReason: await this.#whyUnlike(using, using.unlike) };
  }

  /** The same payer, day and amount, and no two numbers to tell them apart: the reason stays with the payment. */
  async #whyUnlike({ party, locationId, reference, reason, replacesId }: NumberInUse, received: ReceivedOn): Promise<string | null> {
    const alike = await this.alike({ party, reference, replacesId }, received);
    const [first] = [...alike.filter(isVisible), ...alike];
    if (!first) return null;
    const mayOverride = currentActor().can('payment.override-duplicate', locationId);
    if (!reason?.trim()) throw isVisible(first) ? new LooksRecorded(first, received.paymentDate, mayOverride) : new LooksRecordedElsewhere(mayOverride);
    mustBeAllowed('payment.override-duplicate', locationId);
    return requiredText(reason, WHY);
  }

  /** Standing payments that only a reason tells apart from one received like this. */
  async alike({ party, reference, replacesId }: Pick<NumberInUse, 'party' | 'reference' | 'replacesId'>, received: ReceivedOn): Promise<StandingNumber[]> {
    const recorded = await this.recorded.alike(party.group, received);
    return recorded.filter((one) => one.paymentId !== replacesId && (reference === '' || one.reference === ''));
  }

  async #placeOfNumber({ party, paymentId, locationId, reference, reason, replacesId }: NumberInUse): Promise<Place> {
    const referenceKey = referenceKeyOf(reference, paymentId);
    const free = { referenceKey, duplicateOrdinal: 0, duplicateReason: null };
    if (referenceKey === paymentId) return free;
    const isMerged = party.group.length > 1;
    if (!reason?.trim() && !isMerged) return free;
    const [highest] = (await this.recorded.standing(party.group, referenceKey)).filter((standing) => standing.paymentId !== replacesId);
    if (!highest) return free;
    if (!reason?.trim()) throw alreadyRecorded(highest);
    mustBeAllowed('payment.override-duplicate', locationId);
    return { referenceKey, duplicateOrdinal: highest.duplicateOrdinal + 1, duplicateReason: requiredText(reason, WHY) };
  }
}

/** Where the clerk may not look, the sentence says neither what nor how much. */
export function alreadyRecorded(standing: StandingNumber): RecordedAlready | RecordedElsewhere {
  return isVisible(standing) ? new RecordedAlready(standing) : new RecordedElsewhere(standing.reference);
}

export function isVisible({ locationId }: Pick<StandingNumber, 'locationId'>): boolean {
  return currentActor().can('payment.read', locationId);
}
