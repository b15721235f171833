import { Conflict, DomainError, Forbidden } from '../../shared/domain-error.js';

export class NoMailServer extends DomainError {
  constructor() {
    super('no-mail-server', 'No mail server is set, so nothing can be sent. Print the paper, or ask whoever runs Ledgerline to set MAIL_URL and MAIL_FROM.');
  }
}

export class AddressUnreadable extends DomainError {
  constructor() {
    super('address-unreadable', 'An e-mail address looks like ada@example.org; type one address.', ['to']);
  }
}

export class NotYoursToSend extends Forbidden {
  constructor(title: string) {
    super(`${title} was given out by somebody else, or on another day. Sending it again is for people who may print it again.`);
  }
}

export class NothingToTryAgain extends Conflict {
  constructor() {
    super('nothing-to-try-again', 'This e-mail was sent, canceled, or is about to be sent. Load the page again to see which.');
  }
}

export class TooLateToCancel extends Conflict {
  constructor() {
    super('too-late-to-cancel', 'This e-mail was sent or canceled meanwhile. Load the page again to see which.');
  }
}

/** Between the worker’s look and its word somebody canceled it. */
export class NothingToTry extends Conflict {
  constructor() {
    super('nothing-to-try', 'This e-mail is not waiting to be sent.');
  }
}
