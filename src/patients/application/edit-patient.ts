import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, TextField, VersionField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { guarantorByNumber } from './guarantor.js';
import { LocalDay } from './local-day.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Edit a patient', needs: 'patient.edit' })
export class EditPatient {
  patientId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Last name', most: 80 }) lastName!: string;
  @TextField({ label: 'First name', most: 80 }) firstName!: string;
  @DateField({ label: 'Birth date' }) birthDate!: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Email', most: 120, optional: true }) email?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  /** Number of the patient who owes this one's part; empty: the patient. */
  @TextField({ label: 'Guarantor', most: 20, optional: true }) guarantorNumber?: string;

  constructor(fields: Partial<EditPatient> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EditPatient)
export class EditPatientHandler implements ICommandHandler<EditPatient> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
  ) {}

  async execute(command: EditPatient): Promise<{ patientId: string }> {
    const patient = await this.patients.one(command.patientId);
    mustBeAllowedToEdit(patient);
    await this.patients.expectVersion(patient, command.version);
    const guarantorId = await guarantorByNumber(this.patients, command.guarantorNumber, patient.guarantorId);
    patient.edit({ ...command, guarantorId }, await this.day.at(patient.locationIds[0]));
    return { patientId: patient.id };
  }
}
