import { DomainError } from '../../shared/domain-error.js';
import { formatCents, sumCents } from '../../shared/money.js';
import type { LineCode, LineDecision } from './decision.js';
import { readCodes, type TypedCodes } from './line-codes.js';
import { AllowedAboveBilled, OffBy, PaidBelowNothing, SeveralRests, ShareBelowNothing, TakebackBelowNothing } from './refusals.js';

/** What a clerk types of one service line; `null` is a blank cell. */
export interface TypedLine {
  allowedCents: number | null;
  deductibleCents: number;
  coinsuranceCents: number;
  copayCents: number;
  paidCents: number | null;
  takebackCents: number;
  /** As typed, see readCodes. */
  codes: string;
}

/** The line's cells, typed and computed: billed = contractual + share + other + paid, as long as there is no trouble. */
export interface JudgedLine {
  allowedCents: number | null;
  contractualCents: number;
  shareCents: number;
  /** By code, except what stays with the insurer. */
  otherCents: number;
  /** Denied, or not accounted for yet. */
  withPayerCents: number;
  paidCents: number;
  takebackCents: number;
  codes: LineCode[];
  /** `null` where nothing is decided: a takeback alone, or a row not typed yet. */
  decision: LineDecision | null;
  /** What the equation lacks; below zero where it has too much. */
  offCents: number;
  /** What is wrong, in a sentence. */
  trouble: string;
  isBlank: boolean;
}

const NO_CODES: TypedCodes = { codes: [], remarks: [] };

/** @param billedCents the line's charge @param exponent digits of the currency */
export function judgeLine(typed: TypedLine, billedCents: number, exponent: number): JudgedLine {
  let codes = NO_CODES;
  try {
    codes = readCodes(typed.codes, exponent);
    checkSigns(typed, billedCents, codes);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...sumUp(typed, billedCents, NO_CODES), offCents: 0, decision: null, trouble: error.sentence };
  }
  return sumUp(typed, billedCents, codes);
}

function checkSigns({ allowedCents, deductibleCents, coinsuranceCents, copayCents, paidCents, takebackCents }: TypedLine, billedCents: number, { codes }: TypedCodes): void {
  if (allowedCents !== null && allowedCents > billedCents) throw new AllowedAboveBilled(allowedCents, billedCents);
  if ((paidCents ?? 0) < 0 || (allowedCents ?? 0) < 0) throw new PaidBelowNothing();
  if (Math.min(deductibleCents, coinsuranceCents, copayCents) < 0) throw new ShareBelowNothing();
  if (takebackCents < 0) throw new TakebackBelowNothing();
  if (codes.filter(({ amountCents }) => amountCents === null).length > 1) throw new SeveralRests();
}

function sumUp(typed: TypedLine, billedCents: number, { codes: read, remarks }: TypedCodes): JudgedLine {
  const { allowedCents, deductibleCents, coinsuranceCents, copayCents, takebackCents } = typed;
  const shareCents = deductibleCents + coinsuranceCents + copayCents;
  const fixedCents = sumCents(read.map(({ amountCents }) => amountCents ?? 0));
  const takesRest = read.find(({ amountCents }) => amountCents === null);
  const contractualCents = writtenOff(typed, billedCents, read);
  const isBlank = allowedCents === null && typed.paidCents === null && shareCents === 0 && read.length + remarks.length === 0;
  const beforePaid = billedCents - contractualCents - shareCents - fixedCents;
  const paidCents = typed.paidCents ?? (isBlank || takesRest || allowedCents === null ? 0 : Math.max(0, beforePaid));
  const restCents = beforePaid - paidCents;
  const coded = read.map((code) => ({ ...code, amountCents: code === takesRest ? restCents : (code.amountCents ?? 0) })).filter(({ amountCents }) => amountCents !== 0);
  const codes = [...printed(contractualCents, typed), ...coded];
  const of = (isDenied: boolean): number => sumCents(coded.filter(({ treatment }) => (treatment === 'denied') === isDenied).map(({ amountCents }) => amountCents));
  const offCents = isBlank ? 0 : takesRest ? Math.min(restCents, 0) : restCents;
  const judged = { allowedCents, contractualCents, shareCents, otherCents: of(false), withPayerCents: of(true) + (isBlank || takesRest ? 0 : restCents), paidCents, takebackCents, codes, offCents, isBlank: isBlank && takebackCents === 0 };
  if (offCents !== 0) return { ...judged, decision: null, trouble: troubleOf(judged, typed, billedCents, offCents) };
  return { ...judged, decision: isBlank ? null : { allowedCents, paidCents, codes, remarks }, trouble: '' };
}

/** Billed − allowed, unless it was typed as a code; where earlier payers come off, allowed is only kept as printed. */
function writtenOff({ allowedCents }: TypedLine, billedCents: number, read: TypedCodes['codes']): number {
  if (allowedCents === null || read.some(({ treatment }) => treatment === 'prior')) return 0;
  return billedCents - allowedCents - sumCents(read.filter(({ reason }) => reason === '45').map(({ amountCents }) => amountCents ?? 0));
}

/** Cells become the codes that an insurer prints for them. */
function printed(contractualCents: number, { deductibleCents, coinsuranceCents, copayCents }: TypedLine): LineCode[] {
  const cells: LineCode[] = [
    { group: 'CO', reason: '45', treatment: 'contractual', amountCents: contractualCents },
    { group: 'PR', reason: '1', treatment: 'responsibility', amountCents: deductibleCents },
    { group: 'PR', reason: '2', treatment: 'responsibility', amountCents: coinsuranceCents },
    { group: 'PR', reason: '3', treatment: 'responsibility', amountCents: copayCents },
  ];
  return cells.filter(({ amountCents }) => amountCents !== 0);
}

function troubleOf({ shareCents, paidCents, codes }: Omit<JudgedLine, 'decision' | 'trouble'>, { allowedCents }: TypedLine, billedCents: number, offCents: number): string {
  const coded = sumCents(codes.filter(({ group, reason }) => group !== 'PR' && reason !== '45').map(({ amountCents }) => amountCents));
  const [name, base] = allowedCents === null ? ['Billed', billedCents] : ['Allowed', allowedCents];
  const terms = [`${name} ${formatCents(base)}`, ...(shareCents ? [`Patient share ${formatCents(shareCents)}`] : []), ...(coded ? [`Other ${formatCents(coded)}`] : [])];
  return new OffBy({ paidCents, terms: terms.join(' − '), expectedCents: paidCents + offCents, offCents }).sentence;
}
