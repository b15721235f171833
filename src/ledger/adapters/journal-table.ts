import { adjustmentName, journalName } from '../domain/memo.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import type { EntryView, JournalView } from './journals.queries.js';

/** A journal as a table of debits and credits, in groups that balance by themselves. */
export interface JournalTable {
  id: string;
  name: string;
  groups: { title: string; rows: TableRow[] }[];
  totalCents: number;
  /** Entries left out because they are not about what is explained. */
  hiddenCount: number;
}

interface TableRow {
  account: string;
  debitCents: number | undefined;
  creditCents: number | undefined;
  isMarked: boolean;
}

type Test = (entry: EntryView) => boolean;
const MONEY = new Set(['1000', '1010', '1020']);
const UNAPPLIED = new Set(['2100', '2110']);

export function journalTable(journal: JournalView, isMarked: Test = () => false, isRelevant: Test = () => true): JournalTable {
  const groups = balancedGroups(journal.entries);
  const shown = groups.filter((group) => group.some(isRelevant) || group.every((entry) => entry.invoiceId === null));
  const rows = shown.flat();
  return {
    id: journal.id,
    name: journalName(journal.number),
    groups: shown.map((group) => ({ title: titleOf(group, journal), rows: group.map((entry) => tableRow(entry, isMarked(entry))) })),
    totalCents: rows.reduce((sum, entry) => sum + Math.max(entry.amountCents, 0), 0),
    hiddenCount: journal.entries.length - rows.length,
  };
}

/** Entries are written group by group, each adding to 0; that is where one ends and the next begins. */
function balancedGroups(entries: readonly EntryView[]): EntryView[][] {
  const groups: EntryView[][] = [];
  let open: EntryView[] = [];
  let balance = 0;
  for (const entry of entries) {
    open.push(entry);
    balance += entry.amountCents;
    if (balance !== 0) continue;
    groups.push(open);
    open = [];
  }
  return open.length > 0 ? [...groups, open] : groups;
}

function titleOf(group: readonly EntryView[], journal: JournalView): string {
  const title = plainTitle(group);
  return journal.original === undefined ? title : `Reversal: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

function plainTitle(group: readonly EntryView[]): string {
  const codes = new Set(group.map((entry) => entry.accountCode));
  const invoice = group.find((entry) => entry.invoiceNumber !== null)?.invoiceNumber;
  const on = invoice ? ` on ${invoice}` : '';
  if ([...codes].every((code) => MONEY.has(code))) return codes.has('1000') ? 'Taken to the bank' : 'Out of the till';
  if (codes.has('1000') && (codes.has('1800') || codes.has('2800'))) return 'Transferred between the banks';
  if ([...codes].some((code) => MONEY.has(code))) return 'The money as it arrived';
  const adjustment = group.find((entry) => entry.adjustmentKind !== null);
  if (adjustment) return `${adjustmentName(adjustment.adjustmentKind!)}${adjustment.reasonCode ? `, ${adjustment.reasonCode}` : ''}${on}`;
  const receivable = RECEIVABLE_CODES.some((code) => codes.has(code));
  if (receivable && [...codes].every((code) => RECEIVABLE_CODES.includes(code))) return `Moved from one party to another${on}`;
  if (receivable && (codes.has('4000') || codes.has('3000'))) return codes.has('3000') ? `Opening balance${on}` : `Charges${on}`;
  const counter = group.find((entry) => entry.counterName !== null)?.counterName;
  if (receivable) return `Payment${on}${counter ? `, received at ${counter}` : ''}`;
  if (counter) return codes.has('2800') ? `Received for ${counter}${on}` : `Due from ${counter}`;
  return [...codes].some((code) => UNAPPLIED.has(code)) ? 'Kept as unapplied money' : 'Entries';
}

function tableRow(entry: EntryView, isMarked: boolean): TableRow {
  return {
    account: `${entry.accountCode} ${entry.accountName}${partyOf(entry)}${entry.linePosition === null ? '' : ` · line ${entry.linePosition}`}`,
    debitCents: entry.amountCents > 0 ? entry.amountCents : undefined,
    creditCents: entry.amountCents < 0 ? -entry.amountCents : undefined,
    isMarked,
  };
}

export function partyOf(entry: EntryView): string {
  if (entry.counterName !== null) return ` · ${entry.counterName}`;
  if (entry.payerName !== null && entry.accountCode !== '1010') return ` · ${entry.payerName}`;
  if (entry.patientName !== null && ['1110', '2110'].includes(entry.accountCode)) return ` · ${entry.patientName}`;
  return '';
}

export function sourceLink(journal: Pick<JournalView, 'sourceType' | 'sourceId'>): string {
  return `/${journal.sourceType}s/${journal.sourceId}`;
}
