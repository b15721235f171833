import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql } from '../../platform/database/sql.js';
import { Numbers } from '../../platform/numbers.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Patient, searchNameOf } from '../domain/patient.js';
import { Patients, type IdentityMatch, type NumberedPatient, type PatientIdentity, type PayerStanding } from '../domain/patients.js';
import { PatientNumberTaken } from '../domain/refusals.js';
import { CoverageRow, PatientAlertRow, PatientLocationRow, PatientRow } from './patient.rows.js';
import { visible } from './visible.js';

export const patientMap = aggregateMap<Patient>({
  type: 'patient',
  root: PatientRow,
  children: { locations: PatientLocationRow, coverages: CoverageRow, alerts: PatientAlertRow },
  parent: 'patientId',
  from: Patient.from,
  locations: (state) => state.locations.map((location) => location.locationId),
  constraints: { uq_patients_number: (state) => new PatientNumberTaken(state.root.number) },
});

@Injectable()
export class SequelizePatients extends Patients {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly numbers: Numbers,
  ) {
    super();
  }

  override one(id: string): Promise<Patient> {
    return this.unit.one(patientMap, id);
  }

  override load(ids: readonly string[]): Promise<Patient[]> {
    return this.unit.load(patientMap, ids);
  }

  override async hasMerged(patientId: string): Promise<boolean> {
    return (await this.reader.one(sql`SELECT p.id AS id FROM patients p WHERE p.merged_into = ${patientId} ${limit(1)}`)) !== undefined;
  }

  override add(patient: Patient): void {
    this.unit.add(patientMap, patient);
  }

  override async expectVersion(patient: Patient, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(patientMap as unknown as AggregateMap, patient, version);
  }

  /** Numbers brought along by an import may lie in the way; those are passed over. */
  override async nextFreeNumber(): Promise<string> {
    for (;;) {
      const number = String(this.numbers.next('patient'));
      const taken = await this.reader.one(sql`SELECT id FROM patients WHERE number = ${number}`);
      if (!taken) return number;
    }
  }

  override async byNumber(number: string): Promise<NumberedPatient | undefined> {
    const found = await this.reader.one<{ id: string; seen: number }>(sql`
      SELECT p.id AS id, CASE WHEN ${visible(scopeFor('patient.read'))} THEN 1 ELSE 0 END AS seen
      FROM patients n JOIN patients p ON p.id = COALESCE(n.merged_into, n.id) WHERE n.number = ${number}`);
    return found && { id: found.id, isVisible: found.seen === 1 };
  }

  override async matching({ lastName, firstName, birthDate, number = '' }: PatientIdentity): Promise<IdentityMatch[]> {
    const [name, typed] = [searchNameOf(lastName, firstName), number.trim().toUpperCase()];
    const found = await this.reader.all<Omit<IdentityMatch, 'isByNumber' | 'isVisible'> & { byNumber: number; seen: number }>(sql`
      SELECT p.id AS id, CONCAT(p.last_name, ', ', p.first_name) AS name, p.number AS number, CASE WHEN n.number = ${typed} THEN 1 ELSE 0 END AS byNumber,
             CASE WHEN ${visible(scopeFor('patient.read'))} THEN 1 ELSE 0 END AS seen
      FROM patients n JOIN patients p ON p.id = COALESCE(n.merged_into, n.id)
      WHERE n.number = ${typed} OR (n.birth_date = ${birthDate} AND n.search_name = ${name}) ORDER BY byNumber DESC, seen DESC, p.id`);
    return found.map(({ byNumber, seen, ...match }) => ({ ...match, isByNumber: byNumber === 1, isVisible: seen === 1 }));
  }

  override async locationsOf(patientId: string): Promise<string[]> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT v.location_id AS id FROM patient_locations v WHERE v.patient_id = ${patientId} ORDER BY v.location_id`);
    return rows.map(({ id }) => id);
  }

  override async rootOf(patientId: string): Promise<string> {
    const row = await this.reader.one<{ id: string }>(sql`SELECT COALESCE(p.merged_into, p.id) AS id FROM patients p WHERE p.id = ${patientId}`);
    return row?.id ?? patientId;
  }

  override async isRegisteredAt(patientId: string, locationId: string): Promise<boolean> {
    const row = await this.reader.one(sql`SELECT id FROM patient_locations WHERE patient_id = ${patientId} AND location_id = ${locationId}`);
    return row !== undefined;
  }

  override payer(payerId: string): Promise<PayerStanding | undefined> {
    return this.reader.one<PayerStanding>(sql`
      SELECT p.name AS name, r.name AS mergedIntoName, p.state AS state FROM payers p LEFT JOIN payers r ON r.id = p.merged_into WHERE p.id = ${payerId}`);
  }
}
