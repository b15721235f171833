import { sumCents } from '../../shared/money.js';
import { openCentsOf, type PartyKind } from '../domain/invoice-state.js';

export interface ShareOnPage {
  shareId: string;
  lineId: string;
  partyKind: PartyKind;
  partyKey: string;
  payerId: string | null;
  sequence: number;
  partyName: string;
  chargedCents: number;
  paidCents: number;
  adjustedCents: number;
  dueDate: string;
}

export interface PartyTotals {
  partyKind: PartyKind;
  partyKey: string;
  payerId: string | null;
  partyName: string;
  chargedCents: number;
  paidCents: number;
  adjustedCents: number;
  openCents: number;
  /** The earliest day on which anything open is due; of a settled party the earliest of all. */
  dueDate: string;
}

const KIND_ORDER: Record<PartyKind, number> = { insurer: 0, other: 1, patient: 2 };

/** One column per party: insurers by sequence, then other payers, the patient last, as the bill reads. */
export function partiesOf(shares: readonly ShareOnPage[]): PartyTotals[] {
  const ordered = [...shares].sort((a, b) => KIND_ORDER[a.partyKind] - KIND_ORDER[b.partyKind] || a.sequence - b.sequence || (a.partyName < b.partyName ? -1 : 1));
  const keys = [...new Set(ordered.map(keyOf))];
  return keys.map((key) => {
    const own = ordered.filter((share) => keyOf(share) === key);
    const { partyKind, partyKey, payerId, partyName } = own[0]!;
    const total = (field: 'chargedCents' | 'paidCents' | 'adjustedCents') => sumCents(own.map((share) => share[field]));
    return {
      partyKind, partyKey, payerId, partyName, chargedCents: total('chargedCents'), paidCents: total('paidCents'), adjustedCents: total('adjustedCents'),
      openCents: sumCents(own.map(openCentsOf)), dueDate: earliestDue(own),
    };
  });
}

function earliestDue(shares: readonly ShareOnPage[]): string {
  const open = shares.filter((share) => openCentsOf(share) > 0);
  return (open.length > 0 ? open : shares).map(({ dueDate }) => dueDate).sort()[0]!;
}

export function keyOf(party: { partyKind: string; partyKey: string }): string {
  return `${party.partyKind} ${party.partyKey}`;
}
