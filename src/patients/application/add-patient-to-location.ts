import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Patients } from '../domain/patients.js';

/** By an import, or within the act that starts an invoice for the patient at another location. */
@Act({ title: 'Register a patient at another location', needs: 'system' })
export class AddPatientToLocation {
  patientId!: string;
  locationId!: string;

  constructor(fields: Partial<AddPatientToLocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddPatientToLocation)
export class AddPatientToLocationHandler implements ICommandHandler<AddPatientToLocation> {
  constructor(private readonly patients: Patients) {}

  /** Looks first: an invoice at a place where the patient is known locks nobody's record. */
  async execute({ patientId, locationId }: AddPatientToLocation): Promise<{ patientId: string }> {
    if (await this.patients.isRegisteredAt(patientId, locationId)) return { patientId };
    const patient = await this.patients.one(patientId);
    patient.register(locationId, newId);
    return { patientId };
  }
}
