import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, IdField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Patient } from '../domain/patient.js';
import { Patients } from '../domain/patients.js';
import { GuarantorFields, GuarantorOfForm } from './guarantor.js';
import { LocalDay } from './local-day.js';
import { refuseDuplicate } from './same-person.js';

@Act({ title: 'Register a patient', needs: 'patient.edit' })
export class RegisterPatient extends GuarantorFields {
  @IdField({ label: 'Location' }) locationId!: string;
  /** Empty: the next free number. */
  @TextField({ label: 'Patient number', most: 20, optional: true }) number?: string;
  @TextField({ label: 'Last name', most: 80 }) lastName!: string;
  @TextField({ label: 'First name', most: 80 }) firstName!: string;
  @DateField({ label: 'Birth date' }) birthDate!: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Email', most: 120, optional: true }) email?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  /** Why this is somebody else, though name and birth date are those of a registered patient. */
  @TextField({ label: 'Why it is somebody else', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<RegisterPatient> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(RegisterPatient)
export class RegisterPatientHandler implements ICommandHandler<RegisterPatient> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
    private readonly guarantor: GuarantorOfForm,
  ) {}

  async execute(command: RegisterPatient): Promise<{ patientId: string; number: string }> {
    await refuseDuplicate(this.patients, command, command.reason);
    const guarantorId = await this.guarantor.of(command, command.locationId);
    const number = command.number?.trim() || (await this.patients.nextFreeNumber());
    const today = await this.day.at(command.locationId);
    const patient = Patient.register({ ...command, number, guarantorId }, today, newId);
    this.patients.add(patient);
    return { patientId: patient.id, number: patient.state().root.number };
  }
}
