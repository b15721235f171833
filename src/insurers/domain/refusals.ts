import { DomainError } from '../../shared/domain-error.js';

export class PayerNameTaken extends DomainError {
  constructor(name: string) {
    super('payer-name-taken', `There is already a payer called “${name}”, perhaps in another spelling. Find it in the list, or add the city or plan to this name.`, ['name']);
  }
}

export class PayerKindUnknown extends DomainError {
  constructor() {
    super('payer-kind-unknown', 'Choose a kind: insurer, extended-plan, platform, employer or other.', ['kind']);
  }
}

export class TermsOutOfRange extends DomainError {
  constructor() {
    super('terms-out-of-range', 'Payment terms are 0 to 365 days; leave them empty to use the location’s terms.', ['termsDays']);
  }
}

export class PayerIsMerged extends DomainError {
  constructor(name: string) {
    super('payer-merged', `${name} was merged into another payer; use that one.`, ['payerId']);
  }
}

export class FilingLimitOutOfRange extends DomainError {
  constructor(most: number) {
    super('filing-limit-out-of-range', `A filing limit is 1 to ${most} days; leave it empty when you do not know it.`, ['filingLimitDays']);
  }
}

export class PayerIsInactive extends DomainError {
  constructor(name: string) {
    super('payer-inactive', `${name} is inactive already.`);
  }
}

export class PayerIsActive extends DomainError {
  constructor(name: string) {
    super('payer-active', `${name} is active already.`);
  }
}

export class ContactUnnamed extends DomainError {
  constructor() {
    super('contact-unnamed', 'Type who it is: a name, or the role, for example Claims.', ['contactName', 'role']);
  }
}

export class ContactUnreachable extends DomainError {
  constructor() {
    super('contact-unreachable', 'Type at least one way to reach this contact: phone, fax or e-mail.', ['phone']);
  }
}

export class EmailUnreadable extends DomainError {
  constructor() {
    super('email-unreadable', 'An e-mail address looks like claims@payer.example; correct it or leave it empty.', ['email']);
  }
}

export class PayerIsNotMerged extends DomainError {
  constructor(name: string) {
    super('payer-not-merged', `${name} stands for itself; there is no merge to undo.`);
  }
}

export class MergedIntoItself extends DomainError {
  constructor() {
    super('payer-merged-into-itself', 'Choose the other record: a payer cannot be merged into itself.', ['intoId']);
  }
}

export class MergeOfDifferentKinds extends DomainError {
  constructor(name: string, other: string) {
    super('payer-merge-kinds', `${name} and ${other} are kept in different accounts: insurers, plans and platforms on one side, employers and other co-payers on the other. They cannot be one payer.`, ['intoId']);
  }
}

export class PayerKindChangesSides extends DomainError {
  constructor() {
    super('payer-kind-changes-sides', 'This payer owes or paid already. An insurer, plan or platform does not become an employer or other co-payer, nor the other way: their money is kept in different accounts. Add another payer.', ['kind']);
  }
}

export class ContactInFuture extends DomainError {
  constructor() {
    super('contact-in-future', 'A contact is logged on the day it happened, not ahead. What is to come goes into the next date.', ['happenedOn']);
  }
}

export class FollowUpBeforeContact extends DomainError {
  constructor() {
    super('follow-up-before-contact', 'The next date is the day of the contact or a later one.', ['nextOn']);
  }
}

export class ContactTextMissing extends DomainError {
  constructor() {
    super('contact-text-missing', 'What was said is missing; type it.', ['body']);
  }
}

export class ChannelUnknown extends DomainError {
  constructor() {
    super('channel-unknown', 'Choose a channel: phone, portal, e-mail, fax, letter or in person.', ['channel']);
  }
}

export class AlreadyCorrected extends DomainError {
  constructor() {
    super('already-corrected', 'This entry was corrected already. Correct the entry that stands in its place.');
  }
}

export class FollowUpClosed extends DomainError {
  constructor() {
    super('follow-up-closed', 'There is nothing left to follow up here: it was closed or corrected. Load the page again.');
  }
}

export class OwnerUnknown extends DomainError {
  constructor() {
    super('owner-unknown', 'Choose who looks at it again from the list.', ['ownerId']);
  }
}

export class PayerUnknown extends DomainError {
  constructor() {
    super('payer-unknown', 'Choose the payer from the list.', ['payerId']);
  }
}

export class AnswerDaysUnknown extends DomainError {
  constructor(days: readonly number[]) {
    super('answer-days', `Choose how long this payer usually takes to answer: ${days.join(', ')} days, or nothing for the usual time.`, ['answerDays']);
  }
}
