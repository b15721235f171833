import type { CreditLine } from './credit.queries.js';
import type { CreditForm } from './payment.forms.js';

export interface CreditRow extends CreditLine {
  index: number;
  /** What of it may be used on the rows of this screen. */
  usableCents: number;
  usedCents: number;
  /** Why nothing may be used. */
  why: string;
}

interface Marks {
  typed: readonly CreditForm[] | undefined;
  /** The visits on screen: money held for one of them may be used here. */
  visits: ReadonlySet<string>;
  from: number;
  /** Whether one may use what was received there. */
  mayUse: (locationId: string) => boolean;
}

export function creditRows(lines: readonly CreditLine[], { typed, visits, from, mayUse }: Marks): CreditRow[] {
  return lines.map((line, nth) => {
    const heldCents = line.holdings.reduce((sum, { visit, amountCents }) => (visit !== null && !visits.has(visit) ? sum + amountCents : sum), 0);
    const usableCents = line.unappliedCents - heldCents;
    const why = whyNot(line, mayUse(line.locationId), usableCents);
    const usedCents = why === '' ? (typed?.find(({ paymentId }) => paymentId === line.paymentId)?.amountCents ?? 0) : 0;
    return { ...line, index: from + nth, usableCents, usedCents, why };
  });
}

function whyNot({ locationName }: CreditLine, mayUse: boolean, usableCents: number): string {
  if (usableCents === 0) return 'Held for another visit';
  return mayUse ? '' : `Used by whoever may at ${locationName}`;
}
