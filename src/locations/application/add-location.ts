import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { isTimeZone } from '../../platform/zones.js';
import { Location } from '../domain/location.js';
import { Locations, Organizations } from '../domain/locations.js';
import { OrganizationMissing, TimeZoneUnknown } from '../domain/refusals.js';
import { mustHoldForOrganization } from './for-organization.js';

const RIGHT = 'settings.edit-organization';

/** Its days and its invoice numbers come with it: `calendar` hears of it in the same act. */
@Act({ title: 'Add a location', needs: RIGHT })
export class AddLocation {
  code!: string;
  name!: string;
  timeZone!: string;
  address?: string;
  taxId?: string;
  /** The code when left out. */
  invoicePrefix?: string;
  termsDays?: number;

  constructor(fields: Partial<AddLocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddLocation)
export class AddLocationHandler implements ICommandHandler<AddLocation> {
  constructor(
    private readonly locations: Locations,
    private readonly organizations: Organizations,
  ) {}

  async execute(command: AddLocation): Promise<{ locationId: string }> {
    mustHoldForOrganization(RIGHT);
    const organization = await this.organizations.existing();
    if (!organization) throw new OrganizationMissing();
    if (!isTimeZone(command.timeZone)) throw new TimeZoneUnknown(command.timeZone);
    const location = Location.add(newId(), { ...command, termsDays: command.termsDays ?? organization.termsDays });
    this.locations.add(location);
    return { locationId: location.id };
  }
}
