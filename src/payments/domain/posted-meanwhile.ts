import { Conflict } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';
import type { LaterPosting } from './later-postings.js';

/** A row whose due somebody else lowered after it was shown. */
export interface OvertakenRow {
  number: string;
  postings: readonly LaterPosting[];
  dueCents: number;
  askedCents: number;
}

export class PostedMeanwhile extends Conflict {
  constructor(rows: readonly OvertakenRow[]) {
    const [first, ...others] = rows.map(sentenceOf);
    super('posted-meanwhile', `${first} What you typed is still here: lower the row, or keep the rest unapplied.`, ['amountCents'], others.map((sentence) => ({ sentence, field: null })));
  }
}

function sentenceOf({ number, postings, dueCents, askedCents }: OvertakenRow): string {
  const said = postings.filter(({ takenCents }) => takenCents > 0).map(postingSaid);
  return `${number}: ${said.join('; ')}. ${formatCents(dueCents)} is due now; your allocation of ${formatCents(askedCents)} is now ${formatCents(askedCents - dueCents)} too much.`;
}

function postingSaid({ by, at, takenCents, isPayment, title }: LaterPosting): string {
  return isPayment ? `${by} posted ${formatCents(takenCents)} at ${at}` : `${by} took ${formatCents(takenCents)} off at ${at} (${title})`;
}
