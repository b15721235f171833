import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { IdField } from '../../platform/form-fields.js';
import { Patients } from '../domain/patients.js';
import { LocalDay } from './local-day.js';
import { mustBeAllowedToEdit } from './may-edit-patient.js';

@Act({ title: 'Take down an alert', needs: 'patient.edit' })
export class TakeDownPatientAlert {
  patientId!: string;
  @IdField({ label: 'Alert' }) alertId!: string;

  constructor(fields: Partial<TakeDownPatientAlert> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TakeDownPatientAlert)
export class TakeDownPatientAlertHandler implements ICommandHandler<TakeDownPatientAlert> {
  constructor(
    private readonly patients: Patients,
    private readonly day: LocalDay,
  ) {}

  async execute({ patientId, alertId }: TakeDownPatientAlert): Promise<{ patientId: string }> {
    const patient = await this.patients.one(patientId);
    mustBeAllowedToEdit(patient);
    patient.takeDownAlert(alertId, { today: await this.day.at(patient.locationIds[0]), by: currentActor().name });
    return { patientId };
  }
}
