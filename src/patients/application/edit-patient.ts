import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, TextField, VersionField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { GuarantorFields, GuarantorOfForm } from './guarantor.js';
import { LocalDay } from './local-day.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Edit a patient', needs: 'patient.edit' })
export class EditPatient extends GuarantorFields {
  patientId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Last name', most: 80 }) lastName!: string;
  @TextField({ label: 'First name', most: 80 }) firstName!: string;
  @DateField({ label: 'Birth date' }) birthDate!: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Email', most: 120, optional: true }) email?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;

  constructor(fields: Partial<EditPatient> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(EditPatient)
export class EditPatientHandler implements ICommandHandler<EditPatient> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
    private readonly guarantor: GuarantorOfForm,
  ) {}

  async execute(command: EditPatient): Promise<{ patientId: string }> {
    const patient = await this.patients.one(command.patientId);
    const locationId = mustBeAllowedToEdit(patient);
    await this.patients.expectVersion(patient, command.version);
    const guarantorId = await this.guarantor.of(command, locationId, patient.guarantorId);
    patient.edit({ ...command, guarantorId }, await this.day.at(patient.locationIds[0]));
    return { patientId: patient.id };
  }
}
