import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { VersionField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { addDays } from '../../shared/calendar-date.js';
import { Communication } from '../domain/communication.js';
import { Communications } from '../domain/communications.js';
import { ContactLogFields } from './contact-log-fields.js';
import { ownerOf } from './contact-log-owner.js';

/** Writes another entry in the place of one that was wrong; both stay readable. */
@Act({ title: 'Correct a logged contact', needs: 'contact.log' })
export class CorrectContact extends ContactLogFields {
  communicationId!: string;
  @VersionField() version!: number;

  constructor(fields: Partial<CorrectContact> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(CorrectContact)
export class CorrectContactHandler implements ICommandHandler<CorrectContact> {
  constructor(
    private readonly log: Communications,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: CorrectContact): Promise<{ communicationId: string }> {
    const wrong = await this.log.one(command.communicationId);
    const { subject } = wrong;
    if (subject.locationId !== null) mustBeAllowed('contact.log', subject.locationId);
    await this.log.expectVersion(wrong, command.version);
    wrong.correct();
    const owner = await ownerOf(this.log, command.ownerId);
    const today = addDays(this.unit.now.slice(0, 10), 1);
    const right = Communication.log(newId(), subject, command, { author: currentActor(), owner, today, correctsId: wrong.id });
    this.log.add(right);
    return { communicationId: right.id };
  }
}
