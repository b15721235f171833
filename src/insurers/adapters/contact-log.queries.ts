import { Injectable } from '@nestjs/common';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import { CHANNEL_NAMES, type Channel, type CommunicationStanding } from '../domain/communication-state.js';
import type { Paged } from './payers.queries.js';

export interface LogEntry {
  communicationId: string;
  version: number;
  payerId: string;
  payerName: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  paymentId: string | null;
  paymentNumber: number | null;
  happenedOn: string;
  channel: Channel;
  channelName: string;
  spokeTo: string;
  body: string;
  authorName: string;
  nextOn: string | null;
  ownerId: string;
  ownerName: string;
  state: CommunicationStanding;
  closedAt: string | null;
  closedByName: string;
  outcome: string;
  isCorrection: number;
}

/** Whose log it is: exactly one of them. */
export interface LogOf {
  payerIds?: readonly string[] | undefined;
  invoiceId?: string | undefined;
  paymentId?: string | undefined;
}

const PAGE = 25;
const ENTRY = sql`
  SELECT c.id AS communicationId, c.version AS version, c.payer_id AS payerId, y.name AS payerName, c.invoice_id AS invoiceId, i.number AS invoiceNumber,
         c.payment_id AS paymentId, m.number AS paymentNumber, c.happened_on AS happenedOn, c.channel AS channel, c.spoke_to AS spokeTo, c.body AS body,
         c.author_name AS authorName, c.next_on AS nextOn, c.owner_id AS ownerId, c.owner_name AS ownerName, c.state AS state, c.closed_at AS closedAt,
         c.closed_by_name AS closedByName, c.outcome AS outcome, CASE WHEN c.corrects_id IS NULL THEN 0 ELSE 1 END AS isCorrection
  FROM communications c JOIN payers y ON y.id = c.payer_id LEFT JOIN invoices i ON i.id = c.invoice_id LEFT JOIN payments m ON m.id = c.payment_id`;

/** What was said with payers, as far as the caller's locations go; what is about a payer itself belongs to the whole organization. */
@Injectable()
export class ContactLogQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first in the order they were written. */
  async entries(of: LogOf, before?: string): Promise<Paged<LogEntry>> {
    const conditions = [visible(), ofWhom(of), ...(before ? [sql`c.id < ${before}`] : [])];
    const rows = await this.reader.all<LogEntry>(sql`${ENTRY} WHERE ${join(conditions, ' AND ')} ORDER BY c.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map(named);
    return { items, next: rows.length > PAGE ? items.at(-1)?.communicationId : undefined };
  }

  async entry(id: string): Promise<LogEntry | undefined> {
    const row = await this.reader.one<LogEntry>(sql`${ENTRY} WHERE c.id = ${id} AND ${visible()}`);
    return row && named(row);
  }

  /** Open follow-ups, the longest overdue first. */
  async followUps(filter: { isMine: boolean; through?: string | undefined; payerIds?: readonly string[] | undefined }, after?: string): Promise<Paged<LogEntry>> {
    const conditions = [sql`c.state = 'open'`, visible()];
    if (filter.isMine) conditions.push(sql`c.owner_id = ${currentActor().id}`);
    if (filter.through !== undefined) conditions.push(sql`c.next_on <= ${filter.through}`);
    if (filter.payerIds !== undefined) conditions.push(sql`c.payer_id IN (${list(filter.payerIds)})`);
    const [nextOn, id] = (after ?? '').split('~');
    if (nextOn && id) conditions.push(sql`c.next_on >= ${nextOn} AND (c.next_on > ${nextOn} OR c.id > ${id})`);
    const rows = await this.reader.all<LogEntry>(sql`${ENTRY} WHERE ${join(conditions, ' AND ')} ORDER BY c.next_on, c.id ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map(named);
    const last = items.at(-1);
    return { items, next: rows.length > PAGE && last ? `${last.nextOn}~${last.communicationId}` : undefined };
  }

  async payersOf({ invoiceId, paymentId }: LogOf): Promise<{ value: string; label: string }[]> {
    const own = invoiceId !== undefined
      ? sql`SELECT DISTINCT COALESCE(y.merged_root, y.id) FROM shares s JOIN payers y ON y.id = s.payer_id JOIN invoices i ON i.id = s.invoice_id WHERE i.id = ${invoiceId} AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}`
      : sql`SELECT COALESCE(y.merged_root, y.id) FROM payments p JOIN payers y ON y.id = p.payer_id WHERE p.id = ${paymentId ?? ''} AND ${within(scopeFor('payment.read'), sql`p.location_id`)}`;
    return this.reader.all(sql`SELECT r.id AS value, r.name AS label FROM payers r WHERE r.id IN (${own}) ORDER BY r.name_key`);
  }

  /** What the entry is about, in words; nothing for what the caller may not see. */
  async subject({ invoiceId, paymentId }: LogOf): Promise<{ label: string; href: string } | undefined> {
    if (invoiceId !== undefined) {
      const row = await this.reader.one<{ number: string; name: string }>(sql`
        SELECT i.number AS number, i.patient_name AS name FROM invoices i WHERE i.id = ${invoiceId} AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}`);
      return row && { label: `${row.number} · ${row.name}`, href: `/invoices/${invoiceId}` };
    }
    const row = await this.reader.one<{ number: number; reference: string }>(sql`
      SELECT p.number AS number, p.reference AS reference FROM payments p WHERE p.id = ${paymentId ?? ''} AND ${within(scopeFor('payment.read'), sql`p.location_id`)}`);
    return row && { label: [`PAY-${row.number}`, row.reference].filter(Boolean).join(' · '), href: `/payments/${paymentId ?? ''}` };
  }

  /** Who may look at it again: whoever logs it first, then the active staff. */
  async owners(): Promise<{ value: string; label: string }[]> {
    const { id, name } = currentActor();
    const others = await this.reader.all<{ value: string; label: string }>(sql`SELECT s.id AS value, s.display_name AS label FROM staff s WHERE s.state = 'active' AND s.id <> ${id} ORDER BY s.display_name`);
    return [{ value: id, label: `${name} (you)` }, ...others];
  }
}

function visible(): Sql {
  return sql`(c.location_id IS NULL OR ${within(scopeFor('contact.read'), sql`c.location_id`)})`;
}

function ofWhom({ payerIds, invoiceId, paymentId }: LogOf): Sql {
  if (invoiceId !== undefined) return sql`c.invoice_id = ${invoiceId}`;
  return paymentId === undefined ? sql`c.payer_id IN (${list(payerIds ?? [])})` : sql`c.payment_id = ${paymentId}`;
}

function named(row: LogEntry): LogEntry {
  return { ...row, channelName: CHANNEL_NAMES[row.channel] };
}
