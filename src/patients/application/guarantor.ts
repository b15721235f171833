import { patientNumber } from '../domain/patient.js';
import type { Patients } from '../domain/patients.js';
import { UnknownGuarantor } from '../domain/refusals.js';

/**
 * The patient a typed number stands for; nothing typed means that the patient owes their own part.
 * @param kept the guarantor so far, who may stay even where the one who acts cannot see them
 */
export async function guarantorByNumber(patients: Patients, typed: string | undefined, kept?: string): Promise<string | null> {
  if (!typed?.trim()) return null;
  const number = patientNumber(typed);
  const found = await patients.byNumber(number);
  if (!found || (!found.isVisible && found.id !== kept)) throw new UnknownGuarantor(number);
  return found.id;
}
