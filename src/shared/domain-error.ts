/** A broken rule of the clinic. `sentence` is what the user reads: it says what to do, and never carries another person's data. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    /** Names of the form fields the sentence is about. */
    readonly fields: readonly string[] = [],
  ) {
    super(sentence);
    this.name = new.target.name;
  }

  /** Whether the refusal itself belongs in the audit trail: permissions, limits, second persons, closed days. */
  get isOnRecord(): boolean {
    return false;
  }
}

/** Missing and outside the caller's locations read exactly alike. */
export class NotFound extends DomainError {
  constructor(sentence = 'There is no such record, or it is not at one of your locations.') {
    super('not-found', sentence);
  }
}

export class Forbidden extends DomainError {
  constructor(sentence: string) {
    super('forbidden', sentence);
  }

  override get isOnRecord(): boolean {
    return true;
  }
}

/** The record, or the form, is no longer what the user saw. */
export class Conflict extends DomainError {
  constructor(
    code: string,
    sentence: string,
    fields: readonly string[] = [],
    /** What else there is to say, field by field. */
    readonly details: readonly { sentence: string; field: string | null }[] = [],
  ) {
    super(code, sentence, fields);
  }
}
