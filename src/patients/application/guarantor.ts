import { Injectable } from '@nestjs/common';
import { TextField, DateField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Patient, patientNumber } from '../domain/patient.js';
import { Patients } from '../domain/patients.js';
import { GuarantorIncomplete, TwoGuarantors, UnknownGuarantor } from '../domain/refusals.js';
import { LocalDay } from './local-day.js';
import { refuseKnownGuarantor } from './same-person.js';

/** Who owes the patient's part, as a form names it: nobody (the patient), somebody registered, or somebody to be registered with it. */
export class GuarantorFields {
  /** Number of the patient who owes this one's part; empty: the patient. */
  @TextField({ label: 'Guarantor', most: 20, optional: true }) guarantorNumber?: string;
  @TextField({ label: 'Guarantor’s last name', most: 80, optional: true }) newGuarantorLastName?: string;
  @TextField({ label: 'Guarantor’s first name', most: 80, optional: true }) newGuarantorFirstName?: string;
  @DateField({ label: 'Guarantor’s birth date', optional: true }) newGuarantorBirthDate?: string;
  @TextField({ label: 'Guarantor’s phone', most: 40, optional: true }) newGuarantorPhone?: string;
}

/** The patient a typed number stands for; nothing typed means that the patient owes their own part. */
export async function guarantorByNumber(patients: Patients, typed: string | undefined, kept?: string): Promise<string | null> {
  if (!typed?.trim()) return null;
  const number = patientNumber(typed);
  const found = await patients.byNumber(number);
  if (!found || (!found.isVisible && found.id !== kept)) throw new UnknownGuarantor(number);
  return found.id;
}

@Injectable()
export class GuarantorOfForm {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
  ) {}

  /**
   * Registers the guarantor in the same act where the form says so.
   * @param kept the guarantor so far, who may stay even where the one who acts cannot see them
   */
  async of(fields: GuarantorFields, locationId: string, kept?: string): Promise<string | null> {
    const { guarantorNumber, newGuarantorLastName: lastName, newGuarantorFirstName: firstName, newGuarantorBirthDate: birthDate, newGuarantorPhone: phone } = fields;
    if (![lastName, firstName, birthDate, phone].some((value) => value?.trim())) return guarantorByNumber(this.patients, guarantorNumber, kept);
    if (guarantorNumber?.trim()) throw new TwoGuarantors();
    if (!lastName) throw new GuarantorIncomplete('newGuarantorLastName', 'last name');
    if (!firstName) throw new GuarantorIncomplete('newGuarantorFirstName', 'first name');
    if (!birthDate) throw new GuarantorIncomplete('newGuarantorBirthDate', 'birth date');
    await refuseKnownGuarantor(this.patients, { lastName, firstName, birthDate });
    const number = await this.patients.nextFreeNumber();
    const guarantor = Patient.register({ locationId, number, lastName, firstName, birthDate, ...(phone ? { phone } : {}) }, await this.day.at(locationId), newId);
    this.patients.add(guarantor);
    return guarantor.id;
  }
}
