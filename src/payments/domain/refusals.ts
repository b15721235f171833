import { type CalendarDate, formatDate } from '../../shared/calendar-date.js';
import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';
import { type PaymentKind, REMAINDER_KINDS, type RemainderName } from './payment-state.js';

export class AmountMustBePositive extends DomainError {
  constructor(amountCents: number) {
    const what = amountCents === 0 ? `A payment of ${formatCents(0)} moves no money` : 'A payment cannot be negative';
    const instead = amountCents === 0 ? 'Type the amount that was received' : 'To take money back, reverse the payment it came with';
    super('amount-not-positive', `${what}. ${instead}.`, ['amountCents']);
  }
}

export class AllocatedAboveAmount extends DomainError {
  constructor(allocatedCents: number, amountCents: number) {
    super(
      'allocated-above-amount',
      `The rows come to ${formatCents(allocatedCents)}, the payment is ${formatCents(amountCents)}: ` +
        `${formatCents(allocatedCents - amountCents)} too much. Lower a row, or correct the total.`,
      ['amountCents'],
    );
  }
}

export class AllocatedAboveUnapplied extends DomainError {
  constructor(number: number, askedCents: number, unappliedCents: number) {
    super(
      'allocated-above-unapplied',
      unappliedCents === 0
        ? `PAY-${number} has nothing unapplied any more. Open it again to see where its money is.`
        : `PAY-${number} has ${formatCents(unappliedCents)} unapplied, the rows come to ${formatCents(askedCents)}: ` +
          `${formatCents(askedCents - unappliedCents)} too much. Lower a row.`,
    );
  }
}

const REMAINDER_NAMES: Record<RemainderName, string> = {
  'to-allocate': 'keep it to allocate later',
  'needs-research': 'mark it as needing research',
  credit: 'keep it as the patient’s credit',
  earmark: 'hold it for an invoice line',
  purpose: 'keep it for a purpose', visit: 'hold it for a visit',
  owed: 'name it as owed to the insurer',
};

const listed = (kinds: readonly RemainderName[]): string => kinds.map((kind) => REMAINDER_NAMES[kind]).join(', or ');

export class RemainderWithoutName extends DomainError {
  constructor(remainderCents: number, kinds: readonly RemainderName[]) {
    super(
      'remainder-unnamed',
      `${formatCents(remainderCents)} of this payment is not applied. Say what it is held for (${listed(kinds)}), or apply it to an invoice.`,
      ['remainderKind'],
    );
  }
}

const KIND_NAMES: Record<PaymentKind, string> = { insurer: 'An insurer’s payment', patient: 'A patient’s payment', other: 'This payer’s payment' };

export class WrongRemainderName extends DomainError {
  constructor(kind: PaymentKind, kinds: readonly RemainderName[]) {
    super('remainder-name', `${KIND_NAMES[kind]} cannot be held like that. Choose: ${listed(kinds)}.`, ['remainderKind']);
  }
}

/** Refuses a name that this kind of money may not bear. */
export function wrongName(kind: PaymentKind, name: RemainderName): void {
  const kinds = REMAINDER_KINDS[kind];
  if (!kinds.includes(name)) throw new WrongRemainderName(kind, kinds);
}

export class NegativeInRow extends DomainError {
  constructor() {
    super('negative-row', 'An amount in a row is below zero. Type it without the minus; to take money back, reverse the payment.');
  }
}

export class SameInvoiceTwice extends DomainError {
  constructor() {
    super('same-row-twice', 'The same invoice stands twice in this payment; put both amounts into one row.');
  }
}

export class NothingToAllocate extends DomainError {
  constructor() {
    super('nothing-to-allocate', 'No row has an amount. Tick an invoice, or type an amount in its row.');
  }
}

export class PayerCannotPayThis extends DomainError {
  constructor(name: string, kind: PaymentKind) {
    super(
      'payer-kind',
      kind === 'insurer' ? `${name} is not an insurer. Record this as “Other payer payment”.` : `${name} is an insurer. Record this as “Insurance payment”.`,
      ['payerId'],
    );
  }
}

const WHO_PAYS: Record<PaymentKind, string> = {
  insurer: 'Choose the insurer this payment comes from.',
  patient: 'Open the patient first: a patient’s payment needs to know whose it is.',
  other: 'Choose the payer this payment comes from.',
};

export class PayerMissing extends DomainError {
  constructor(kind: PaymentKind) {
    super('payer-missing', WHO_PAYS[kind], [kind === 'patient' ? 'guarantorId' : 'payerId']);
  }
}

export class PaymentDateTooFarAhead extends DomainError {
  constructor(latest: CalendarDate) {
    super(
      'payment-date-ahead',
      `An insurer’s check or EFT may be dated up to 10 days ahead, until ${formatDate(latest)}. Check the payment date, or record the payment when it is due.`,
      ['paymentDate'],
    );
  }
}

export class PaymentDateInFuture extends DomainError {
  constructor(today: CalendarDate) {
    super('payment-date-future', `The payment date lies in the future. Type the day the money was received, ${formatDate(today)} or earlier.`, ['paymentDate']);
  }
}

/** What the clerk may know about the payment that already stands under the number. */
export interface EarlierPayment {
  number: number;
  reference: string;
  partyName: string;
  amountCents: number;
  enteredOn: CalendarDate;
  enteredBy: string;
}

export class RecordedAlready extends DomainError {
  constructor(earlier: EarlierPayment) {
    super(
      'recorded-already',
      `${earlier.reference} from ${earlier.partyName} was recorded ${formatDate(earlier.enteredOn)} by ${earlier.enteredBy} for ` +
        `${formatCents(earlier.amountCents)} as PAY-${earlier.number}. If this is another payment, say why it carries the same number.`,
      ['reference', 'duplicateReason'],
    );
  }
}

export class RecordedElsewhere extends DomainError {
  constructor(reference: string) {
    super(
      'recorded-elsewhere',
      `${reference} from this payer is already recorded at another location. Check the number; if this is another payment, say why it carries the same number.`,
      ['reference', 'duplicateReason'],
    );
  }
}

export class PostedBeforeLastEntry extends DomainError {
  constructor(number: number, lastPostedOn: CalendarDate) {
    super(
      'before-last-entry',
      `PAY-${number} already has an entry posted on ${formatDate(lastPostedOn)}; post on ${formatDate(lastPostedOn)} or later.`,
      ['postingDate'],
    );
  }
}

export class ReversalReason extends DomainError {
  constructor() {
    super('reason-missing', 'Type why this payment is reversed; the reason stays with it for good.', ['reason']);
  }
}

export class ReversedAlready extends Conflict {
  constructor(number: number) {
    super('reversed-already', `PAY-${number} is reversed already, and a reversal is not reversed. If the money did arrive, record the payment again.`);
  }
}

export class DepositedAlready extends Conflict {
  constructor(number: number) {
    super('deposited-already', `PAY-${number} is in a deposit already. Load the list of undeposited receipts again.`, ['paymentIds']);
  }
}

export class NoMoneyToDeposit extends DomainError {
  constructor(number: number) {
    super('no-money', `PAY-${number} only explains and brought no money. Leave it out of the deposit.`);
  }
}

export class NotInThisDeposit extends Conflict {
  constructor(number: number) {
    super('not-in-this-deposit', `PAY-${number} has left this deposit meanwhile. Open the deposit again to see what it still holds.`);
  }
}

export class DepositedBeforeReceipt extends DomainError {
  constructor(number: number, since: CalendarDate) {
    super('deposit-before-receipt', `PAY-${number} was received, or came back from the bank, on ${formatDate(since)}; deposit it on ${formatDate(since)} or later.`, ['postingDate']);
  }
}

/** Nothing in this version makes such dependants; the rule stands ready for them (MONEY 9). */
export class HasDependants extends DomainError {
  constructor(number: number, dependants: readonly string[]) {
    super('has-dependants', `PAY-${number} cannot be reversed while it has ${dependants.join(', ')}. Undo that first.`);
  }
}

export class HeldForALine extends DomainError {
  constructor(number: number, heldCents: number) {
    super(
      'held-for-line',
      `${formatCents(heldCents)} of PAY-${number} is held for an invoice line on which an insurer still owes. It goes back there, or is free once the insurer has settled; lower the row.`,
    );
  }
}

export class NothingHeld extends Conflict {
  constructor(number: number) {
    super('nothing-held', `PAY-${number} no longer holds that money. Open it again to see where it is.`);
  }
}

export class StillPending extends DomainError {
  constructor(number: number) {
    super('still-pending', `An insurer still owes on that line, so the money of PAY-${number} stays held for it. Free it once the insurer’s part is settled.`);
  }
}

export class NothingStands extends Conflict {
  constructor(number: number) {
    super('nothing-stands', `That money of PAY-${number} is no longer on the invoice. Open the payment again to see where it is.`);
  }
}

export class ReleasedAboveStanding extends DomainError {
  constructor(number: number, standingCents: number) {
    super('released-above', `${formatCents(standingCents)} of PAY-${number} stands there; release at most that.`, ['amountCents']);
  }
}

export class PaymentDoesNotAddUp extends DomainError {
  constructor(number: number) {
    super('payment-parked', `PAY-${number} does not add up and cannot be posted to. Ask an administrator to run the ledger check; nothing was changed.`);
  }
}
