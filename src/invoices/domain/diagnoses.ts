import { DomainError } from '../../shared/domain-error.js';

/** An invoice carries at most twelve diagnoses, A to L, as the paper claim has room for. */
export const DIAGNOSIS_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'] as const;
const POINTERS_OF_A_LINE = 4;
const ICD_10 = /^[A-Z]\d[0-9A-Z](?:[0-9A-Z]{1,4})?$/;

/** `m545` → `M54.5`; only the shape is judged, the code itself is the clinician's. */
function codeOf(typed: string, letter: string): string {
  const plain = typed.trim().toUpperCase().replaceAll('.', '');
  if (!ICD_10.test(plain)) throw new DiagnosisUnreadable(letter, typed.trim());
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain;
}

/** The codes in order, one blank apart, as a draft and an invoice hold them. */
export function joinedCodes(codes: readonly string[]): string {
  return codes.join(' ');
}

export function codesOf(diagnoses: string): string[] {
  return diagnoses === '' ? [] : diagnoses.split(' ');
}

/** @returns the codes without gaps, and for each typed place the letter it has now (blank when it was left empty) */
export function readDiagnoses(typed: readonly string[]): { codes: string[]; letters: string[] } {
  const codes: string[] = [];
  const letters = typed.slice(0, DIAGNOSIS_LETTERS.length).map((text, index) => {
    if (text.trim() === '') return '';
    const code = codeOf(text, DIAGNOSIS_LETTERS[index]!);
    if (codes.includes(code)) throw new SameDiagnosisTwice(code);
    codes.push(code);
    return DIAGNOSIS_LETTERS[codes.length - 1]!;
  });
  return { codes, letters };
}

/** `a, c` → `AC`: the diagnoses a line is for, most important first. */
export function readPointers(typed: string, count: number): string {
  const letters = [...new Set(typed.toUpperCase().replace(/[\s,;.]/g, ''))];
  if (letters.length > POINTERS_OF_A_LINE) throw new TooManyPointers();
  const known: readonly string[] = DIAGNOSIS_LETTERS.slice(0, count);
  const unknown = letters.find((letter) => !known.includes(letter));
  if (unknown !== undefined) throw new PointsNowhere(unknown, count);
  return letters.join('');
}

/** What a line points at once the diagnoses have other letters. */
export function movedPointers(pointers: string, letters: readonly string[]): string {
  return [...pointers].map((letter) => letters[DIAGNOSIS_LETTERS.findIndex((each) => each === letter)] ?? '').join('');
}

export class DiagnosisUnreadable extends DomainError {
  constructor(letter: string, typed: string) {
    super('diagnosis-unreadable', `${typed} at ${letter} is not a diagnosis code: type a letter, a digit and up to five more, for example M54.5.`, ['codes']);
  }
}

export class SameDiagnosisTwice extends DomainError {
  constructor(code: string) {
    super('diagnosis-twice', `${code} stands twice; keep one of them and let the lines point at it.`, ['codes']);
  }
}

export class TooManyPointers extends DomainError {
  constructor() {
    super('pointers-too-many', 'A line points at no more than four diagnoses; leave the least important out.', ['pointers']);
  }
}

export class PointsNowhere extends DomainError {
  constructor(letter: string, count: number) {
    const there = count === 0 ? 'this invoice has no diagnoses yet' : `this invoice has A${count > 1 ? ` to ${DIAGNOSIS_LETTERS[count - 1]}` : ''}`;
    super('pointer-unknown', `A line cannot point at ${letter}: ${there}. Add the diagnosis first, or take the letter away.`, ['pointers']);
  }
}
