import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField } from '../../platform/form-fields.js';
import { AccessRequests } from '../domain/access-requests.js';
import { LocalDay } from './local-day.js';
import { deciderOf } from './may-decide-access.js';

@Act({ title: 'Decline access to a patient', needs: 'patient.grant-access' })
export class DeclinePatientAccess {
  requestId!: string;
  /** The location that asked reads it. */
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<DeclinePatientAccess> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DeclinePatientAccess)
export class DeclinePatientAccessHandler implements ICommandHandler<DeclinePatientAccess> {
  constructor(
    private readonly requests: AccessRequests,
    private readonly day: LocalDay,
  ) {}

  async execute({ requestId, reason }: DeclinePatientAccess): Promise<{ requestId: string }> {
    const request = await this.requests.one(requestId);
    request.decline(await deciderOf(request, this.day), reason);
    return { requestId };
  }
}
