import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { EntryLine } from './entry.js';

export interface JournalRoot {
  id: string;
  version: number;
  number: number;
  actId: string;
  cause: string;
  memo: string;
  sourceType: string;
  sourceId: string;
  postingDate: string;
  eventDate: string;
  reversesId: string | null;
}

export interface EntryState extends EntryLine {
  id: string;
  journalId: string;
  position: number;
  postingDate: string;
}

export interface JournalState extends RowSet {
  root: JournalRoot;
  entries: EntryState[];
}

export interface JournalHead {
  readonly cause: string;
  readonly memo: string;
  readonly sourceType: 'invoice' | 'payment' | 'deposit' | 'settlement';
  readonly sourceId: string;
  readonly postingDate: CalendarDate;
  readonly eventDate: CalendarDate;
  readonly reversesId: string | null;
}

export interface JournalNumbering {
  readonly number: number;
  readonly actId: string;
  newId(): string;
}

/** Written once and never changed. It does not come into being unless it lies at one location and balances there. */
export class Journal extends Aggregate<JournalState> {
  private constructor(private readonly rows: JournalState) {
    super();
  }

  static from(rows: JournalState): Journal {
    return new Journal(rows);
  }

  static post(head: JournalHead, lines: readonly EntryLine[], numbering: JournalNumbering): Journal {
    refuseUnbalanced(head, lines);
    const id = numbering.newId();
    const root = { id, version: 0, number: numbering.number, actId: numbering.actId, ...head };
    const entries = lines.map((line, index) => ({
      ...line, id: numbering.newId(), journalId: id, position: index + 1, postingDate: head.postingDate,
    }));
    return new Journal({ root, entries });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): JournalState {
    return { root: { ...this.rows.root }, entries: this.rows.entries };
  }
}

/** A posting that does not balance is a defect of the product, never of the user: it stops the whole act. */
export class UnbalancedJournal extends Error {}

function refuseUnbalanced(head: JournalHead, lines: readonly EntryLine[]): void {
  const what = `${head.cause} of ${head.sourceType} ${head.sourceId}`;
  if (lines.length < 2) throw new UnbalancedJournal(`${what}: a journal has at least two entries`);
  for (const line of lines) {
    if (!Number.isSafeInteger(line.amountCents) || line.amountCents === 0) {
      throw new UnbalancedJournal(`${what}: an entry holds a whole number of cents other than 0`);
    }
  }
  const { locationId } = lines[0]!;
  if (lines.some((line) => line.locationId !== locationId)) throw new UnbalancedJournal(`${what}: a journal lies at one location, this one not only at location ${locationId}`);
  const sum = sumCents(lines.map((line) => line.amountCents));
  if (sum !== 0) throw new UnbalancedJournal(`${what}: debit − credit is ${sum} cents at location ${locationId}`);
}

/** The entries of each location for a journal of its own: its books are balanced, and read, without those of another. */
export function byLocation(entries: readonly EntryLine[]): { locationId: string; entries: EntryLine[] }[] {
  const places = new Map<string, EntryLine[]>();
  for (const entry of entries) places.set(entry.locationId, [...(places.get(entry.locationId) ?? []), entry]);
  return [...places].map(([locationId, own]) => ({ locationId, entries: own }));
}

/** The opposite of every entry, in the same order. */
export function mirrored(entries: readonly EntryLine[]): EntryLine[] {
  return entries.map((entry) => ({
    locationId: entry.locationId,
    accountCode: entry.accountCode,
    amountCents: -entry.amountCents,
    invoiceId: entry.invoiceId,
    shareId: entry.shareId,
    paymentId: entry.paymentId,
    payerId: entry.payerId,
    patientId: entry.patientId,
    itemId: entry.itemId,
    counterLocationId: entry.counterLocationId,
  }));
}

/** One entry for all that name the same account, place, share, invoice and owner; nothing where they add to nothing. */
export function netted(entries: readonly EntryLine[]): EntryLine[] {
  const sums = new Map<string, EntryLine>();
  for (const entry of entries) {
    const { locationId, accountCode, invoiceId, shareId, paymentId, payerId, patientId, counterLocationId } = entry;
    const key = [locationId, accountCode, invoiceId, shareId, paymentId, payerId, patientId, counterLocationId].join(' ');
    sums.set(key, { ...entry, itemId: null, amountCents: entry.amountCents + (sums.get(key)?.amountCents ?? 0) });
  }
  return [...sums.values()].filter(({ amountCents }) => amountCents !== 0);
}
