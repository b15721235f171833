import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { Numbers } from '../../platform/numbers.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { PartyKind } from '../domain/chart.js';
import type { EntryLine } from '../domain/entry.js';
import { Journal, type JournalHead } from '../domain/journal.js';
import { Journals, type ItemOrigin, type JournalToMirror } from '../domain/journals.js';
import { AccountDays } from './account-days.js';
import { journalMap } from './ledger.maps.js';

type LiveEntry = EntryLine & { journalId: string; number: number };

@Injectable()
export class SequelizeJournals extends Journals {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly numbers: Numbers,
    private readonly days: AccountDays,
  ) {
    super();
  }

  override post(head: JournalHead, entries: readonly EntryLine[], paidBy?: PartyKind): void {
    const number = this.numbers.next('journal');
    this.unit.add(journalMap, Journal.post(head, entries, { number, actId: this.unit.actId, newId }));
    this.days.posted(head.postingDate, head.cause, entries, paidBy);
  }

  override async liveOf(sourceId: string): Promise<JournalToMirror[]> {
    return inJournals(await this.#liveEntries(sourceId));
  }

  override async originsOf(sourceId: string, itemIds: readonly string[]): Promise<ItemOrigin[]> {
    const wanted = new Set(itemIds);
    const journals = inJournals(await this.#liveEntries(sourceId, sql`AND j.id IN (SELECT i.journal_id FROM entries i WHERE i.invoice_id = ${sourceId} AND i.item_id IN (${list(itemIds)}))`));
    return journals.flatMap((journal) => {
      const items = [...new Set(journal.entries.flatMap((entry) => entry.itemId ?? []))];
      return items
        .filter((itemId) => wanted.has(itemId))
        .map((itemId) => ({ itemId, journalId: journal.journalId, number: journal.number, itemsInJournal: items.length }));
    });
  }

  /**
   * The record itself is locked by the act that undoes it, so its journals cannot change under this plain read.
   * COALESCE instead of IS NULL keeps the planner on the index of the source.
   */
  #liveEntries(sourceId: string, and: Sql = sql``): Promise<LiveEntry[]> {
    return this.reader.all<LiveEntry>(sql`
      SELECT j.id AS journalId, j.number AS number, e.location_id AS locationId, e.account_code AS accountCode, e.amount_cents AS amountCents,
             e.invoice_id AS invoiceId, e.share_id AS shareId, e.payment_id AS paymentId, e.payer_id AS payerId, e.patient_id AS patientId, e.item_id AS itemId, e.counter_location_id AS counterLocationId
      FROM journals j JOIN entries e ON e.journal_id = j.id
      WHERE j.source_id = ${sourceId} AND COALESCE(j.reverses_id, '') = ''
        AND NOT EXISTS (SELECT 1 FROM journals m WHERE m.reverses_id = j.id) ${and}
      ORDER BY j.id, e.position`);
  }
}

function inJournals(entries: readonly LiveEntry[]): JournalToMirror[] {
  const journals = new Map<string, { journalId: string; number: number; entries: EntryLine[] }>();
  for (const { journalId, number, ...entry } of entries) {
    const journal = journals.get(journalId) ?? { journalId, number, entries: [] };
    journal.entries.push(entry);
    journals.set(journalId, journal);
  }
  return [...journals.values()];
}
