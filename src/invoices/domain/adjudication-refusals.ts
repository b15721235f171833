import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

/** Every refusal of a line says which line of which invoice, so that a grid of many can show it at its row. */
export interface LineName {
  lineId: string;
  number: string;
  position: number;
}

export class LineRefusal extends DomainError {
  readonly lineId: string;

  constructor({ lineId }: LineName, code: string, sentence: string) {
    super(code, sentence);
    this.lineId = lineId;
  }
}

const nameOf = ({ number, position }: LineName): string => `${number} line ${position}`;

export class LineNotOnInvoice extends DomainError {
  constructor(number: string) {
    super('line-unknown', `That line is not on ${number}. Find the claim again.`);
  }
}

export class SameLineTwice extends LineRefusal {
  constructor(line: LineName) {
    super(line, 'line-twice', `${nameOf(line)} stands twice in this remittance. Put its reversal and its correction into one row.`);
  }
}

export class NothingDecided extends LineRefusal {
  constructor(line: LineName) {
    super(line, 'line-empty', `Nothing is typed for ${nameOf(line)}. Type what the insurer decided, or take the row out.`);
  }
}

export class PayerNotOnLine extends LineRefusal {
  constructor(line: LineName) {
    super(line, 'payer-not-on-line', `${nameOf(line)} is not billed to this insurer. Apply insurance on the invoice first, or choose the right claim.`);
  }
}

export class NegativeDecision extends LineRefusal {
  constructor(line: LineName) {
    super(line, 'decision-negative', `${nameOf(line)}: paid, patient responsibility and denied cannot be below ${formatCents(0)}. Type what the insurer took back as a takeback.`);
  }
}

export class EarlierPayerOpen extends LineRefusal {
  constructor(line: LineName, openCents: number) {
    super(line, 'cob-mismatch', `${nameOf(line)}: an earlier insurer has not decided yet and still owes ${formatCents(openCents)}. Post its EOB first.`);
  }
}

export class PriorMismatch extends LineRefusal {
  constructor(line: LineName, saidCents: number, postedCents: number) {
    super(
      line,
      'cob-mismatch',
      `${nameOf(line)}: the EOB says earlier insurers took ${formatCents(saidCents)}, here they paid and adjusted ${formatCents(postedCents)}. Compare with the earlier EOB.`,
    );
  }
}

export class LineOutOfBalance extends LineRefusal {
  constructor(line: LineName, { baseCents, saidCents }: { baseCents: number; saidCents: number }) {
    const gap = formatCents(Math.abs(baseCents - saidCents));
    super(
      line,
      'line-out-of-balance',
      `${nameOf(line)}: paid, adjustments, patient responsibility and denied come to ${formatCents(saidCents)}, the line stands at ${formatCents(baseCents)}: ${gap} ${saidCents > baseCents ? 'too much' : 'missing'}.`,
    );
  }
}

export class DecidedAlready extends LineRefusal {
  constructor(line: LineName, paidCents: number) {
    super(line, 'decided-already', `${nameOf(line)} is decided already, with ${formatCents(paidCents)} paid. Type that amount as takeback in the same row if the insurer corrects it.`);
  }
}

export class PlainMoneyFirst extends LineRefusal {
  constructor(line: LineName, amountCents: number) {
    super(line, 'plain-payment-first', `${nameOf(line)}: ${formatCents(amountCents)} of this insurer stands there from a payment without its EOB. Attach this EOB to that payment, or release the money first.`);
  }
}

export class TakebackAbovePaid extends LineRefusal {
  constructor(line: LineName, leftCents: number, askedCents: number) {
    super(line, 'takeback-above-paid', `${nameOf(line)}: the insurer paid ${formatCents(leftCents)} there, so it cannot take back ${formatCents(askedCents)}. Check the row, or enter the rest as a recoupment row.`);
  }
}

export class TakebackNotWhole extends LineRefusal {
  constructor(line: LineName, leftCents: number) {
    super(line, 'takeback-not-whole', `${nameOf(line)}: a correction takes back all that was paid before. Type ${formatCents(leftCents)} as takeback, and the corrected decision beside it.`);
  }
}
