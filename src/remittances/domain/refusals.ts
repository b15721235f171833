import { Conflict, DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

export class CodeUnreadable extends DomainError {
  constructor(word: string) {
    super('line-code', `“${word}” is no code. Type a reason such as 197 or CO-97, its amount with a point (15.00), or a remark such as N290.`, ['codes']);
  }
}

export class SeveralRests extends DomainError {
  constructor() {
    super('line-codes-rest', 'Only one code can take what is left. Type the amount of the others.', ['codes']);
  }
}

export class AllowedAboveBilled extends DomainError {
  constructor(allowedCents: number, billedCents: number) {
    super('allowed-above-billed', `Allowed ${formatCents(allowedCents)} is more than the ${formatCents(billedCents)} billed. Compare it with the EOB.`, ['allowedCents']);
  }
}

export class PaidBelowNothing extends DomainError {
  constructor() {
    super('paid-below-nothing', 'Allowed and paid are never below zero. What the insurer takes back is typed under Takeback.', ['paidCents']);
  }
}

export class ShareBelowNothing extends DomainError {
  constructor() {
    super('share-below-nothing', 'Deductible, coinsurance and copay are never below zero.', ['deductibleCents']);
  }
}

export class TakebackBelowNothing extends DomainError {
  constructor() {
    super('takeback-below-nothing', 'Type what is taken back without a minus.', ['takebackCents']);
  }
}

/** The equation of a line does not close; figures whose difference divides by nine often have two digits swapped. */
export class OffBy extends DomainError {
  constructor({ paidCents, terms, expectedCents, offCents }: { paidCents: number; terms: string; expectedCents: number; offCents: number }) {
    const swapped = offCents % 9 === 0 && paidCents !== 0 ? '; digits swapped?' : '. Type allowed, or a code for the rest.';
    super('line-off', `Paid is ${formatCents(paidCents)}, but ${terms} = ${formatCents(expectedCents)}. Difference ${formatCents(Math.abs(offCents))}${swapped}`, ['paidCents']);
  }
}

export class RemittanceClosed extends Conflict {
  constructor(state: 'posted' | 'discarded', by: string) {
    super('remittance-closed', state === 'posted' ? `${by} has posted this remittance already. Look for it among the payments.` : `${by} has discarded this draft. Start another one.`);
  }
}

export class HeadOfPayment extends DomainError {
  constructor() {
    super('remittance-head', 'This EOB belongs to a payment that is recorded already: amount, number and dates are that payment’s. Correct them there.');
  }
}

export class NoEobToRepeat extends DomainError {
  constructor(number: number) {
    super('remittance-again', `Only the EOB of an insurer’s payment that was typed here and is reversed can be posted again; PAY-${number} is none.`);
  }
}

export class NoEobForIt extends DomainError {
  constructor(number: number) {
    super('remittance-attach', `An EOB belongs to an insurer’s payment that stands; PAY-${number} is none.`);
  }
}

export class LineOfSeveral extends DomainError {
  constructor(count: number) {
    super('remittance-claim-line', `This claim has ${count} lines. Type its number, a slash and the line: MS-10001/2.`, ['claim']);
  }
}

export class ClaimOfRaise extends DomainError {
  constructor() {
    super('remittance-claim-raise', 'Only a row that lowers the check is about a claim. Leave the claim blank, or type the amount with a minus.', ['claim']);
  }
}

export class LineTwice extends Conflict {
  constructor() {
    super('remittance-line-twice', 'These lines stand in the draft already. A reversal and its correction go into one row: Takeback, and what is decided anew.');
  }
}

export class NotOnInvoice extends DomainError {
  constructor() {
    super('remittance-no-lines', 'This invoice has no such line. Find the claim again.');
  }
}

export class TooManyRows extends DomainError {
  constructor(most: number) {
    super('remittance-full', `A remittance takes at most ${most} lines. Post this one, with what remains of the check as “Allocate later”, and go on in another.`);
  }
}

export class RowsInTrouble extends DomainError {
  constructor(rows: readonly { number: number; sentence: string }[]) {
    super('remittance-rows', rows.slice(0, 5).map(({ number, sentence }) => `Row ${number}: ${sentence}`).join(' '));
  }
}

export class RowsUntyped extends DomainError {
  constructor(numbers: readonly number[]) {
    super('remittance-untyped', `Nothing is typed in row ${numbers.slice(0, 8).join(', ')}. Type what the EOB says, or take the row out.`);
  }
}

export class NoSuchClaim extends DomainError {
  constructor(typed: string) {
    super('remittance-claim', typed === '' ? 'Type an invoice number, or a name and the service date.' : `No claim of your locations fits “${typed}”. Type its invoice number, or the name and the service date.`, ['q']);
  }
}

export class SeveralClaims extends DomainError {
  constructor(typed: string) {
    super('remittance-claims', `Several claims fit “${typed}”. Choose one below, or add the service date.`, ['q']);
  }
}
