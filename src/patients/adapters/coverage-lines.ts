import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';
import type { CoverageItem } from './patients.queries.js';
import { sequenceName } from './patients.queries.js';

export interface CoverageLine {
  coverageId: string;
  label: string;
  payerId: string;
  payerName: string;
  /** Only the last four places are ever shown. */
  maskedMember: string;
  /** `ended Aug 31, 2026`, `from Jan 1, 2027` or nothing. */
  standing: string;
  isOver: boolean;
  /** Whether it is of this record, not of one merged into it. */
  isOwn: boolean;
}

const OTHER_KINDS = ['employer', 'other'];
const SHOWN = 4;

/** Running and coming coverages first, then those that are over. */
export function coverageLines(coverages: readonly CoverageItem[], today: CalendarDate): CoverageLine[] {
  const lines = coverages.map((coverage) => ({
    coverageId: coverage.coverageId,
    label: OTHER_KINDS.includes(coverage.payerKind) ? 'Other payer' : sequenceName(coverage.sequence),
    payerId: coverage.payerId,
    payerName: coverage.payerName,
    maskedMember: maskedMember(coverage.memberId),
    standing: standingOf(coverage, today),
    isOwn: coverage.isOwn === 1,
    isOver: coverage.validTo !== null && coverage.validTo < today,
  }));
  return [...lines.filter((line) => !line.isOver), ...lines.filter((line) => line.isOver)];
}

/** A short id shows even less, so that it is never shown whole. */
export function maskedMember(memberId: string): string {
  const shown = Math.min(SHOWN, Math.floor(memberId.length / 2));
  return `•••• ${memberId.slice(memberId.length - shown)}`.trim();
}

function standingOf({ validFrom, validTo }: CoverageItem, today: CalendarDate): string {
  if (validTo !== null && validTo < today) return `ended ${formatDate(validTo)}`;
  if (validFrom > today) return `from ${formatDate(validFrom)}`;
  return validTo === null ? '' : `until ${formatDate(validTo)}`;
}
