import type { PaymentMethod } from '../../payments/index.js';
import { sumCents } from '../../shared/money.js';

/** How a bank's slip is laid out, and how receipts are chosen for one. */
export const SLIP_GROUPS = [
  { value: 'cash', label: 'Cash', methods: ['cash'] },
  { value: 'checks', label: 'Checks', methods: ['check', 'insurance-check'] },
  { value: 'cards', label: 'Cards', methods: ['card', 'insurance-card'] },
  { value: 'transfers', label: 'EFT and transfers', methods: ['transfer', 'insurance-eft', 'insurance'] },
] as const satisfies readonly { value: string; label: string; methods: readonly PaymentMethod[] }[];

export interface SlipGroup {
  label: string;
  count: number;
  cents: number;
}

export function methodsOf(group: string): readonly PaymentMethod[] {
  return SLIP_GROUPS.find(({ value }) => value === group)?.methods ?? [];
}

/** Only the groups that something is in. */
export function bySlipGroup(rows: readonly { method: PaymentMethod; amountCents: number }[]): SlipGroup[] {
  return SLIP_GROUPS.map(({ label, methods }) => {
    const own = rows.filter((row) => (methods as readonly string[]).includes(row.method));
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
