import type { Patient } from './patient.js';

/** A payer as far as a coverage cares: what it is called and what it became. */
export interface PayerStanding {
  name: string;
  mergedIntoName: string | null;
  state: 'active' | 'inactive';
}

export interface NumberedPatient {
  id: string;
  /** Whether the one who acts may know of this patient. */
  isVisible: boolean;
}

/** By what a person is told from others over the whole organization. */
export interface PatientIdentity {
  lastName: string;
  firstName: string;
  birthDate: string;
  number?: string | undefined;
}

export interface IdentityMatch {
  /** The record that stands for the person, should the matching one have been merged. */
  id: string;
  name: string;
  number: string;
  /** Whether the number matched; otherwise name and birth date did. */
  isByNumber: boolean;
  /** Whether the one who acts may know of this patient. */
  isVisible: boolean;
}

/** The patients, as the use cases need them. */
export abstract class Patients {
  abstract one(id: string): Promise<Patient>;
  /** Locked together, in the order of `ids`. */
  abstract load(ids: readonly string[]): Promise<Patient[]>;
  /** Whether other records were merged into it. */
  abstract hasMerged(patientId: string): Promise<boolean>;
  abstract add(patient: Patient): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(patient: Patient, version: number | undefined): Promise<void>;
  abstract nextFreeNumber(): Promise<string>;
  abstract byNumber(number: string): Promise<NumberedPatient | undefined>;
  /** Exact matches anywhere in the organization: by name and birth date, or by number. */
  abstract matching(identity: PatientIdentity): Promise<IdentityMatch[]>;
  abstract locationsOf(patientId: string): Promise<string[]>;
  /** The record it was merged into, or itself. */
  abstract rootOf(patientId: string): Promise<string>;
  abstract isRegisteredAt(patientId: string, locationId: string): Promise<boolean>;
  abstract payer(payerId: string): Promise<PayerStanding | undefined>;
}
