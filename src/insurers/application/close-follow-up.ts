import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { TextField, VersionField } from '../../platform/form-fields.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Communications } from '../domain/communications.js';

@Act({ title: 'Close a follow-up', needs: 'contact.log' })
export class CloseFollowUp {
  communicationId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'What came of it', most: 500, optional: true }) outcome?: string;

  constructor(fields: Partial<CloseFollowUp> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(CloseFollowUp)
export class CloseFollowUpHandler implements ICommandHandler<CloseFollowUp> {
  constructor(
    private readonly log: Communications,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: CloseFollowUp): Promise<{ communicationId: string }> {
    const communication = await this.log.one(command.communicationId);
    const { locationId } = communication.subject;
    if (locationId !== null) mustBeAllowed('contact.log', locationId);
    await this.log.expectVersion(communication, command.version);
    communication.close(currentActor(), this.unit.now, command.outcome);
    return { communicationId: communication.id };
  }
}
