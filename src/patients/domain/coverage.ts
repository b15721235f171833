import type { CalendarDate } from '../../shared/calendar-date.js';
import { optionalText, plainKey, requiredText } from '../../shared/plain-text.js';
import type { CopayKind, CopayWhose, CoverageState, Repay } from './patient-state.js';
import { CopayOutOfRange, CoverageChoiceUnknown, CoverageEndsBeforeItBegins, CoverageOverlap } from './refusals.js';

export interface CoverageDetails {
  payerId: string;
  sequence: number;
  repay?: string;
  memberId?: string;
  groupNumber?: string;
  copayKind?: string;
  copayValue?: number;
  copayWhose?: string;
  validFrom: CalendarDate;
  validTo?: CalendarDate | null;
}

export const SEQUENCE_NAMES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'tertiary' };
const WHOLE_PERCENT = 10_000;
const MOST_CENTS = 9_999_999_999;

/** Checks what was typed and turns it into a coverage's columns. */
export function coverageFacts(details: CoverageDetails): Omit<CoverageState, 'id' | 'patientId'> {
  const memberId = requiredText(details.memberId, { label: 'Member ID', field: 'memberId', most: 60 });
  const copayKind = oneOf<CopayKind>(details.copayKind, ['none', 'percent', 'amount'], 'copayKind');
  return {
    payerId: details.payerId,
    sequence: sequenceOf(details.sequence),
    repay: oneOf<Repay>(details.repay, ['direct', 'reimburse'], 'repay'),
    memberId,
    memberKey: plainKey(memberId).slice(0, 60),
    groupNumber: optionalText(details.groupNumber, { label: 'Group', field: 'groupNumber', most: 60 }),
    copayKind,
    copayValue: copayOf(copayKind, details.copayValue ?? 0),
    copayWhose: oneOf<CopayWhose>(details.copayWhose, ['patient', 'insurer'], 'copayWhose'),
    validFrom: details.validFrom,
    validTo: endOf(details.validFrom, details.validTo ?? null),
  };
}

export function endOf(validFrom: CalendarDate, validTo: CalendarDate | null): CalendarDate | null {
  if (validTo !== null && validTo < validFrom) throw new CoverageEndsBeforeItBegins(validFrom);
  return validTo;
}

/** At most one coverage of a sequence holds on any day. */
export function refuseOverlap(candidate: CoverageState, others: readonly CoverageState[]): void {
  const overlapping = others.find((other) => other.id !== candidate.id && other.sequence === candidate.sequence && overlap(candidate, other));
  if (overlapping) throw new CoverageOverlap(SEQUENCE_NAMES[candidate.sequence] ?? 'same', overlapping.validFrom, overlapping.validTo);
}

function overlap(a: CoverageState, b: CoverageState): boolean {
  return (a.validTo === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom <= b.validTo);
}

function sequenceOf(sequence: number): number {
  if (!(sequence in SEQUENCE_NAMES)) throw new CoverageChoiceUnknown('sequence', 'primary, secondary, tertiary');
  return sequence;
}

/** The first choice stands when nothing was chosen. */
function oneOf<T extends string>(value: string | undefined, choices: readonly [T, ...T[]], field: string): T {
  const chosen = value === undefined || value === '' ? choices[0] : choices.find((choice) => choice === value);
  if (chosen === undefined) throw new CoverageChoiceUnknown(field, choices.join(', '));
  return chosen;
}

function copayOf(kind: CopayKind, value: number): number {
  if (kind === 'none') return 0;
  const most = kind === 'percent' ? WHOLE_PERCENT : MOST_CENTS;
  if (Number.isSafeInteger(value) && value > 0 && value <= most) return value;
  throw new CopayOutOfRange(kind === 'percent' ? 'Type the co-pay as a percent above 0 and at most 100, for example 20.' : 'Type the co-pay as an amount above 0, for example 25.00.');
}
