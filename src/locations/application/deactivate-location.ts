import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Locations } from '../domain/locations.js';
import { LastLocation, LocationInUse } from '../domain/refusals.js';
import { mustHoldForOrganization } from './for-organization.js';

const RIGHT = 'settings.edit-organization';

/** Nothing is posted there from then on; its books stay readable for those who may read them. */
@Act({ title: 'Deactivate a location', needs: RIGHT })
export class DeactivateLocation {
  locationId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<DeactivateLocation> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DeactivateLocation)
export class DeactivateLocationHandler implements ICommandHandler<DeactivateLocation> {
  constructor(private readonly locations: Locations) {}

  async execute({ locationId, version }: DeactivateLocation): Promise<{ locationId: string }> {
    mustHoldForOrganization(RIGHT);
    const location = await this.locations.one(locationId);
    await this.locations.expectVersion(location, version);
    if ((await this.locations.activeOthers(locationId)) === 0) throw new LastLocation();
    const left = await this.locations.unsettled(locationId);
    if (left.length > 0) throw new LocationInUse(left);
    location.retire();
    return { locationId };
  }
}
