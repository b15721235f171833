import { DomainError } from '../../shared/domain-error.js';

export interface FieldSentence {
  /** The name of the input; `null` when it is about the form as a whole. */
  field: string | null;
  sentence: string;
}

/** A form that could not be read: one sentence per field. */
export class RefusedForm extends DomainError {
  constructor(readonly errors: readonly FieldSentence[]) {
    super('form', errors[0]?.sentence ?? 'The form cannot be read.', errors.flatMap(({ field }) => (field === null ? [] : [field])));
  }
}

/** A form of yesterday, or of somebody else, or of another site. */
export class StaleForm extends DomainError {
  constructor(
    sentence: string,
    /** Whether the same person may simply press again with a fresh token. */
    readonly mayPressAgain: boolean,
  ) {
    super('stale-form', sentence);
  }
}

/** The request itself is not one this product takes: too large, not a form, too deep. */
export class UnusableRequest extends DomainError {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super('request', sentence);
  }
}
