import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, limit, sql, type Sql, within } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { visible } from './visible.js';

export interface FamilyMember {
  patientId: string;
  name: string;
  number: string;
  birthDate: CalendarDate;
  isGuarantor: boolean;
  patientCents: number;
  payersCents: number;
  creditCents: number;
}

export interface Family {
  members: FamilyMember[];
  /** Guarantors of earlier invoices who still owe a part of the patient's: a new guarantor does not take that over. */
  earlier: { patientId: string; name: string; openCents: number }[];
}

interface Row extends Omit<FamilyMember, 'isGuarantor'> {
  kind: 'member' | 'earlier';
}

const MOST = 30;

/** Everyone whose part the same person owes, with what is open; one statement. It begins with the family: neither with everybody who is not merged, nor with every open invoice. */
@Injectable()
export class FamilyQueries {
  constructor(private readonly reader: Reader) {}

  async of({ patientId, guarantorId }: { patientId: string; guarantorId: string }): Promise<Family> {
    const [whole, own] = [scopeFor('ledger.read'), scopeFor('patient.read')];
    const rows = await this.reader.all<Row>(sql`
      SELECT 'member' AS kind, p.id AS patientId, CONCAT(p.last_name, ', ', p.first_name) AS name, p.number AS number, p.birth_date AS birthDate,
             COALESCE(SUM(CASE WHEN e.account_code = '1110' AND ${within(own, sql`e.location_id`)} THEN e.amount_cents ELSE 0 END), 0) AS patientCents,
             COALESCE(SUM(CASE WHEN e.account_code IN ('1100', '1120') AND ${within(whole, sql`e.location_id`)} THEN e.amount_cents ELSE 0 END), 0) AS payersCents,
             COALESCE(SUM(CASE WHEN e.account_code = '2110' AND ${within(own, sql`e.location_id`)} THEN -e.amount_cents ELSE 0 END), 0) AS creditCents
      FROM (${recordsOwedBy(guarantorId)}) f LEFT JOIN patients p ON p.id = f.id LEFT JOIN entries e ON e.patient_id = f.record
      WHERE COALESCE(p.id, '') <> '' AND COALESCE(p.merged_into, '') = '' AND ${visible(own)}
      GROUP BY p.id, p.last_name, p.first_name, p.number, p.birth_date
      UNION ALL
      SELECT 'earlier', g.id, CONCAT(g.last_name, ', ', g.first_name), g.number, g.birth_date, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0, 0
      FROM (SELECT c.id AS id FROM patients c WHERE c.id = ${patientId} UNION SELECT c.id FROM patients c WHERE c.merged_into = ${patientId}) r
      JOIN invoices i ON i.patient_id = r.id AND +i.state = 'open' JOIN shares s ON s.invoice_id = i.id AND s.party_kind = 'patient'
      JOIN patients b ON b.id = s.guarantor_id JOIN patients g ON g.id = COALESCE(b.merged_into, b.id)
      WHERE g.id <> ${guarantorId} AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)}
      GROUP BY g.id, g.last_name, g.first_name, g.number, g.birth_date
      HAVING SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) > 0
      ORDER BY kind, name, patientId ${limit(MOST)}`);
    return {
      members: rows.filter(({ kind }) => kind === 'member').map(({ kind: _, ...row }) => ({ ...row, isGuarantor: row.patientId === guarantorId })),
      earlier: rows.filter(({ kind }) => kind === 'earlier').map(({ patientId: id, name, patientCents }) => ({ patientId: id, name, openCents: patientCents })),
    };
  }
}

/** Each of the family with every record that became theirs. The outer joins keep the order: with the records merged into somebody, engines guess wrong how many there are. */
function recordsOwedBy(guarantorId: string): Sql {
  return sql`SELECT q.id AS id, q.id AS record FROM patients q WHERE q.guarantor_id = ${guarantorId}
    UNION SELECT q.id, s.id FROM patients q LEFT JOIN patients s ON s.merged_into = q.id WHERE q.guarantor_id = ${guarantorId}
    UNION SELECT q.id, q.id FROM patients m JOIN patients q ON q.guarantor_id = m.id WHERE m.merged_into = ${guarantorId}
    UNION SELECT q.id, s.id FROM patients m JOIN patients q ON q.guarantor_id = m.id LEFT JOIN patients s ON s.merged_into = q.id WHERE m.merged_into = ${guarantorId}
    UNION SELECT c.id, c.id FROM patients c WHERE c.id = ${guarantorId}
    UNION SELECT c.merged_into, c.id FROM patients c WHERE c.merged_into = ${guarantorId}`;
}
