import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Locations } from '../domain/locations.js';
import { mustHoldForOrganization } from './for-organization.js';

const RIGHT = 'settings.edit-organization';

@Act({ title: 'Activate a location', needs: RIGHT })
export class ActivateLocation {
  locationId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<ActivateLocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ActivateLocation)
export class ActivateLocationHandler implements ICommandHandler<ActivateLocation> {
  constructor(private readonly locations: Locations) {}

  async execute({ locationId, version }: ActivateLocation): Promise<{ locationId: string }> {
    mustHoldForOrganization(RIGHT);
    const location = await this.locations.one(locationId);
    await this.locations.expectVersion(location, version);
    location.reactivate();
    return { locationId };
  }
}
