import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, Sql, sql, within } from '../../platform/database/sql.js';
import type { PartyKind } from '../domain/invoice-state.js';
import { conditions, draftConditions, type DraftFilter, type InvoiceFilter } from './invoice-conditions.js';

interface InvoiceItem {
  invoiceId: string;
  number: string;
  origin: string;
  patientId: string;
  patientName: string;
  locationName: string;
  postingDate: string;
  serviceDate: string;
  dueDate: string;
  chargeCents: number;
  openCents: number;
  state: string;
}

export interface DraftItem {
  draftId: string;
  version: number;
  locationId: string;
  state: string;
  reviewerName: string;
  reviewedAt: string | null;
  returnNote: string;
  patientId: string;
  patientName: string;
  locationName: string;
  startedOn: string;
  lineCount: number;
  chargeCents: number;
}

const PAGE = 25;
/** MariaDB reads backwards over the primary key instead of the location's invoices unless told; SQLite sees a comment. */
const BY_LOCATION = new Sql('/*! FORCE INDEX (ix_invoices_location) */', []);

@Injectable()
export class InvoiceListQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first in the order they were started; dates are posting dates. */
  async invoices(scope: Scope, filter: InvoiceFilter) {
    const hint = filter.locationId && !filter.number ? BY_LOCATION : sql``;
    const rows = await this.reader.all<InvoiceItem>(sql`
      SELECT i.id AS invoiceId, i.number AS number, i.origin AS origin, i.patient_id AS patientId, i.patient_name AS patientName, l.name AS locationName,
             i.posting_date AS postingDate, i.service_date AS serviceDate, i.due_date AS dueDate, i.charge_cents AS chargeCents, i.open_cents AS openCents, i.state AS state
      FROM invoices i ${hint} JOIN locations l ON l.id = i.location_id
      WHERE ${join([within(scope, sql`i.location_id`), ...conditions(filter)], ' AND ')} ORDER BY i.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    const open = await this.#openByParty(items.map((item) => item.invoiceId));
    return { items: items.map((item) => withProgress({ ...item, ...open(item.invoiceId) })), next: rows.length > PAGE ? items.at(-1)!.invoiceId : undefined };
  }

  /** Invoices in the making, by how far they are; newest first. */
  async drafts(scope: Scope, filter: DraftFilter) {
    const rows = await this.reader.all<DraftItem>(sql`
      SELECT d.id AS draftId, d.version AS version, d.patient_id AS patientId, CONCAT(p.last_name, ', ', p.first_name) AS patientName, d.location_id AS locationId, l.name AS locationName,
             d.started_on AS startedOn, d.state AS state, COALESCE(r.display_name, d.reviewed_by) AS reviewerName, d.reviewed_at AS reviewedAt, d.return_note AS returnNote,
             (SELECT COUNT(*) FROM draft_lines n WHERE n.draft_id = d.id) AS lineCount,
             (SELECT COALESCE(SUM(n.charge_cents), 0) FROM draft_lines n WHERE n.draft_id = d.id) AS chargeCents
      FROM invoice_drafts d JOIN locations l ON l.id = d.location_id JOIN patients p ON p.id = d.patient_id LEFT JOIN staff r ON r.id = d.reviewed_by
      WHERE ${join([within(scope, sql`d.location_id`), ...draftConditions(filter)], ' AND ')} ORDER BY d.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.draftId : undefined };
  }

  /** The chosen drafts as they stand now, in the order in which they were started, with the invoice where they are one already. */
  chosen(ids: readonly string[], scope: Scope) {
    return this.reader.all<{ draftId: string; version: number; state: string; locationId: string; locationName: string; patientName: string; chargeCents: number; number: string | null }>(sql`
      SELECT d.id AS draftId, d.version AS version, d.state AS state, d.location_id AS locationId, l.name AS locationName, CONCAT(p.last_name, ', ', p.first_name) AS patientName,
             (SELECT COALESCE(SUM(n.charge_cents), 0) FROM draft_lines n WHERE n.draft_id = d.id) AS chargeCents, i.number AS number
      FROM invoice_drafts d JOIN locations l ON l.id = d.location_id JOIN patients p ON p.id = d.patient_id LEFT JOIN invoices i ON i.id = d.id
      WHERE d.id IN (${list(ids)}) AND ${within(scope, sql`d.location_id`)} ORDER BY d.id`);
  }

  /** What each kind of party still owes and since when it is due, and whether anything was paid; one statement for the page. */
  async #openByParty(ids: readonly string[]) {
    const rows = ids.length === 0 ? [] : await this.reader.all<{ invoiceId: string; partyKind: PartyKind; openCents: number; paidCents: number; dueDate: string | null }>(sql`
      SELECT s.invoice_id AS invoiceId, s.party_kind AS partyKind, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents, SUM(s.paid_cents) AS paidCents,
             MIN(CASE WHEN s.charged_cents - s.paid_cents - s.adjusted_cents > 0 THEN COALESCE(s.due_date, i.due_date) END) AS dueDate
      FROM shares s JOIN invoices i ON i.id = s.invoice_id WHERE s.invoice_id IN (${list(ids)}) GROUP BY s.invoice_id, s.party_kind`);
    return (invoiceId: string) => {
      const own = rows.filter((row) => row.invoiceId === invoiceId);
      const of = (kind: PartyKind) => own.find((row) => row.partyKind === kind)?.openCents ?? 0;
      const due = (kind: PartyKind) => own.find((row) => row.partyKind === kind)?.dueDate ?? null;
      return {
        insurerOpenCents: of('insurer'), otherOpenCents: of('other'), patientOpenCents: of('patient'), insurerDue: due('insurer'), otherDue: due('other'), patientDue: due('patient'),
        isPartlyPaid: own.some(({ paidCents }) => paidCents > 0),
      };
    };
  }
}

/** How far it is paid: pending, partly paid, completed, or voided. */
function withProgress<T extends { state: string; isPartlyPaid: boolean }>(item: T): T & { progress: string } {
  const progress = item.state === 'open' ? (item.isPartlyPaid ? 'partly-paid' : 'pending') : item.state === 'settled' ? 'completed' : item.state;
  return { ...item, progress };
}
