import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';

/** Claim adjustment groups of an explanation of benefits. */
export type RemittedGroup = 'CO' | 'PR' | 'OA' | 'PI';

/** What posting does with a code's amount: write it off, leave it with the insurer as denied, ask the next party, or hold it against what earlier payers did. */
export type Treatment = 'contractual' | 'denied' | 'responsibility' | 'prior';

export interface LineCode {
  group: RemittedGroup;
  reason: string;
  /** Signed, as printed: positive lowers what the insurer pays. */
  amountCents: number;
  treatment: Treatment;
}

/** What an insurer says of one line: charge − earlier payers = paid + contractual + responsibility + denied. */
export interface LineDecision {
  /** As printed; kept, and posts nothing. */
  allowedCents: number | null;
  /** 0 or more. */
  paidCents: number;
  codes: readonly LineCode[];
  /** Remark codes. */
  remarks: readonly string[];
}

/** One line of a remittance, as the invoice takes it. */
export interface DecidedLine {
  lineId: string;
  /** What the insurer takes back of what it paid here: all of it undoes its standing decision, less leaves that standing (MONEY 7, 16). */
  takebackCents: number;
  /** A recoupment that restates nothing: the decision stands, whatever was taken. */
  isRecoupment?: boolean;
  decision: LineDecision | null;
  /** The insurer's own number of the claim. */
  claimNumber: string;
  /** Why somebody must look at it; empty for nothing. */
  followUp: string;
}

/** A `decision` stands until a `reversal` names it; a `takeback` took money and left it standing. */
export type AdjudicationKind = 'decision' | 'reversal' | 'takeback';

export interface AdjudicationState {
  id: string;
  invoiceId: string;
  lineId: string;
  shareId: string;
  payerId: string;
  paymentId: string;
  /** 1 for the primary. */
  sequence: number;
  kind: AdjudicationKind;
  reversesId: string | null;
  chargeCents: number;
  allowedCents: number | null;
  paidCents: number;
  contractualCents: number;
  responsibilityCents: number;
  deniedCents: number;
  priorCents: number;
  takenCents: number;
  claimNumber: string;
  remarks: string;
  followUp: string;
  postingDate: CalendarDate;
  invoiceVersion: number;
  ordinal: number;
}

export interface AdjudicationCodeState {
  id: string;
  invoiceId: string;
  adjudicationId: string;
  position: number;
  groupCode: RemittedGroup;
  reasonCode: string;
  treatment: Treatment;
  amountCents: number;
}

export type DecidedSums = Pick<AdjudicationState, 'paidCents' | 'contractualCents' | 'responsibilityCents' | 'deniedCents' | 'priorCents'>;

export function sumsOf({ paidCents, codes }: LineDecision): DecidedSums {
  const sum = (treatment: Treatment): number => sumCents(codes.filter((code) => code.treatment === treatment).map(({ amountCents }) => amountCents));
  return { paidCents, contractualCents: sum('contractual'), responsibilityCents: sum('responsibility'), deniedCents: sum('denied'), priorCents: sum('prior') };
}

/** All of it denied, or nothing left to decide: no journal, every estimate stands (MONEY 13). */
export function isFullDenial({ paidCents, contractualCents, responsibilityCents }: Omit<DecidedSums, 'priorCents' | 'deniedCents'>): boolean {
  return paidCents === 0 && contractualCents === 0 && responsibilityCents === 0;
}

/** Decisions that stand, with what each is still to have paid after takebacks. */
export interface StandingDecision {
  row: AdjudicationState;
  paidLeftCents: number;
}

export function standingDecisions(rows: readonly AdjudicationState[]): StandingDecision[] {
  const reversed = new Set(rows.map(({ reversesId }) => reversesId));
  return rows
    .filter(({ id, kind }) => kind === 'decision' && !reversed.has(id))
    .map((row) => {
      const taken = rows.filter((other) => other.kind === 'takeback' && other.shareId === row.shareId && isLater(other, row));
      return { row, paidLeftCents: row.paidCents - sumCents(taken.map(({ takenCents }) => takenCents)) };
    });
}

function isLater(a: AdjudicationState, b: AdjudicationState): boolean {
  return a.invoiceVersion > b.invoiceVersion || (a.invoiceVersion === b.invoiceVersion && a.ordinal > b.ordinal);
}
