import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export interface AskedRequest {
  requestId: string;
  /** As it was typed by the one who asked. */
  name: string;
  birthDate: CalendarDate;
  locationName: string;
  note: string;
  askedByName: string;
  askedOn: CalendarDate;
  state: 'open' | 'granted' | 'declined';
  decidedByName: string;
  decidedOn: CalendarDate | null;
  declinedBecause: string;
  /** Known to those who may open it. */
  patientId: string | null;
}

export interface RequestToDecide extends AskedRequest {
  patientId: string;
  patientName: string;
  patientNumber: string;
}

const PAGE = 25;
const TYPED = sql`
  r.id AS requestId, CONCAT(r.last_name, ', ', r.first_name) AS name, r.birth_date AS birthDate, l.name AS locationName, r.note AS note, r.asked_by_name AS askedByName, r.asked_on AS askedOn,
  r.state AS state, r.decided_by_name AS decidedByName, r.decided_on AS decidedOn, r.declined_because AS declinedBecause`;

@Injectable()
export class AccessRequestsQueries {
  constructor(private readonly reader: Reader) {}

  /** Open ones for patients of the locations where the caller decides; oldest first. */
  toDecide(): Promise<RequestToDecide[]> {
    return this.reader.all<RequestToDecide>(sql`
      SELECT ${TYPED}, p.id AS patientId, CONCAT(p.last_name, ', ', p.first_name) AS patientName, p.number AS patientNumber
      FROM access_requests r JOIN locations l ON l.id = r.location_id JOIN patients p ON p.id = r.patient_id
      WHERE r.state = 'open' AND EXISTS (SELECT 1 FROM access_request_holders h WHERE h.request_id = r.id AND ${within(scopeFor('patient.grant-access'), sql`h.location_id`)})
      ORDER BY r.id ${limit(PAGE)}`);
  }

  /** What the caller's own locations asked for, newest first: only what was typed there, until access is granted. */
  async asked(before?: string): Promise<{ items: AskedRequest[]; next: string | undefined }> {
    const rows = await this.reader.all<AskedRequest>(sql`
      SELECT ${TYPED}, CASE WHEN r.state = 'granted' THEN r.patient_id END AS patientId
      FROM access_requests r JOIN locations l ON l.id = r.location_id
      WHERE ${within(scopeFor('patient.edit'), sql`r.location_id`)} ${before ? sql`AND r.id < ${before}` : sql``} ORDER BY r.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.requestId : undefined };
  }
}
