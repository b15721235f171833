import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField, WholeField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { isTimeZone } from '../../platform/zones.js';
import { Location } from '../domain/location.js';
import { Locations, Organizations } from '../domain/locations.js';
import { InvoicePrefixTaken, OrganizationMissing, TimeZoneUnknown } from '../domain/refusals.js';
import { mustHoldForOrganization } from './for-organization.js';

const RIGHT = 'settings.edit-organization';

/** Its days and its invoice numbers come with it: `calendar` hears of it in the same act. */
@Act({ title: 'Add a location', needs: RIGHT })
export class AddLocation {
  @TextField({ label: 'Code', most: 20 }) code!: string;
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @TextField({ label: 'Time zone', most: 60 }) timeZone!: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Tax id', most: 40, optional: true }) taxId?: string;
  /** The code when left out. */
  @TextField({ label: 'Prefix of invoice numbers', most: 10, optional: true }) invoicePrefix?: string;
  /** Those of the organization when left out. */
  @WholeField({ label: 'Payment terms', most: 365, optional: true }) termsDays?: number;
  @TextField({ label: 'Header of an invoice', most: 500, optional: true }) invoiceHeader?: string;
  @TextField({ label: 'Footer of an invoice', most: 500, optional: true }) invoiceFooter?: string;

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
    if (await this.locations.othersUsedPrefix(location.id, location.invoicePrefix)) throw new InvoicePrefixTaken(location.invoicePrefix);
    this.locations.add(location);
    return { locationId: location.id };
  }
}
