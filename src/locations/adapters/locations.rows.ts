import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Location, type LocationState } from '../domain/location.js';
import { Organization, type OrganizationState } from '../domain/organization.js';

@TableOf('organizations')
export class OrganizationRow extends Model implements OrganizationState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Text() declare name: string;
  @Key() declare currency: string;
  @Whole() declare exponent: number;
}

@TableOf('locations')
export class LocationRow extends Model implements LocationState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare code: string;
  @Text() declare name: string;
  @Key() declare timeZone: string;
  @Text() declare address: string;
  @Text() declare taxId: string;
  @Key() declare invoicePrefix: string;
  @Whole() declare termsDays: number;
  @Key() declare state: 'active' | 'inactive';
}

export const organizationMap = aggregateMap<Organization>({
  type: 'organization',
  root: OrganizationRow,
  from: Organization.from,
  locations: () => [],
});

export const locationMap = aggregateMap<Location>({
  type: 'location',
  root: LocationRow,
  from: Location.from,
  locations: ({ root }) => [root.id],
  constraints: {
    uq_locations_code: 'Another location has this code; choose a different one.',
    uq_locations_prefix: 'Another location numbers its invoices with this prefix; choose a different one.',
  },
});
