import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { AccessRequests } from '../domain/access-requests.js';
import { Patients } from '../domain/patients.js';
import { LocalDay } from './local-day.js';
import { deciderOf } from './may-decide-access.js';

/** From now on the patient is registered at the location that asked, too. */
@Act({ title: 'Grant access to a patient', needs: 'patient.grant-access' })
export class GrantPatientAccess {
  requestId!: string;

  constructor(fields: Partial<GrantPatientAccess> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(GrantPatientAccess)
export class GrantPatientAccessHandler implements ICommandHandler<GrantPatientAccess> {
  constructor(
    private readonly patients: Patients,
    private readonly requests: AccessRequests,
    private readonly day: LocalDay,
  ) {}

  async execute({ requestId }: GrantPatientAccess): Promise<{ patientId: string }> {
    const request = await this.requests.one(requestId);
    request.grant(await deciderOf(request, this.day));
    const patient = await this.patients.one(await this.patients.rootOf(request.patientId));
    patient.register(request.locationId, newId);
    return { patientId: patient.id };
  }
}
