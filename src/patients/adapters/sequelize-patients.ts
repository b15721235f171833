import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { Numbers } from '../../platform/numbers.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Patient } from '../domain/patient.js';
import { Patients, type NumberedPatient, type PayerStanding } from '../domain/patients.js';
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
      SELECT p.id AS id, CASE WHEN ${visible(scopeFor('patient.read'))} THEN 1 ELSE 0 END AS seen FROM patients p WHERE p.number = ${number}`);
    return found && { id: found.id, isVisible: found.seen === 1 };
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
