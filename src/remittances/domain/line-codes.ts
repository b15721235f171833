import { Money } from '../../shared/money.js';
import type { Group, Treatment } from './decision.js';
import { CodeUnreadable } from './refusals.js';

/** A code as typed; without an amount it takes what the line leaves. */
export interface TypedCode {
  group: Group;
  reason: string;
  treatment: Treatment;
  amountCents: number | null;
}

export interface TypedCodes {
  codes: TypedCode[];
  /** Remark codes. */
  remarks: string[];
}

/** Reasons that lower what a contract pays; every other CO, PI or OA amount waits with the insurer as denied (DOMAIN §4.2). */
const CONTRACTUAL = new Set(['24', '44', '45', '59', '94', '102', '104', '128', '131', '144', '161', '172', '223', '237', '253']);
const EARLIER_PAYERS = '23';
const OF_PATIENT = new Set(['1', '2', '3', '66']);
const LETTERS: Readonly<Record<string, Treatment>> = { W: 'contractual', D: 'denied', P: 'responsibility', E: 'prior' };

const CODE = /^(?:(CO|PR|OA|PI)-?)?([A-Z]?\d{1,3})$/;
const REMARK = /^(?:N\d{1,3}|MA?\d{1,3})$/;

/**
 * `197` · `CO-97 15.00` · `OA-23 130.00 N290` · `CO-45 12.00 d`: a reason with or without its group, its amount, and a letter
 * where it is to be treated otherwise: w writes off, d stays with the insurer, p goes to the next party, e is what earlier payers did.
 *
 * @throws CodeUnreadable naming the word that is none of these
 */
export function readCodes(text: string, exponent: number): TypedCodes {
  const read: TypedCodes = { codes: [], remarks: [] };
  for (const word of text.toUpperCase().split(/[\s;]+|,\s+/).filter(Boolean)) readWord(word, read, exponent);
  return read;
}

function readWord(word: string, read: TypedCodes, exponent: number): void {
  const last = read.codes.at(-1);
  if (REMARK.test(word)) read.remarks.push(word);
  else if (last && LETTERS[word]) last.treatment = LETTERS[word];
  else if (last?.amountCents === null && isAmount(word, exponent)) last.amountCents = Money.parse(word, exponent);
  else {
    const found = CODE.exec(word);
    if (!found) throw new CodeUnreadable(word);
    read.codes.push(codeOf(found[1] as Group | undefined, found[2]!));
  }
}

/** A bare number is a reason, unless it can only be an amount. */
function isAmount(word: string, exponent: number): boolean {
  return exponent === 0 ? /^-?[\d,]+$/.test(word) : /^-?[\d,]*\.\d+$/.test(word);
}

function codeOf(typed: Group | undefined, reason: string): TypedCode {
  const group = typed ?? (OF_PATIENT.has(reason) ? 'PR' : reason === EARLIER_PAYERS ? 'OA' : 'CO');
  return { group, reason, treatment: treatmentOf(group, reason), amountCents: null };
}

export function treatmentOf(group: Group, reason: string): Treatment {
  if (group === 'PR') return 'responsibility';
  if (reason === EARLIER_PAYERS) return 'prior';
  return CONTRACTUAL.has(reason) ? 'contractual' : 'denied';
}
