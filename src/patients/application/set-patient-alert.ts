import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { ChoiceField, DateField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Patients } from '../domain/patients.js';
import { LocalDay } from './local-day.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Set an alert on a patient', needs: 'patient.edit' })
export class SetPatientAlert {
  patientId!: string;
  /** alert (the default), or reminder: about money that is owed. */
  @ChoiceField(['alert', 'reminder'], { label: 'Kind', optional: true }) kind?: string;
  @TextField({ label: 'Text', most: 300 }) text!: string;
  /** Today when left empty. */
  @DateField({ label: 'Shown from', optional: true }) validFrom?: string;
  /** Empty: until it is taken down. */
  @DateField({ label: 'Shown until', optional: true }) validUntil?: string;

  constructor(fields: Partial<SetPatientAlert> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetPatientAlert)
export class SetPatientAlertHandler implements ICommandHandler<SetPatientAlert> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
  ) {}

  async execute(command: SetPatientAlert): Promise<{ patientId: string; alertId: string }> {
    const patient = await this.patients.one(command.patientId);
    mustBeAllowedToEdit(patient);
    const today = await this.day.at(patient.locationIds[0]);
    const alertId = patient.setAlert(command, { today, by: currentActor().name }, newId);
    return { patientId: patient.id, alertId };
  }
}
