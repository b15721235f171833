import { type CalendarDate, daysBetween } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { Composed, Issuer } from './document-state.js';
import { PaperDoesNotAddUp } from './refusals.js';

export const AGE_TITLES = ['Not due yet', '0–30 days', '31–60 days', '61–90 days', 'Over 90 days'] as const;
const AGE_ENDS = [30, 60, 90] as const;

export interface StatementHead {
  guarantorAddress: string;
  openingCents: number;
  chargesCents: number;
  paymentsCents: number;
  adjustmentsCents: number;
  transfersCents: number;
  closingCents: number;
  openCents: number;
  creditCents: number;
  /** Of the open amounts, in the order of AGE_TITLES, by due date. */
  ages: number[];
  /** With insurers and other payers, for information. */
  pendingCents: number;
}

/** What moved the balance: positive raises what is owed. */
export interface StatementEntry {
  day: CalendarDate;
  what: string;
  /** The visit it is about: patient and invoice. */
  about: string;
  movement: 'charges' | 'payments' | 'adjustments' | 'transfers';
  cents: number;
}

/** charge − payers paid − adjusted − you paid − with payers = open */
export interface StatementItem {
  number: string;
  patientName: string;
  serviceDate: CalendarDate;
  dueDate: CalendarDate;
  chargeCents: number;
  payersPaidCents: number;
  adjustedCents: number;
  youPaidCents: number;
  pendingCents: number;
  openCents: number;
}

export interface StatementSections {
  entries: StatementEntry[];
  items: StatementItem[];
}

export type Statement = Composed<StatementHead, StatementSections & Readonly<Record<string, readonly object[]>>>;

/** A guarantor’s account at a location, as the ledger’s entries have it up to a day. */
export interface AccountOfGuarantor extends Issuer {
  guarantorId: string;
  guarantorName: string;
  guarantorAddress: string;
  openingCents: number;
  entries: StatementEntry[];
  items: StatementItem[];
  creditCents: number;
}

/**
 * Opening + what moved = closing, and open items − credit = closing: one from the history, the other from what stands.
 * @throws PaperDoesNotAddUp when the two differ, or a visit does not add up
 */
export function composeStatement(account: AccountOfGuarantor, fromDay: CalendarDate, asOf: CalendarDate): Statement {
  const { guarantorId, guarantorName, guarantorAddress, openingCents, entries, items, creditCents, issuerName, issuerAddress, issuerPhone, issuerTaxId } = account;
  const moved = (movement: StatementEntry['movement']): number => sumCents(entries.filter((entry) => entry.movement === movement).map(({ cents }) => cents));
  const closingCents = openingCents + sumCents(entries.map(({ cents }) => cents));
  const openCents = sumCents(items.map((item) => item.openCents));
  if (closingCents !== openCents - creditCents) throw new PaperDoesNotAddUp(`The statement of ${guarantorName}`);
  for (const { number, chargeCents, payersPaidCents, adjustedCents, youPaidCents, pendingCents, openCents: open } of items) {
    if (chargeCents - payersPaidCents - adjustedCents - youPaidCents - pendingCents !== open) throw new PaperDoesNotAddUp(`Invoice ${number}`);
  }
  return {
    issuerName, issuerAddress, issuerPhone, issuerTaxId, subjectId: guarantorId, recipientName: guarantorName, fromDay, asOf, amountCents: closingCents,
    head: {
      guarantorAddress, openingCents, chargesCents: moved('charges'), paymentsCents: moved('payments'), adjustmentsCents: moved('adjustments'), transfersCents: moved('transfers'), closingCents, openCents, creditCents,
      ages: agesOf(items, asOf), pendingCents: sumCents(items.map((item) => item.pendingCents)),
    },
    sections: { entries, items },
  };
}

/** Whether there is anything to say. */
export function isEmpty({ head, sections }: Statement): boolean {
  return sections.entries.length === 0 && sections.items.length === 0 && head.openingCents === 0;
}

function agesOf(items: readonly StatementItem[], asOf: CalendarDate): number[] {
  const ages = AGE_TITLES.map(() => 0);
  for (const { dueDate, openCents } of items) ages[bucketOf(daysBetween(dueDate, asOf))]! += openCents;
  return ages;
}

function bucketOf(days: number): number {
  if (days < 0) return 0;
  const index = AGE_ENDS.findIndex((end) => days <= end);
  return index === -1 ? AGE_TITLES.length - 1 : index + 1;
}
