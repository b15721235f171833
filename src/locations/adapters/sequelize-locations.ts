import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Location } from '../domain/location.js';
import { Locations, Organizations } from '../domain/locations.js';
import { Organization } from '../domain/organization.js';
import { InvoicePrefixTaken, LocationCodeTaken } from '../domain/refusals.js';
import { LocationRow, OrganizationRow } from './location.rows.js';
import { OrganizationQueries } from './organization.queries.js';

const locationMap = aggregateMap<Location>({
  type: 'location',
  root: LocationRow,
  from: Location.from,
  locations: (state) => [state.root.id],
  constraints: {
    uq_locations_code: (state) => new LocationCodeTaken(state.root.code),
    uq_locations_prefix: (state) => new InvoicePrefixTaken(state.root.invoicePrefix),
  },
});

const organizationMap = aggregateMap<Organization>({
  type: 'organization',
  root: OrganizationRow,
  from: Organization.from,
  locations: () => [],
});

@Injectable()
export class SequelizeLocations extends Locations {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override add(location: Location): void {
    this.unit.add(locationMap, location);
  }
}

@Injectable()
export class SequelizeOrganizations extends Organizations {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly queries: OrganizationQueries,
  ) {
    super();
  }

  override existing(): Promise<{ id: string; name: string; termsDays: number } | undefined> {
    return this.queries.get();
  }

  override one(id: string): Promise<Organization> {
    return this.unit.one(organizationMap, id);
  }

  override expectVersion(organization: Organization, version: number): Promise<void> {
    return this.unit.expectVersion(organizationMap as unknown as AggregateMap, organization, version);
  }

  override add(organization: Organization): void {
    this.unit.add(organizationMap, organization);
  }
}
