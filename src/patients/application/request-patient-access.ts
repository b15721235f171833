import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { DateField, IdField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { AccessRequest, NobodyMatches } from '../domain/access-request.js';
import { AccessRequests } from '../domain/access-requests.js';
import { Patients } from '../domain/patients.js';
import { LocalDay } from './local-day.js';
import { elsewhere } from './same-person.js';

/** Says whom by what was typed, never by the record: the one who asks may not know its id. */
@Act({ title: 'Request access to a patient', needs: 'patient.edit' })
export class RequestPatientAccess {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Last name', most: 80 }) lastName!: string;
  @TextField({ label: 'First name', most: 80 }) firstName!: string;
  @DateField({ label: 'Birth date' }) birthDate!: string;
  @TextField({ label: 'Patient number', most: 20, optional: true }) number?: string;
  /** Why, for whoever decides. */
  @TextField({ label: 'Why', most: 500, optional: true }) note?: string;

  constructor(fields: Partial<RequestPatientAccess> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RequestPatientAccess)
export class RequestPatientAccessHandler implements ICommandHandler<RequestPatientAccess> {
  constructor(
    private readonly patients: Patients,
    private readonly requests: AccessRequests,
    private readonly day: LocalDay,
  ) {}

  async execute(command: RequestPatientAccess): Promise<{ requestId: string }> {
    const match = elsewhere(await this.patients.matching(command));
    if (!match) throw new NobodyMatches();
    const { id: askedBy, name: askedByName } = currentActor();
    const { locationId, lastName, firstName, birthDate, note } = command;
    const who = { patientId: match.id, lastName, firstName, birthDate, number: command.number ?? '' };
    const asked = { askedBy, askedByName, askedOn: await this.day.at(locationId), holderIds: await this.patients.locationsOf(match.id) };
    const request = AccessRequest.ask({ locationId, ...who, ...asked, ...(note ? { note } : {}) }, newId);
    this.requests.add(request);
    return { requestId: request.id };
  }
}
