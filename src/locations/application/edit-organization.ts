import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, MoneyField, TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { ALLOCATION_RULES } from '../domain/location-state.js';
import { Organizations } from '../domain/locations.js';
import { OrganizationMissing } from '../domain/refusals.js';
import { mustHoldForOrganization } from './for-organization.js';

const RIGHT = 'settings.edit-organization';

/** Holds for what is posted from then on; what is posted stays as it is. */
@Act({ title: 'Edit the organization’s settings', needs: RIGHT })
export class EditOrganization {
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @ChoiceField(Object.keys(ALLOCATION_RULES), { label: 'Allocation rule' }) allocationRule!: string;
  @MoneyField({ label: 'Write-off limit A', optional: true }) writeOffLimitACents?: number | null;
  @MoneyField({ label: 'Write-off limit B', optional: true }) writeOffLimitBCents?: number | null;
  @WholeField({ label: 'Payment terms', most: 365 }) termsDays!: number;

  constructor(fields: Partial<EditOrganization> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EditOrganization)
export class EditOrganizationHandler implements ICommandHandler<EditOrganization> {
  constructor(private readonly organizations: Organizations) {}

  async execute(command: EditOrganization): Promise<{ organizationId: string }> {
    mustHoldForOrganization(RIGHT);
    const existing = await this.organizations.existing();
    if (!existing) throw new OrganizationMissing();
    const organization = await this.organizations.one(existing.id);
    await this.organizations.expectVersion(organization, command.version);
    organization.edit(command);
    return { organizationId: organization.id };
  }
}
