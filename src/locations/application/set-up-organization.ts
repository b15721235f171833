import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Organizations } from '../domain/locations.js';
import { Organization } from '../domain/organization.js';
import { OrganizationExists } from '../domain/refusals.js';

@Act({ title: 'Set up the organization', needs: 'system' })
export class SetUpOrganization {
  name!: string;
  /** Three letters, for example USD; it stays for good. */
  currency!: string;

  constructor(fields: Partial<SetUpOrganization> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetUpOrganization)
export class SetUpOrganizationHandler implements ICommandHandler<SetUpOrganization> {
  constructor(private readonly organizations: Organizations) {}

  async execute(command: SetUpOrganization): Promise<{ organizationId: string }> {
    const existing = await this.organizations.existing();
    if (existing) throw new OrganizationExists(existing.name);
    const organization = Organization.setUp(newId(), command);
    this.organizations.add(organization);
    return { organizationId: organization.id };
  }
}
