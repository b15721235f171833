import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

/** Every refusal of a line says which line of which invoice, so that a grid of many can show it at its row. */
export interface LineName {
  number: string;
  position: number;
}

const nameOf = ({ number, position }: LineName): string => `${number} line ${position}`;

export class LineNotOnInvoice extends DomainError {
  constructor(number: string) {
    super('line-unknown', `That line is not on ${number}. Find the claim again.`);
  }
}

export class SameLineTwice extends DomainError {
  constructor(line: LineName) {
    super('line-twice', `${nameOf(line)} stands twice in this remittance. Put its reversal and its correction into one row.`);
  }
}

export class NothingDecided extends DomainError {
  constructor(line: LineName) {
    super('line-empty', `Nothing is typed for ${nameOf(line)}. Type what the insurer decided, or take the row out.`);
  }
}

export class PayerNotOnLine extends DomainError {
  constructor(line: LineName) {
    super('payer-not-on-line', `${nameOf(line)} is not billed to this insurer. Apply insurance on the invoice first, or choose the right claim.`);
  }
}

export class NegativeDecision extends DomainError {
  constructor(line: LineName) {
    super('decision-negative', `${nameOf(line)}: paid, patient responsibility and denied cannot be below ${formatCents(0)}. Type what the insurer took back as a takeback.`);
  }
}

export class EarlierPayerOpen extends DomainError {
  constructor(line: LineName, openCents: number) {
    super('cob-mismatch', `${nameOf(line)}: an earlier insurer has not decided yet and still owes ${formatCents(openCents)}. Post its EOB first.`);
  }
}

export class PriorMismatch extends DomainError {
  constructor(line: LineName, saidCents: number, postedCents: number) {
    super(
      'cob-mismatch',
      `${nameOf(line)}: the EOB says earlier insurers took ${formatCents(saidCents)}, here they paid and adjusted ${formatCents(postedCents)}. Compare with the earlier EOB.`,
    );
  }
}

export class LineOutOfBalance extends DomainError {
  constructor(line: LineName, { baseCents, saidCents }: { baseCents: number; saidCents: number }) {
    const gap = formatCents(Math.abs(baseCents - saidCents));
    super(
      'line-out-of-balance',
      `${nameOf(line)}: paid, adjustments, patient responsibility and denied come to ${formatCents(saidCents)}, the line stands at ${formatCents(baseCents)}: ${gap} ${saidCents > baseCents ? 'too much' : 'missing'}.`,
    );
  }
}

export class DecidedAlready extends DomainError {
  constructor(line: LineName, paidCents: number) {
    super('decided-already', `${nameOf(line)} is decided already, with ${formatCents(paidCents)} paid. Type that amount as takeback in the same row if the insurer corrects it.`);
  }
}

export class PlainMoneyFirst extends DomainError {
  constructor(line: LineName, amountCents: number) {
    super('plain-payment-first', `${nameOf(line)}: ${formatCents(amountCents)} of this insurer stands there from a payment without its EOB. Attach this EOB to that payment, or release the money first.`);
  }
}

export class TakebackAbovePaid extends DomainError {
  constructor(line: LineName, leftCents: number, askedCents: number) {
    super('takeback-above-paid', `${nameOf(line)}: the insurer paid ${formatCents(leftCents)} there, so it cannot take back ${formatCents(askedCents)}. Check the row, or enter the rest as a recoupment row.`);
  }
}

export class TakebackNotWhole extends DomainError {
  constructor(line: LineName, leftCents: number) {
    super('takeback-not-whole', `${nameOf(line)}: a correction takes back all that was paid before. Type ${formatCents(leftCents)} as takeback, and the corrected decision beside it.`);
  }
}
