import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { addDays } from '../../shared/calendar-date.js';
import { Communication } from '../domain/communication.js';
import { Communications } from '../domain/communications.js';
import { ContactLogFields } from './contact-log-fields.js';
import { ownerOf } from './contact-log-owner.js';

@Act({ title: 'Log a contact with a payer', needs: 'contact.log' })
export class LogContact extends ContactLogFields {
  @IdField({ label: 'Payer' }) payerId!: string;
  @IdField({ label: 'Invoice', optional: true }) invoiceId?: string;
  @IdField({ label: 'Payment', optional: true }) paymentId?: string;

  constructor(fields: Partial<LogContact> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(LogContact)
export class LogContactHandler implements ICommandHandler<LogContact> {
  constructor(
    private readonly log: Communications,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: LogContact): Promise<{ communicationId: string }> {
    const subject = await this.log.subject(command.payerId, command);
    if (subject.locationId !== null) mustBeAllowed('contact.log', subject.locationId);
    const owner = await ownerOf(this.log, command.ownerId);
    const communication = Communication.log(newId(), subject, command, { author: currentActor(), owner, today: addDays(this.unit.now.slice(0, 10), 1) });
    this.log.add(communication);
    return { communicationId: communication.id };
  }
}
