import { sumCents } from '../../shared/money.js';
import * as refuse from './draft-refusals.js';
import type { DraftLineState, DraftShareState } from './draft-state.js';
import { type LinePart, type SplitPayer, type Spread, spreadOver } from './split.js';

/** What the clerk applies to one payer: to a line, or to the whole draft by the chosen spread. */
export interface AppliedAmount extends SplitPayer {
  lineId?: string | undefined;
  amountCents: number;
}

type Lines = readonly Readonly<DraftLineState>[];

/** Amounts per line first take their line; amounts for the whole draft then share the room that is left. */
export function placedParts(lines: Lines, amounts: readonly AppliedAmount[], spread: Spread): LinePart[] {
  const rooms = lines.map((line) => line.chargeCents);
  const parts: LinePart[] = [];
  for (const { lineId, amountCents, ...payer } of [...amounts].sort((a, b) => Number(!a.lineId) - Number(!b.lineId))) {
    const only = lineId === undefined ? lines : [lineOf(lines, lineId)];
    const indexes = only.map((line) => lines.findIndex(({ id }) => id === line.id));
    const placed = spreadOver(amountCents, only, indexes.map((index) => rooms[index]!), spread);
    if (sumCents(placed) !== amountCents) refuseAboveLine(lines, amounts, lineId);
    placed.forEach((part, nth) => {
      rooms[indexes[nth]!] = rooms[indexes[nth]!]! - part;
      if (part > 0) parts.push({ ...payer, lineId: only[nth]!.id, amountCents: part });
    });
  }
  return merged(parts, amounts);
}

/** What was typed, cut from the last payer backwards where a line has become smaller. */
export function fittedParts(lines: Lines, shares: readonly DraftShareState[]): LinePart[] {
  return lines.flatMap((line) => {
    let room = line.chargeCents;
    const payers = shares.filter((share) => share.lineId === line.id && share.partyKind !== 'patient').sort((a, b) => a.sequence - b.sequence);
    return payers.flatMap((share) => {
      const amountCents = Math.min(share.amountCents, room);
      room -= amountCents;
      const { partyKind, partyKey, payerId, sequence } = share;
      return amountCents > 0 ? [{ partyKind, partyKey, payerId, sequence, lineId: line.id, amountCents } as LinePart] : [];
    });
  });
}

export function lineOf<T extends { id: string }>(lines: readonly T[], id: string): T {
  const line = lines.find((candidate) => candidate.id === id);
  if (!line) throw new refuse.LineNotInDraft();
  return line;
}

function refuseAboveLine(lines: Lines, amounts: readonly AppliedAmount[], lineId: string | undefined): never {
  const appliedCents = sumCents(amounts.filter((amount) => amount.lineId === lineId).map((amount) => amount.amountCents));
  const chargeCents = lineId === undefined ? sumCents(lines.map((line) => line.chargeCents)) : lineOf(lines, lineId).chargeCents;
  throw new refuse.AppliedAboveCharge(appliedCents, chargeCents, lineId === undefined ? 'the draft' : `line ${lineOf(lines, lineId).position}`);
}

/** One part per line and party; a payer named twice for the same line (or twice for the draft) is a slip of the pen. */
function merged(parts: readonly LinePart[], amounts: readonly AppliedAmount[]): LinePart[] {
  const named = new Set<string>();
  for (const { partyKind, partyKey, lineId } of amounts) {
    const key = `${partyKind} ${partyKey} ${lineId ?? ''}`;
    if (named.has(key)) throw new refuse.SamePayerTwice();
    named.add(key);
  }
  const byParty = new Map<string, LinePart>();
  for (const part of parts) {
    const key = `${part.lineId} ${part.partyKind} ${part.partyKey}`;
    const standing = byParty.get(key);
    byParty.set(key, standing ? { ...standing, amountCents: standing.amountCents + part.amountCents } : part);
  }
  return [...byParty.values()];
}
