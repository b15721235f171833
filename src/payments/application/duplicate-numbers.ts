import { Injectable } from '@nestjs/common';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { requiredText } from '../../shared/plain-text.js';
import { referenceKeyOf } from '../domain/receipt.js';
import { type StandingNumber, RecordedNumbers } from '../domain/recorded-numbers.js';
import { RecordedAlready, RecordedElsewhere } from '../domain/refusals.js';

export interface NumberInUse {
  party: { root: string; group: readonly string[] };
  paymentId: string;
  locationId: string;
  reference: string;
  reason: string | undefined;
  replacesId: string | undefined;
}

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

  async place({ party, paymentId, locationId, reference, reason, replacesId }: NumberInUse): Promise<Place> {
    const referenceKey = referenceKeyOf(reference, paymentId);
    const free = { referenceKey, duplicateOrdinal: 0, duplicateReason: null };
    if (referenceKey === paymentId) return free;
    const isMerged = party.group.length > 1;
    if (!reason?.trim() && !isMerged) return free;
    const [highest] = (await this.recorded.standing(party.group, referenceKey)).filter((standing) => standing.paymentId !== replacesId);
    if (!highest) return free;
    if (!reason?.trim()) throw alreadyRecorded(highest);
    mustBeAllowed('payment.override-duplicate', locationId);
    const duplicateReason = requiredText(reason, { label: 'Why it is another payment', field: 'duplicateReason', most: 500 });
    return { referenceKey, duplicateOrdinal: highest.duplicateOrdinal + 1, duplicateReason };
  }
}

/** Where the clerk may not look, the sentence says neither what nor how much. */
export function alreadyRecorded(standing: StandingNumber): RecordedAlready | RecordedElsewhere {
  return isVisible(standing) ? new RecordedAlready(standing) : new RecordedElsewhere(standing.reference);
}

export function isVisible({ locationId }: Pick<StandingNumber, 'locationId'>): boolean {
  return currentActor().can('payment.read', locationId);
}
