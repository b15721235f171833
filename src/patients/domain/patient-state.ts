import type { RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';

export type Repay = 'direct' | 'reimburse';
export type CopayKind = 'none' | 'percent' | 'amount';
export type CopayWhose = 'patient' | 'insurer';

export interface PatientState {
  id: string;
  version: number;
  number: string;
  lastName: string;
  firstName: string;
  /** Last and first name as they are searched. */
  searchName: string;
  birthDate: CalendarDate;
  phone: string;
  email: string;
  address: string;
  /** Who owes the patient's part: the patient, or another patient such as a parent. */
  guarantorId: string;
  mergedInto: string | null;
}

export interface PatientLocationState {
  id: string;
  patientId: string;
  locationId: string;
}

export interface CoverageState {
  id: string;
  patientId: string;
  payerId: string;
  /** 1 primary, 2 secondary, 3 tertiary. */
  sequence: number;
  /** Whether the insurer pays the clinic, or repays the patient. */
  repay: Repay;
  memberId: string;
  memberKey: string;
  groupNumber: string;
  copayKind: CopayKind;
  /** Basis points of a percent, cents of an amount, otherwise 0. */
  copayValue: number;
  /** Whether the co-pay names the patient's part, or the insurer's. */
  copayWhose: CopayWhose;
  validFrom: CalendarDate;
  validTo: CalendarDate | null;
}

export type AlertKind = 'alert' | 'reminder';

export interface PatientAlertState {
  id: string;
  patientId: string;
  kind: AlertKind;
  text: string;
  validFrom: CalendarDate;
  validUntil: CalendarDate | null;
  setByName: string;
  setOn: CalendarDate;
  /** Taken down before its last day, or without one. */
  endedOn: CalendarDate | null;
  endedByName: string;
}

export interface PatientRows extends RowSet {
  root: PatientState;
  locations: PatientLocationState[];
  coverages: CoverageState[];
  alerts: PatientAlertState[];
}
