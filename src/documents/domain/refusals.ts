import { Conflict, DomainError } from '../../shared/domain-error.js';

export class SuperbillIncomplete extends DomainError {
  constructor(missing: readonly string[]) {
    super('superbill-incomplete', `An insurer would send this back. Still missing: ${missing.join(' ')} Enter it, then issue the receipt.`);
  }
}

export class NoSuperbillFor extends DomainError {
  constructor(why: 'voided' | 'opening') {
    super('no-superbill', why === 'voided' ? 'This invoice is voided. Issue the insurance receipt of the invoice that replaced it.' : 'An opening balance names no services, so no insurer takes a receipt of it.');
  }
}

export class NothingToState extends DomainError {
  constructor() {
    super('nothing-to-state', 'Nothing is owed and nothing moved in these days. Choose an earlier first day, or send no statement.', ['fromDay']);
  }
}

/** Read in several looks, or wrong in the books: a paper that does not add up is not issued either way. */
export class PaperDoesNotAddUp extends Conflict {
  constructor(what: string) {
    super('paper-does-not-add-up', `${what} does not add up: something was posted while it was read. Load the page again; if it says so once more, run the ledger check before anything is handed out.`);
  }
}

export class StatementBackwards extends DomainError {
  constructor() {
    super('statement-backwards', 'The first day comes after the last. Choose an earlier first day or a later last day.', ['fromDay', 'asOf']);
  }
}

export class StatementAhead extends DomainError {
  constructor() {
    super('statement-ahead', 'A statement ends today or earlier: nobody knows what comes later.', ['asOf']);
  }
}

export class NotYourPaper extends DomainError {
  constructor() {
    super('not-your-print', 'The paper was given out by somebody else, or on another day. Print it again with a reason: the copy says that it is one.');
  }
}
