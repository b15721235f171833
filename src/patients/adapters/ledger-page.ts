import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';
import { LEDGER_PAGE, type AboutInvoice, type Held, type LedgerCursor, type LedgerGroup } from './ledger.queries.js';

export interface Pill {
  tone: 'ok' | 'warn' | 'bad' | 'info' | '';
  icon: string;
  text: string;
}

export interface LedgerRow {
  journalId: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  postingDate: CalendarDate;
  title: string;
  detail: string;
  amountCents: number;
  balanceCents: number;
  recordId: string;
  pill: Pill | null;
  isReversed: boolean;
  /** The journal that this one reverses, or that reverses this one. */
  counterpart: { journalId: string; label: 'original' | 'reversal' } | null;
}

export interface LedgerPage {
  rows: LedgerRow[];
  /** Where the earlier entries begin, and the balance that they add up to. */
  earlier: { cursor: string; balanceCents: number; postingDate: CalendarDate } | null;
}

interface About {
  about: readonly AboutInvoice[];
  exponent: number;
}

export function ledgerPage(groups: readonly LedgerGroup[], about: About): LedgerPage {
  const rows = groups.slice(0, LEDGER_PAGE).map((group) => rowOf(group, about));
  const last = groups[LEDGER_PAGE - 1];
  const next = groups[LEDGER_PAGE];
  return { rows, earlier: last && next ? { cursor: cursorText(last), balanceCents: next.balanceCents, postingDate: next.postingDate } : null };
}

export interface HeldLine {
  /** `Held for the visit of Nov 30, 2026` */
  title: string;
  since: CalendarDate;
  amountCents: number;
  paymentId: string;
  paymentNumber: number;
}

const HELD: Record<string, string> = { credit: 'Credit', earmark: 'Held for an invoice line', 'to-allocate': 'To be allocated', 'needs-research': 'Needs research' };

/** As on the payment's own page. @param visitor set where the visit is another patient's */
function heldFor({ kind, visitDay, purpose, visitor }: Held): string {
  if (kind === 'visit') return `Held for the visit of ${formatDate(visitDay)}${visitor ? ` (${visitor})` : ''}`;
  return kind === 'purpose' ? `Prepayment: ${purpose}` : (HELD[kind] ?? kind);
}

export function heldLines(held: readonly Held[]): HeldLine[] {
  return held.map((line) => ({ title: heldFor(line), since: line.since, amountCents: line.amountCents, paymentId: line.paymentId, paymentNumber: line.paymentNumber }));
}

export function cursorText(group: LedgerCursor): string {
  return [group.postingDate, group.journalId, group.invoiceKey].join('~');
}

export function readCursor(text: string | undefined): LedgerCursor | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})~([0-9A-Z]{26})~([0-9A-Z]{26})?$/.exec(text ?? '');
  return match ? { postingDate: match[1]!, journalId: match[2]!, invoiceKey: match[3] ?? '' } : undefined;
}

function rowOf(group: LedgerGroup, about: About): LedgerRow {
  const isReversal = group.originalCause !== null;
  const title = titleOf(group, group.originalCause ?? group.cause);
  return {
    journalId: group.journalId,
    invoiceId: group.invoiceKey || null,
    invoiceNumber: group.invoiceNumber,
    postingDate: group.postingDate,
    title: isReversal ? `Reversal of ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title,
    detail: isReversal ? `of ${formatDate(group.originalDate ?? group.postingDate)} · ${source(group, about)}` : detailOf(group, about),
    amountCents: group.amountCents,
    balanceCents: group.balanceCents,
    recordId: group.recordId,
    pill: pillOf(group, about),
    isReversed: group.reversalId !== null,
    counterpart: counterpartOf(group),
  };
}

function counterpartOf({ originalId, reversalId }: LedgerGroup): LedgerRow['counterpart'] {
  if (originalId !== null) return { journalId: originalId, label: 'original' };
  return reversalId === null ? null : { journalId: reversalId, label: 'reversal' };
}

const ADJUSTMENTS: Record<string, string> = {
  contractual: 'Contractual adjustment',
  courtesy: 'Courtesy write-off',
  'small-balance': 'Small balance write-off',
  'timely-filing': 'Timely filing write-off',
  denial: 'Denial written off',
  charity: 'Charity write-off',
  'admin-error': 'Administrative write-off',
  'bad-debt': 'Bad debt write-off',
};
const PAYMENTS: Record<string, string> = { insurer: 'Insurance payment', patient: 'Patient payment', other: 'Other payer’s payment' };

function titleOf(group: LedgerGroup, cause: string): string {
  if (cause === 'invoice-finalized') return 'Charge';
  if (cause === 'invoice-adjusted') return ADJUSTMENTS[group.adjustmentKind ?? ''] ?? 'Adjustment';
  if (cause === 'insurance-applied') return 'Insurance applied';
  if (cause === 'share-transferred') return transferTitle(group);
  const payment = PAYMENTS[group.paymentKind ?? ''] ?? 'Payment';
  if (group.invoiceKey !== '' || group.paymentKind !== 'patient') return payment;
  return cause === 'payment-recorded' ? 'Patient payment, held as credit' : 'Credit used';
}

/** A reversal's own amount goes the other way. */
function transferTitle({ patientCents, originalCause }: LedgerGroup): string {
  const towards = originalCause === null ? patientCents : -patientCents;
  return towards > 0 ? 'Transfer to the patient' : 'Transfer to another payer';
}

function detailOf(group: LedgerGroup, about: About): string {
  if (group.cause !== 'invoice-finalized') return source(group, about);
  const lines = about.about.filter((line) => line.invoiceId === group.invoiceKey && line.partyKind === null).map((line) => line.description);
  const named = lines.slice(0, 2).join(' + ') + (lines.length > 2 ? ` + ${lines.length - 2} more` : '');
  return [named, group.locationName].filter(Boolean).join(' · ');
}

/** Beside the payer's name an insurer's ways of paying need fewer words. */
const SHORT: Record<string, string> = { 'insurance-check': 'Check', 'insurance-eft': 'EFT', 'insurance-card': 'Card' };

/** `CO-45 · Harborlight · EFT 80040611 · PAY-20655`; what moved between parties comes to 0.00 and is said here. */
function source(group: LedgerGroup, { exponent }: About): string {
  const isMoney = group.sourceType === 'payment';
  const method = isMoney ? methodOf(group) : '';
  const payment = group.paymentNumber === null ? '' : `PAY-${group.paymentNumber}`;
  const moved = group.amountCents === 0 && group.patientCents !== 0 ? formatCents(Math.abs(group.patientCents), exponent) : '';
  return [moved, isMoney ? '' : (group.reasonCode ?? ''), group.payerName ?? '', method, payment, group.receivedAt === null ? '' : `received at ${group.receivedAt}`].filter(Boolean).join(' · ') || group.locationName;
}

/** A number that already says what it is (`EFT 80040611`) is not announced twice. */
function methodOf({ paymentMethod, methodName, paymentReference }: LedgerGroup): string {
  const [name, reference] = [SHORT[paymentMethod ?? ''] ?? methodName ?? '', paymentReference ?? ''];
  return reference.toUpperCase().startsWith(name.toUpperCase()) ? reference : `${name} ${reference}`.trim();
}

function pillOf(group: LedgerGroup, about: About): Pill | null {
  if (group.originalCause !== null) return { tone: '', icon: 'undo', text: 'Reversal' };
  if (group.reversalDate !== null) return { tone: '', icon: 'undo', text: `Reversed ${formatDate(group.reversalDate)}` };
  if (group.invoiceKey !== '') return invoicePill(group, about);
  return group.amountCents < 0 ? { tone: '', icon: 'wallet', text: `Credit ${formatCents(-group.amountCents, about.exponent)}` } : null;
}

/** Who is asked next for the invoice. */
function invoicePill(group: LedgerGroup, { about, exponent }: About): Pill {
  if (group.invoiceState === 'voided') return { tone: '', icon: 'undo', text: 'Voided' };
  const open = (kind: string): number => about.find((share) => share.invoiceId === group.invoiceKey && share.partyKind === kind)?.openCents ?? 0;
  if (open('insurer') > 0) return { tone: 'info', icon: 'clock', text: 'With insurer' };
  if (open('other') > 0) return { tone: 'info', icon: 'case', text: 'With other payer' };
  if (open('patient') > 0) return { tone: 'warn', icon: 'half', text: `Patient owes ${formatCents(open('patient'), exponent)}` };
  return { tone: 'ok', icon: 'check', text: 'Settled' };
}
