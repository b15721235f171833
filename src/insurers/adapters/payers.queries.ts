import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { plainWords } from '../../shared/plain-text.js';
import { PAYER_KIND_NAMES, type PayerKind } from '../domain/payer-state.js';

export interface PayerSummary {
  payerId: string;
  name: string;
  kind: PayerKind;
  /** The payer itself, or the one it was merged into: new work goes there. */
  rootId: string;
  termsDays: number | null;
  /** An inactive one is not offered for new work. */
  state: 'active' | 'inactive';
}

export interface PayerFilter {
  find?: string;
  kind?: string;
  state?: string;
  after?: string;
}

export interface PayerItem {
  payerId: string;
  name: string;
  nameKey: string;
  kind: PayerKind;
  kindName: string;
  payerRef: string;
  phone: string;
  termsDays: number | null;
  state: 'active' | 'inactive';
  mergedInto: string | null;
}

interface PayerPage {
  payerId: string;
  version: number;
  name: string;
  kind: PayerKind;
  payerRef: string;
  address: string;
  phone: string;
  termsDays: number | null;
  claimGuidelines: string;
  claimAddress: string;
  filingLimitDays: number | null;
  answerDays: number | null;
  notes: string;
  state: 'active' | 'inactive';
  mergedInto: string | null;
  mergedName: string | null;
}

export interface ContactItem {
  contactId: string;
  role: string;
  name: string;
  phone: string;
  fax: string;
  email: string;
  hours: string;
}

export interface PaymentItem {
  paymentId: string;
  number: number;
  reference: string;
  method: string;
  paymentDate: string;
  postingDate: string;
  amountCents: number;
  unappliedCents: number;
  state: string;
  locationName: string;
}

export interface Paged<T> {
  items: T[];
  /** Where the next page starts; undefined at the end. */
  next: string | undefined;
}

const PAGE = 25;
const SUMMARY = sql`SELECT p.id AS payerId, p.name AS name, p.kind AS kind, COALESCE(p.merged_root, p.id) AS rootId, p.terms_days AS termsDays, p.state AS state FROM payers p`;

/** Payers belong to the organization: every location works with the same ones. */
@Injectable()
export class PayersQueries {
  constructor(private readonly reader: Reader) {}

  async get(id: string): Promise<PayerSummary | undefined> {
    return this.reader.one<PayerSummary>(sql`${SUMMARY} WHERE p.id = ${id}`);
  }

  /** A payer with the ids of all records that are the same payer, in one read: a posting has few to spend. */
  async withGroup(id: string): Promise<{ payer: PayerSummary; group: string[] } | undefined> {
    const rows = await this.reader.all<PayerSummary>(sql`${SUMMARY} JOIN payers o ON p.id = COALESCE(o.merged_root, o.id) OR p.merged_root = COALESCE(o.merged_root, o.id) WHERE o.id = ${id}`);
    const payer = rows.find(({ payerId }) => payerId === id);
    return payer && { payer, group: rows.map(({ payerId }) => payerId) };
  }

  /** Ids of all records that are the same payer as this one, the root first; none for an id that is no payer's. */
  async group(id: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM payers o JOIN payers p ON p.id = COALESCE(o.merged_root, o.id) OR p.merged_root = COALESCE(o.merged_root, o.id)
      WHERE o.id = ${id} ORDER BY CASE WHEN p.merged_root IS NULL THEN 0 ELSE 1 END, p.id`);
    return rows.map((row) => row.id);
  }

  async isInUse(id: string): Promise<boolean> {
    const row = await this.reader.one<{ used: number }>(sql`
      SELECT CASE WHEN EXISTS (SELECT 1 FROM shares s WHERE s.payer_id = ${id}) OR EXISTS (SELECT 1 FROM payments y WHERE y.payer_id = ${id}) THEN 1 ELSE 0 END AS used`);
    return row?.used === 1;
  }

  /** In the order of their names, inactive ones too; merged ones are left out. */
  async all(): Promise<PayerSummary[]> {
    return this.reader.all<PayerSummary>(sql`${SUMMARY} WHERE p.merged_into IS NULL ORDER BY p.name_key, p.id`);
  }

  async byName(name: string): Promise<PayerSummary | undefined> {
    return this.reader.one<PayerSummary>(sql`${SUMMARY} WHERE p.name_key = ${plainWords(name)}`);
  }

  async find(filter: PayerFilter): Promise<Paged<PayerItem>> {
    const conditions = [...wordConditions(filter.find ?? ''), ...(filter.kind ? [sql`p.kind = ${filter.kind}`] : []), ...(filter.state ? [sql`p.state = ${filter.state} AND p.merged_into IS NULL`] : []), ...afterName(filter.after)];
    const rows = await this.reader.all<PayerItem>(sql`
      SELECT p.id AS payerId, p.name AS name, p.name_key AS nameKey, p.kind AS kind, p.payer_ref AS payerRef, p.phone AS phone,
             p.terms_days AS termsDays, p.state AS state, p.merged_into AS mergedInto
      FROM payers p WHERE ${join([sql`1 = 1`, ...conditions], ' AND ')} ORDER BY p.name_key, p.id ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, kindName: PAYER_KIND_NAMES[row.kind] }));
    const last = items.at(-1);
    return { items, next: rows.length > PAGE && last ? `${last.nameKey}~${last.payerId}` : undefined };
  }

  /** `details`, or the sentence that there is no such record. */
  async known(id: string) {
    const payer = await this.details(id);
    if (!payer) throw new NotFound();
    return payer;
  }

  async details(id: string) {
    const row = await this.reader.one<PayerPage>(sql`
      SELECT p.id AS payerId, p.version AS version, p.name AS name, p.kind AS kind, p.payer_ref AS payerRef, p.address AS address, p.phone AS phone,
             p.terms_days AS termsDays, p.claim_guidelines AS claimGuidelines, p.claim_address AS claimAddress, p.filing_limit_days AS filingLimitDays, p.answer_days AS answerDays, p.notes AS notes,
             p.state AS state, p.merged_into AS mergedInto, m.name AS mergedName
      FROM payers p LEFT JOIN payers m ON m.id = p.merged_into WHERE p.id = ${id}`);
    return row && { ...row, kindName: PAYER_KIND_NAMES[row.kind] };
  }

  async contacts(payerId: string): Promise<ContactItem[]> {
    return this.reader.all<ContactItem>(sql`
      SELECT c.id AS contactId, c.role AS role, c.name AS name, c.phone AS phone, c.fax AS fax, c.email AS email, c.hours AS hours
      FROM payer_contacts c WHERE c.payer_id = ${payerId} ORDER BY c.id`);
  }

  /** What this payer, under any of its records, sent to the caller's locations, newest first. */
  async payments(group: readonly string[], scope: Scope, before?: string): Promise<Paged<PaymentItem>> {
    const rows = await this.reader.all<PaymentItem>(sql`
      SELECT y.id AS paymentId, y.number AS number, y.reference AS reference, y.method AS method, y.payment_date AS paymentDate, y.posting_date AS postingDate,
             y.amount_cents AS amountCents, y.unapplied_cents AS unappliedCents, y.state AS state, l.name AS locationName
      FROM payments y JOIN locations l ON l.id = y.location_id
      WHERE y.payer_id IN (${list(group)}) AND ${within(scope, sql`y.location_id`)} ${before ? sql`AND y.id < ${before}` : sql``}
      ORDER BY y.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)?.paymentId : undefined };
  }
}

/** Every typed word begins some word of the name. */
function wordConditions(find: string): Sql[] {
  return plainWords(find).split(' ').filter(Boolean).map((word) => sql`(p.name_key LIKE ${`${word}%`} OR p.name_key LIKE ${`% ${word}%`})`);
}

function afterName(cursor: string | undefined): Sql[] {
  const [nameKey, id] = (cursor ?? '').split('~');
  if (!nameKey || !id) return [];
  return [sql`p.name_key >= ${nameKey} AND (p.name_key > ${nameKey} OR p.id > ${id})`];
}
