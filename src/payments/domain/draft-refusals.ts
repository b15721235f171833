import { Conflict, DomainError } from '../../shared/domain-error.js';
import type { DraftDifference } from './draft-differences.js';

export class DraftPosted extends Conflict {
  constructor(by: string) {
    super('draft-posted', `${by} has posted this draft already, so nothing more is recorded of it. Look for the payment in the list of payments.`);
  }
}

export class DraftDiscarded extends Conflict {
  constructor(by: string) {
    super('draft-discarded', `${by} has discarded this draft. If the payment is to be recorded all the same, save yours as another draft.`);
  }
}

/** Two people had the same draft open; the second learns what the first made of it, field by field. */
export class DraftChanged extends Conflict {
  constructor(by: string, at: string, differences: readonly DraftDifference[]) {
    super(
      'draft-changed',
      `${by} saved this draft at ${at}. Both are kept: theirs in the draft, yours still here. Save yours as another draft, or open the draft again and go on with theirs.`,
      [],
      differences.map(({ field, label, mine, theirs }) => ({ field, sentence: `${label}: yours ${mine}, ${by} ${theirs}.` })),
    );
  }
}

export class NothingDrafted extends DomainError {
  constructor() {
    super('draft-empty', 'Nothing is typed yet. Type an amount, a number or a note, or tick an invoice; then save the draft.', ['amountCents']);
  }
}
