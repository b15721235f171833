import { Model } from 'sequelize-typescript';
import { Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AlertKind, CopayKind, CopayWhose, CoverageState, PatientAlertState, PatientLocationState, PatientState, Repay } from '../domain/patient-state.js';

@TableOf('patients')
export class PatientRow extends Model implements PatientState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare number: string;
  @Text() declare lastName: string;
  @Text() declare firstName: string;
  @Key() declare searchName: string;
  @Day() declare birthDate: string;
  @Text() declare phone: string;
  @Text() declare email: string;
  @Text() declare address: string;
  @Id() declare guarantorId: string;
  @Id({ nullable: true }) declare mergedInto: string | null;
}

@TableOf('patient_locations')
export class PatientLocationRow extends Model implements PatientLocationState {
  @Id() declare id: string;
  @Id() declare patientId: string;
  @Id() declare locationId: string;
}

@TableOf('coverages')
export class CoverageRow extends Model implements CoverageState {
  @Id() declare id: string;
  @Id() declare patientId: string;
  @Id() declare payerId: string;
  @Whole() declare sequence: number;
  @Key() declare repay: Repay;
  @Text() declare memberId: string;
  @Key() declare memberKey: string;
  @Text() declare groupNumber: string;
  @Key() declare copayKind: CopayKind;
  @Whole() declare copayValue: number;
  @Key() declare copayWhose: CopayWhose;
  @Day() declare validFrom: string;
  @Day({ nullable: true }) declare validTo: string | null;
}

@TableOf('patient_alerts')
export class PatientAlertRow extends Model implements PatientAlertState {
  @Id() declare id: string;
  @Id() declare patientId: string;
  @Key() declare kind: AlertKind;
  @Text() declare text: string;
  @Day() declare validFrom: string;
  @Day({ nullable: true }) declare validUntil: string | null;
  @Text() declare setByName: string;
  @Day() declare setOn: string;
  @Day({ nullable: true }) declare endedOn: string | null;
  @Text() declare endedByName: string;
}
