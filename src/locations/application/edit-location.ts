import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { isTimeZone } from '../../platform/zones.js';
import { Locations } from '../domain/locations.js';
import { TimeZoneUnknown, ZoneIsSettled } from '../domain/refusals.js';

/** Invoices that are out keep the name and address they were issued with. */
@Act({ title: 'Edit a location', needs: 'settings.edit' })
export class EditLocation {
  locationId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Code', most: 20 }) code!: string;
  @TextField({ label: 'Name', most: 120 }) name!: string;
  /** Only until something has been posted there. */
  @TextField({ label: 'Time zone', most: 60 }) timeZone!: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Tax id', most: 40, optional: true }) taxId?: string;
  @WholeField({ label: 'Payment terms', most: 365 }) termsDays!: number;
  @TextField({ label: 'Header of an invoice', most: 500, optional: true }) invoiceHeader?: string;
  @TextField({ label: 'Footer of an invoice', most: 500, optional: true }) invoiceFooter?: string;

  constructor(fields: Partial<EditLocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EditLocation)
export class EditLocationHandler implements ICommandHandler<EditLocation> {
  constructor(private readonly locations: Locations) {}

  async execute(command: EditLocation): Promise<{ locationId: string }> {
    const location = await this.locations.one(command.locationId);
    await this.locations.expectVersion(location, command.version);
    if (!isTimeZone(command.timeZone)) throw new TimeZoneUnknown(command.timeZone);
    if (!location.isIn(command.timeZone) && (await this.locations.hasPosted(location.id))) throw new ZoneIsSettled();
    location.edit(command);
    return { locationId: location.id };
  }
}
