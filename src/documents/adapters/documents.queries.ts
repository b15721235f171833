import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, join, limit, sql, within, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { NotFound } from '../../shared/domain-error.js';
import { plainWords } from '../../shared/plain-text.js';
import type { DocumentKind, DocumentPrintState, DocumentState } from '../domain/document-state.js';
import type { StatementHead, StatementSections } from '../domain/statement.js';
import type { SuperbillHead, SuperbillSections } from '../domain/superbill.js';

type Prints = Pick<DocumentPrintState, 'ordinal' | 'printedBy' | 'printedName' | 'printedOn' | 'reason'>[];
type Root = Omit<DocumentState, 'head' | 'kind'>;

export type ShownDocument =
  | { kind: 'statement'; document: Root; head: StatementHead; sections: StatementSections; prints: Prints }
  | { kind: 'superbill'; document: Root; head: SuperbillHead; sections: SuperbillSections; prints: Prints };

export interface DocumentFilter {
  kind?: DocumentKind | undefined;
  location?: string | undefined;
  /** Words of the recipient’s name. */
  recipient?: string | undefined;
  from?: CalendarDate | undefined;
  to?: CalendarDate | undefined;
  /** A guarantor’s or an invoice’s papers. */
  subject?: string | undefined;
  before?: string | undefined;
}

export interface DocumentItem {
  id: string;
  kind: DocumentKind;
  number: number;
  recipientName: string;
  locationName: string;
  issuedOn: CalendarDate;
  asOf: CalendarDate;
  amountCents: number;
  prints: number;
}

const PAGE = 25;

@Injectable()
export class DocumentsQueries {
  constructor(private readonly reader: Reader) {}

  async show(id: string, scope: Scope): Promise<ShownDocument> {
    const row = await this.reader.one<DocumentState>(sql`
      SELECT d.id AS id, d.version AS version, d.location_id AS locationId, d.kind AS kind, d.number AS number, d.subject_id AS subjectId, d.recipient_name AS recipientName, d.issuer_name AS issuerName,
             d.issuer_address AS issuerAddress, d.issuer_phone AS issuerPhone, d.issuer_tax_id AS issuerTaxId, d.issued_on AS issuedOn, d.from_day AS fromDay, d.as_of AS asOf, d.amount_cents AS amountCents, d.head AS head
      FROM documents d WHERE d.id = ${id} AND ${within(scope, sql`d.location_id`)}`);
    if (!row) throw new NotFound();
    const lines = await this.reader.all<{ section: string; content: string }>(sql`SELECT n.section AS section, n.content AS content FROM document_lines n WHERE n.document_id = ${id} ORDER BY n.section, n.position`);
    const prints = await this.reader.all<Prints[number]>(sql`
      SELECT x.ordinal AS ordinal, x.printed_by AS printedBy, x.printed_name AS printedName, x.printed_on AS printedOn, x.reason AS reason FROM document_prints x WHERE x.document_id = ${id} ORDER BY x.ordinal`);
    const of = <T>(section: string): T[] => lines.filter((line) => line.section === section).map(({ content }) => JSON.parse(content) as T);
    const { head, kind, ...document } = row;
    if (kind === 'statement') return { kind, document, head: JSON.parse(head) as StatementHead, sections: { entries: of('entries'), items: of('items') }, prints };
    return { kind, document, head: JSON.parse(head) as SuperbillHead, sections: { services: of('services'), payments: of('payments') }, prints };
  }

  /** The guarantor’s e-mail address: of a statement its subject’s, of an insurance receipt that of the invoice. */
  async addressOf(kind: DocumentKind, subjectId: string): Promise<string> {
    const guarantor = kind === 'statement' ? sql`${subjectId}` : sql`(SELECT i.guarantor_id FROM invoices i WHERE i.id = ${subjectId})`;
    const row = await this.reader.one<{ email: string }>(sql`
      SELECT g.email AS email FROM patients o JOIN patients g ON g.id = COALESCE(o.merged_into, o.id) WHERE o.id = ${guarantor}`);
    return row?.email ?? '';
  }

  /** Newest first. */
  async list(scope: Scope, filter: DocumentFilter): Promise<{ items: DocumentItem[]; next: string | undefined }> {
    const { kind, location, recipient, from, to, subject, before } = filter;
    const given: [unknown, Sql][] = [
      [kind, sql`d.kind = ${kind ?? ''}`], [location, sql`+d.location_id = ${location ?? ''}`], [subject, sql`d.subject_id = ${subject ?? ''}`],
      [recipient, sql`LOWER(d.recipient_name) LIKE ${`%${plainWords(recipient ?? '').replace(/[!%_]/g, (sign) => `!${sign}`)}%`} ESCAPE '!'`],
      [from, sql`d.issued_on >= ${from ?? ''}`], [to, sql`d.issued_on <= ${to ?? ''}`], [before, sql`d.id < ${before ?? ''}`],
    ];
    const rows = await this.reader.all<DocumentItem>(sql`
      SELECT d.id AS id, d.kind AS kind, d.number AS number, d.recipient_name AS recipientName, l.name AS locationName, d.issued_on AS issuedOn, d.as_of AS asOf, d.amount_cents AS amountCents,
             (SELECT COUNT(*) FROM document_prints x WHERE x.document_id = d.id) AS prints
      FROM documents d JOIN locations l ON l.id = +d.location_id
      WHERE ${join([alsoWithin(scope, sql`d.location_id`), ...given.flatMap(([value, condition]) => (value ? [condition] : []))], ' AND ')} ORDER BY d.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.id : undefined };
  }
}
