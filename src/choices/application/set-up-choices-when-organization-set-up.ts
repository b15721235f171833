import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { OrganizationSetUp } from '../../locations/index.js';
import { Commands } from '../../platform/commands.js';
import { SetUpChoices } from './set-up-choices.js';

/** Without payment methods nothing could be received. */
@EventsHandler(OrganizationSetUp)
export class SetUpChoicesWhenOrganizationSetUp implements IEventHandler<OrganizationSetUp> {
  constructor(private readonly commands: Commands) {}

  async handle(): Promise<void> {
    await this.commands.within(new SetUpChoices());
  }
}
