import { type Invoice, openCentsOf, type PartyKind } from '../../invoices/index.js';
import type { Payment } from '../domain/payment.js';
import type { ReleasedPart } from '../domain/standing-money.js';

/** What an act does, before it is pressed. */
export interface Effect {
  parties: { partyKind: PartyKind; partyId: string; beforeCents: number; afterCents: number }[];
  payments: { paymentId: string; number: number; beforeCents: number; afterCents: number; heldCents: number; freeCents: number }[];
  releasedCents: number;
}

interface Snapshot {
  owed: Map<string, { partyKind: PartyKind; partyId: string; cents: number }>;
  unapplied: Map<string, { number: number; cents: number }>;
}

export function snapshotOf(invoices: readonly Invoice[], payments: readonly Payment[]): Snapshot {
  const owed: Snapshot['owed'] = new Map();
  for (const share of invoices.flatMap((invoice) => invoice.shares)) {
    const { partyKind, partyKey } = share;
    const partyId = share.payerId ?? share.guarantorId ?? partyKey;
    const key = `${partyKind} ${partyId}`;
    owed.set(key, { partyKind, partyId, cents: (owed.get(key)?.cents ?? 0) + openCentsOf(share) });
  }
  return { owed, unapplied: new Map(payments.map((payment) => [payment.id, { number: payment.number, cents: payment.unappliedCents }])) };
}

export function effectOf(before: Snapshot, after: Snapshot, released: readonly { part: ReleasedPart; payment: Payment }[]): Effect {
  const parties = [...after.owed].map(([key, { cents, ...party }]) => ({ ...party, beforeCents: before.owed.get(key)?.cents ?? 0, afterCents: cents }));
  const sum = (paymentId: string, isEarmarked: boolean): number =>
    released.filter(({ part, payment }) => payment.id === paymentId && part.isEarmarked === isEarmarked).reduce((cents, { part }) => cents + part.amountCents, 0);
  const payments = [...after.unapplied].map(([paymentId, { number, cents }]) => ({
    paymentId, number, beforeCents: before.unapplied.get(paymentId)?.cents ?? 0, afterCents: cents, heldCents: sum(paymentId, true), freeCents: sum(paymentId, false),
  }));
  return {
    parties,
    payments: payments.filter(({ beforeCents, afterCents, heldCents, freeCents }) => beforeCents !== afterCents || heldCents + freeCents > 0),
    releasedCents: released.reduce((cents, { part }) => cents + part.amountCents, 0),
  };
}
