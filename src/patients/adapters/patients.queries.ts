import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, sql, within, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { SEQUENCE_NAMES } from '../domain/coverage.js';
import type { CopayKind, CopayWhose, Repay } from '../domain/patient-state.js';
import { findTerms, type FindTerms } from './find-terms.js';
import { visible } from './visible.js';

export interface PatientSummary {
  patientId: string;
  /** This record and those merged into it: what was posted to any of them is the patient's. */
  recordIds: string[];
  merged: { patientId: string; number: string }[];
  version: number;
  number: string;
  lastName: string;
  firstName: string;
  /** `Hartwell, Amelia` */
  name: string;
  birthDate: CalendarDate;
  phone: string;
  email: string;
  address: string;
  guarantorId: string;
  guarantorName: string;
  guarantorNumber: string;
}

export interface ActiveCoverage {
  coverageId: string;
  payerId: string;
  payerName: string;
  sequence: number;
  repay: Repay;
  copayKind: CopayKind;
  copayValue: number;
  copayWhose: CopayWhose;
}

export interface CoverageItem extends ActiveCoverage {
  payerKind: string;
  memberId: string;
  groupNumber: string;
  /** 0 for a coverage of a record that was merged into this one. */
  isOwn: number;
  validFrom: CalendarDate;
  validTo: CalendarDate | null;
}

export interface PatientItem {
  patientId: string;
  number: string;
  name: string;
  birthDate: CalendarDate;
  phone: string;
  payerName: string | null;
  sortKey: string;
}

const PAGE = 25;
const NAME = sql`CONCAT(p.last_name, ', ', p.first_name)`;
const COVERAGE = sql`
  c.id AS coverageId, y.id AS payerId, y.name AS payerName, c.sequence AS sequence, c.repay AS repay,
  c.copay_kind AS copayKind, c.copay_value AS copayValue, c.copay_whose AS copayWhose`;

@Injectable()
export class PatientsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** A record that was merged into another one leads to that one. */
  async summary(id: string, scope: Scope): Promise<PatientSummary | undefined> {
    const row = await this.reader.one<Omit<PatientSummary, 'recordIds' | 'merged'> & { mergedRecords: string | null }>(sql`
      SELECT p.id AS patientId, (SELECT GROUP_CONCAT(CONCAT(m.id, ':', m.number)) FROM patients m WHERE m.merged_into = p.id) AS mergedRecords, p.version AS version, p.number AS number, p.last_name AS lastName, p.first_name AS firstName, ${NAME} AS name,
             p.birth_date AS birthDate, p.phone AS phone, p.email AS email, p.address AS address, g.id AS guarantorId,
             CONCAT(g.last_name, ', ', g.first_name) AS guarantorName, g.number AS guarantorNumber
      FROM patients p JOIN patients b ON b.id = p.guarantor_id JOIN patients g ON g.id = COALESCE(b.merged_into, b.id)
      WHERE p.id = COALESCE((SELECT m.merged_into FROM patients m WHERE m.id = ${id}), ${id}) AND ${visible(scope)}`);
    if (!row) return undefined;
    const { mergedRecords, ...summary } = row;
    const merged = (mergedRecords?.split(',') ?? []).map((record) => ({ patientId: record.split(':')[0]!, number: record.split(':')[1]! }));
    return { ...summary, merged, recordIds: [summary.patientId, ...merged.map(({ patientId }) => patientId)] };
  }

  /** Ids of all records that are this person, the one that stands for them first; none for an id that is no patient's. */
  async group(id: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT p.id AS id FROM patients o JOIN patients p ON p.id = COALESCE(o.merged_into, o.id) OR p.merged_into = COALESCE(o.merged_into, o.id)
      WHERE o.id = ${id} ORDER BY CASE WHEN p.merged_into IS NULL THEN 0 ELSE 1 END, p.id`);
    return rows.map((row) => row.id);
  }

  async byNumber(number: string, scope: Scope): Promise<{ patientId: string } | undefined> {
    return this.reader.one<{ patientId: string }>(sql`
      SELECT p.id AS patientId FROM patients p WHERE p.number = ${number.trim().toUpperCase()} AND ${visible(scope)}`);
  }

  /** What covers the patient on a day, in the order in which payers are asked. */
  async activeCoverages(patientId: string, onDate: CalendarDate): Promise<ActiveCoverage[]> {
    return this.reader.all<ActiveCoverage>(sql`
      SELECT ${COVERAGE} FROM coverages c JOIN payers o ON o.id = c.payer_id JOIN payers y ON y.id = COALESCE(o.merged_root, o.id)
      WHERE c.patient_id IN (${records(patientId)}) AND c.valid_from <= ${onDate} AND (c.valid_to IS NULL OR c.valid_to >= ${onDate})
      ORDER BY c.sequence, c.valid_from DESC, c.id`);
  }

  async coverages(patientId: string): Promise<CoverageItem[]> {
    return this.reader.all<CoverageItem>(sql`
      SELECT ${COVERAGE}, y.kind AS payerKind, c.member_id AS memberId, c.group_number AS groupNumber, c.valid_from AS validFrom, c.valid_to AS validTo, CASE WHEN c.patient_id = ${patientId} THEN 1 ELSE 0 END AS isOwn
      FROM coverages c JOIN payers y ON y.id = c.payer_id WHERE c.patient_id IN (${records(patientId)})
      ORDER BY c.sequence, c.valid_from DESC, c.id`);
  }

  /** Names of the caller's locations at which the patient is registered. */
  async locationNames(patientId: string, scope: Scope): Promise<string[]> {
    const rows = await this.reader.all<{ name: string }>(sql`
      SELECT l.name AS name FROM patient_locations v JOIN locations l ON l.id = v.location_id
      WHERE v.patient_id = ${patientId} AND ${within(scope, sql`v.location_id`)} ORDER BY l.name`);
    return rows.map((row) => row.name);
  }

  /** By name, number or birth date, or several of them; numbers in their order, otherwise by name. */
  async find(typed: string, scope: Scope, after?: string): Promise<{ items: PatientItem[]; next: string | undefined }> {
    const terms = findTerms(typed, Number(this.clock.now().slice(0, 4)));
    const order = terms.number === undefined ? sql`p.search_name` : sql`p.number`;
    const conditions = [sql`COALESCE(p.merged_into, '') = ''`, visible(scope), ...termConditions(terms), ...afterKey(order, after)];
    const rows = await this.reader.all<PatientItem>(sql`
      SELECT p.id AS patientId, p.number AS number, ${NAME} AS name, p.birth_date AS birthDate, p.phone AS phone, ${order} AS sortKey,
             (SELECT MIN(y.name) FROM coverages c JOIN payers y ON y.id = c.payer_id WHERE c.patient_id = p.id AND c.sequence = 1 AND c.valid_to IS NULL) AS payerName
      FROM patients p WHERE ${join(conditions, ' AND ')} ORDER BY ${order}, p.id ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    const last = items.at(-1);
    return { items, next: rows.length > PAGE && last ? `${last.sortKey}~${last.patientId}` : undefined };
  }
}

/** A patient's record and those merged into it. */
function records(patientId: string): Sql {
  return sql`SELECT r.id FROM patients r WHERE r.id = ${patientId} OR r.merged_into = ${patientId}`;
}

export function sequenceName(sequence: number): string {
  const name = SEQUENCE_NAMES[sequence] ?? 'further';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Every typed word begins some word of the name. */
function termConditions({ words, number, birthDate }: FindTerms): Sql[] {
  return [
    ...words.map((word) => sql`(p.search_name LIKE ${`${word}%`} OR p.search_name LIKE ${`% ${word}%`})`),
    ...(number === undefined ? [] : [sql`(p.number LIKE ${`${number}%`} OR p.id IN (SELECT n.merged_into FROM patients n WHERE n.number = ${number}))`]),
    ...(birthDate === undefined ? [] : [sql`p.birth_date = ${birthDate}`]),
  ];
}

function afterKey(order: Sql, cursor: string | undefined): Sql[] {
  const [key, id] = (cursor ?? '').split('~');
  if (!key || !id) return [];
  return [sql`${order} >= ${key} AND (${order} > ${key} OR p.id > ${id})`];
}
