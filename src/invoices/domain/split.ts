import { percentOfCents, spreadCents, sumCents } from '../../shared/money.js';
import type { PartyKind } from './invoice-state.js';

export interface SplitLine {
  id: string;
  chargeCents: number;
}

/** A payer that may take part of a draft: a coverage of the patient, or a payer chosen by hand. */
export interface SplitPayer {
  partyKind: Exclude<PartyKind, 'patient'>;
  /** Coverage id of an insurer; payer id where there is no coverage. */
  partyKey: string;
  payerId: string;
  sequence: number;
}

export interface CoverageRule extends SplitPayer {
  repay: 'direct' | 'reimburse';
  copayKind: 'none' | 'percent' | 'amount';
  /** Basis points for a percent, cents for an amount. */
  copayValue: number;
  copayWhose: 'patient' | 'insurer';
}

export interface LinePart extends SplitPayer {
  lineId: string;
  amountCents: number;
}

/** How an amount for the whole draft is divided over its lines. */
export type Spread = 'line-order' | 'pro-rata';

/**
 * The estimate from the coverage (MONEY 2). Only a direct coverage has a share: the first one takes all but the patient's
 * part; without a rule it takes everything; without a direct coverage everything stays with the patient.
 */
export function proposeSplit(lines: readonly SplitLine[], coverages: readonly CoverageRule[]): LinePart[] {
  const first = coverages.filter(({ repay }) => repay === 'direct').sort((a, b) => a.sequence - b.sequence)[0];
  if (!first) return [];
  const payer: SplitPayer = { partyKind: first.partyKind, partyKey: first.partyKey, payerId: first.payerId, sequence: first.sequence };
  const amounts = payerAmounts(lines.map((line) => line.chargeCents), first);
  return lines.flatMap((line, index) => (amounts[index]! > 0 ? [{ ...payer, lineId: line.id, amountCents: amounts[index]! }] : []));
}

/** What a coverage that repays the patient is expected to give of each line's patient part, by its own rule (MONEY 2). */
export function reimbursedParts(patientCents: readonly number[], rule: CoverageRule): number[] {
  return payerAmounts(patientCents, rule);
}

/** The payer's part of each line by the coverage's rule. */
function payerAmounts(charges: readonly number[], rule: CoverageRule): number[] {
  if (rule.copayKind === 'none') return [...charges];
  const named = rule.copayKind === 'percent' ? percentParts(charges, rule.copayValue) : inLineOrder(rule.copayValue, charges);
  return rule.copayWhose === 'insurer' ? named : charges.map((charge, index) => charge - named[index]!);
}

/** Rounded once per line, half away from zero, and never above the line. */
function percentParts(charges: readonly number[], basisPoints: number): number[] {
  return charges.map((charge) => Math.min(percentOfCents(charge, basisPoints), charge));
}

/** Fills the rooms in order until the amount is used up; what does not fit is not placed. */
export function inLineOrder(amountCents: number, rooms: readonly number[]): number[] {
  let rest = amountCents;
  return rooms.map((room) => {
    const part = Math.min(rest, room);
    rest -= part;
    return part;
  });
}

/**
 * An amount for several lines, divided by the named rule. Pro rata goes by charge with the largest remainder; where a line
 * has less room than its part, the rest fills the others in line order.
 */
export function spreadOver(amountCents: number, lines: readonly SplitLine[], rooms: readonly number[], spread: Spread): number[] {
  if (spread === 'line-order' || lines.length === 0) return inLineOrder(amountCents, rooms);
  const parts = spreadCents(amountCents, lines.map((line) => line.chargeCents)).map((part, index) => Math.min(part, rooms[index]!));
  const more = inLineOrder(amountCents - sumCents(parts), rooms.map((room, index) => room - parts[index]!));
  return parts.map((part, index) => part + more[index]!);
}
