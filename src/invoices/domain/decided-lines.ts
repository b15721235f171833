import * as refuse from './adjudication-refusals.js';
import type { DecidedLine } from './adjudication-state.js';

/** What can be said about a remittance's lines before anything of the invoice is looked at. */
export function checkLines(number: string, lines: readonly DecidedLine[], positionOf: (lineId: string) => number): void {
  const seen = new Set<string>();
  for (const { lineId, takebackCents, decision } of lines) {
    const line = { lineId, number, position: positionOf(lineId) };
    if (seen.has(lineId)) throw new refuse.SameLineTwice(line);
    seen.add(lineId);
    if (takebackCents < 0) throw new refuse.NegativeDecision(line);
    if (takebackCents === 0 && decision === null) throw new refuse.NothingDecided(line);
  }
}

