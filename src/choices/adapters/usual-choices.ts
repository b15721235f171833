import { Injectable } from '@nestjs/common';
import { OrganizationQueries } from '../../locations/index.js';
import { actAs, systemActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { SetUpChoices } from '../application/set-up-choices.js';
import { ChoicesQueries } from './choices.queries.js';

/** Run at every start: a clinic from before there were lists gets the usual ones, by an act of its own. */
@Injectable()
export class UsualChoices {
  constructor(
    private readonly queries: ChoicesQueries,
    private readonly organizations: OrganizationQueries,
    private readonly commands: Commands,
  ) {}

  async ensure(): Promise<void> {
    if (!(await this.organizations.get()) || (await this.queries.all()).length > 0) return;
    await actAs(systemActor('system:choices'), () => this.commands.execute(new SetUpChoices()));
  }
}
