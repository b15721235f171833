import { type Slip, SLIPS } from '../../choices/index.js';
import { sumCents } from '../../shared/money.js';

/** How a bank's slip is laid out, and how receipts are chosen for one. */
export const SLIP_GROUPS = (Object.keys(SLIPS) as Slip[]).map((value) => ({ value, label: SLIPS[value] }));

export interface SlipGroup {
  label: string;
  count: number;
  cents: number;
}

/** Only the groups that something is in. */
export function bySlipGroup(rows: readonly { slip: string | null; amountCents: number }[]): SlipGroup[] {
  return SLIP_GROUPS.map(({ label, value }) => {
    const own = rows.filter(({ slip }) => slip === value);
    return { label, count: own.length, cents: sumCents(own.map((row) => row.amountCents)) };
  }).filter(({ count }) => count > 0);
}

/** What a deposit is called: whether it stands, and how much of it the bank has been seen to have. */
export function standingOf({ state, held, ticked }: { state: string; held: number; ticked: number }): string {
  if (state === 'undone') return 'undone';
  if (held === 0) return 'returned';
  if (ticked === held) return 'reconciled';
  return ticked === 0 ? 'unreconciled' : 'partly-reconciled';
}
