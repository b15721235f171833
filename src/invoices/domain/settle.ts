import { openCentsOf, type PartyKind, type ShareState } from './invoice-state.js';
import * as refuse from './refusals.js';

/** The party a payment comes from; it only pays its own shares. */
export interface PayingParty {
  partyKind: PartyKind;
  payerRoot?: string | undefined;
  /** Other records of the same payer, merged into it: their shares are its own. */
  payerGroup?: readonly string[] | undefined;
  guarantorId?: string | undefined;
  /** Other records of the same person, merged into it. */
  guarantorGroup?: readonly string[] | undefined;
}

/** One invoice's row of a payment: due = amount + adjustment + to patient + left. */
export interface PaymentPart {
  amountCents: number;
  adjustmentCents: number;
  adjustmentReasonCode: string;
  adjustmentReason: string;
  toPatientCents: number;
  toPatientReasonCode: string;
  /** Only the lines of this day. */
  serviceDate?: string | undefined;
}

export interface Taken {
  share: ShareState;
  amountCents: number;
}

export interface PaidShare {
  shareId: string;
  lineId: string;
  partyKind: PartyKind;
  payerId: string | null;
  guarantorId: string | null;
  serviceDate: string;
  amountCents: number;
}

/** The row's equation, as shown and as posted. */
export interface AppliedPart {
  dueCents: number;
  paidCents: number;
  adjustedCents: number;
  toPatientCents: number;
  leftCents: number;
  shares: PaidShare[];
}

export function belongsTo(share: ShareState, party: PayingParty): boolean {
  if (share.partyKind !== party.partyKind) return false;
  if (party.partyKind === 'patient') return share.guarantorId === party.guarantorId || (share.guarantorId !== null && (party.guarantorGroup?.includes(share.guarantorId) ?? false));
  return share.payerId !== null && (share.payerId === party.payerRoot || (party.payerGroup?.includes(share.payerId) ?? false));
}

/** The named rule for amounts typed per invoice: in line order each share gives what it has open until the amount is used up. */
export function takeInOrder(shares: readonly ShareState[], amountCents: number): Taken[] {
  let rest = amountCents;
  const taken: Taken[] = [];
  for (const share of shares) {
    const part = Math.min(rest, Math.max(openCentsOf(share), 0));
    if (part <= 0) continue;
    taken.push({ share, amountCents: part });
    rest -= part;
  }
  return taken;
}

/** What can be said about a row before the invoice's shares are looked at. */
export function checkPart(number: string, party: PayingParty, part: PaymentPart): void {
  const amounts = [part.amountCents, part.adjustmentCents, part.toPatientCents];
  if (amounts.some((cents) => cents < 0)) throw new refuse.NegativeInRow(number);
  if (amounts.every((cents) => cents === 0)) throw new refuse.NothingInRow(number);
  if (party.partyKind === 'patient' && part.adjustmentCents + part.toPatientCents > 0) throw new refuse.OnlyPayersAdjust();
  if (part.adjustmentCents > 0 && part.adjustmentReasonCode === '' && part.adjustmentReason === '') {
    throw new refuse.ReasonMissing(`Choose why ${number} is adjusted, for example CO-45 contractual.`);
  }
}
