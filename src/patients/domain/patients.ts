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

/** The patients, as the use cases need them. */
export abstract class Patients {
  abstract one(id: string): Promise<Patient>;
  abstract add(patient: Patient): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(patient: Patient, version: number | undefined): Promise<void>;
  abstract nextFreeNumber(): Promise<string>;
  abstract byNumber(number: string): Promise<NumberedPatient | undefined>;
  abstract isRegisteredAt(patientId: string, locationId: string): Promise<boolean>;
  abstract payer(payerId: string): Promise<PayerStanding | undefined>;
}
