import { DomainError } from '../../shared/domain-error.js';
import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';

export class InvoiceIsVoided extends DomainError {
  constructor(number: string) {
    super('invoice-voided', `${number} is voided; nothing more can be posted to it. Issue a new invoice instead.`);
  }
}

export class InvoiceIsDraft extends DomainError {
  constructor() {
    super('invoice-draft', 'One of these invoices is still a draft, so nobody owes it yet. Finalize it first, then record the payment.');
  }
}

export class AboveWhatIsDue extends DomainError {
  constructor(number: string, dueCents: number, askedCents: number, from: string) {
    super(
      'above-due',
      `${number} is due ${formatCents(dueCents)} from ${from}; paid, adjusted and moved to the patient come to ${formatCents(askedCents)}, ` +
        `${formatCents(askedCents - dueCents)} too much. Lower one of them, or keep the rest unapplied.`,
      ['amountCents'],
    );
  }
}

export class NothingDueFromParty extends DomainError {
  constructor(number: string, from: string) {
    super('nothing-due', `${number} has no share of ${from}. Choose an invoice this payer owes, or apply insurance to it first.`);
  }
}

export class SameInvoiceTwice extends DomainError {
  constructor() {
    super('same-row-twice', 'The same invoice stands twice in this payment; put both amounts into one row.');
  }
}

export class NothingInRow extends DomainError {
  constructor(number: string) {
    super('empty-row', `Nothing is typed for ${number}. Type an amount, or take the invoice out of this payment.`, ['amountCents']);
  }
}

export class NegativeInRow extends DomainError {
  constructor(number: string) {
    super('negative-row', `An amount for ${number} is below zero. Type it without the minus; to take money back, reverse the payment.`, ['amountCents']);
  }
}

export class OnlyPayersAdjust extends DomainError {
  constructor() {
    super('patient-row-adjusts', 'A patient’s payment only pays. Adjust the invoice on its own page, with a reason.', ['adjustmentCents', 'toPatientCents']);
  }
}

export class ReasonMissing extends DomainError {
  constructor(sentence = 'Type the reason; it is kept with the entry for good.') {
    super('reason-missing', sentence, ['reason']);
  }
}

export class PostedBeforeLastEntry extends DomainError {
  constructor(number: string, lastPostedOn: CalendarDate) {
    super(
      'before-last-entry',
      `${number} already has an entry posted on ${formatDate(lastPostedOn)}; post on ${formatDate(lastPostedOn)} or later.`,
      ['postingDate'],
    );
  }
}

export class AdjustedAboveCharge extends DomainError {
  constructor(number: string, roomCents: number) {
    super('adjusted-above-charge', `Only ${formatCents(roomCents)} is left to adjust there on ${number}; adjust at most that.`, ['amountCents']);
  }
}

export class AdjustedBelowCharge extends DomainError {
  constructor(number: string, adjustedCents: number) {
    super(
      'adjusted-below-charge',
      `Only ${formatCents(adjustedCents)} has been adjusted there on ${number}; a negative adjustment may give back at most that.`,
      ['amountCents'],
    );
  }
}

export class AdjustmentIsZero extends DomainError {
  constructor() {
    super('adjustment-zero', `Type an amount other than ${formatCents(0)}; a positive one lowers what is owed.`, ['amountCents']);
  }
}

export class UnknownAdjustmentKind extends DomainError {
  constructor() {
    super('adjustment-kind', 'Choose what kind of adjustment this is.', ['kind']);
  }
}

export class ReversedTwice extends DomainError {
  constructor() {
    super('reversed-twice', 'This adjustment is already reversed. Enter a new one if it is needed after all.');
  }
}

export class ReversalReversed extends DomainError {
  constructor() {
    super('reversal-reversed', 'A reversal is not reversed. Enter a new adjustment instead.');
  }
}

export class GivenBackMeanwhile extends DomainError {
  constructor(number: string) {
    super('given-back', `Part of this adjustment of ${number} was given back by a later negative one. Reverse that one first.`);
  }
}

export class MovedOn extends DomainError {
  constructor(number: string, amountCents: number) {
    super(
      'moved-on',
      `${formatCents(amountCents)} of ${number} was moved to another party by this payment and moved on since. Transfer it back first, then do this again.`,
    );
  }
}

export class ReleasedTwice extends DomainError {
  constructor(number: string) {
    super('released-twice', `That money is no longer on ${number}. Open the payment again to see where it is.`);
  }
}

export class PatientPartTooSmall extends DomainError {
  constructor(number: string, chargedCents: number) {
    super('patient-part-too-small', `The patient’s part of ${number} is ${formatCents(chargedCents)}; apply at most that to a payer.`, ['amountCents']);
  }
}

export class PartTooSmall extends DomainError {
  constructor(number: string, chargedCents: number) {
    super('part-too-small', `That party’s part of ${number} is ${formatCents(chargedCents)}; transfer at most that.`, ['amountCents']);
  }
}

export class SameParty extends DomainError {
  constructor() {
    super('transfer-same-party', 'From and to are the same party. Choose who is to owe it instead.', ['toPartyKey']);
  }
}

export class AmountMustBePositive extends DomainError {
  constructor() {
    super('amount-not-positive', `Type an amount above ${formatCents(0)}.`, ['amountCents']);
  }
}
