import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, type Sql } from '../../platform/database/sql.js';
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
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override add(location: Location): void {
    this.unit.add(locationMap, location);
  }

  override one(id: string): Promise<Location> {
    return this.unit.one(locationMap, id);
  }

  override expectVersion(location: Location, version: number): Promise<void> {
    return this.unit.expectVersion(locationMap as unknown as AggregateMap, location, version);
  }

  override hasPosted(id: string): Promise<boolean> {
    return this.#any(sql`SELECT e.id AS id FROM entries e WHERE e.location_id = ${id} ${limit(1)}`);
  }

  override async unsettled(id: string): Promise<string[]> {
    const left: [string, Sql][] = [
      ['invoice drafts', sql`SELECT d.id AS id FROM invoice_drafts d WHERE d.location_id = ${id} AND d.state NOT IN ('finalized', 'discarded') ${limit(1)}`],
      ['drafts of payments', sql`SELECT d.id AS id FROM payment_drafts d WHERE d.location_id = ${id} AND d.state = 'open' ${limit(1)}`],
      ['open invoices', sql`SELECT i.id AS id FROM invoices i WHERE i.location_id = ${id} AND i.state = 'open' ${limit(1)}`],
      ['payments with money to apply', sql`SELECT p.id AS id FROM payments p WHERE p.location_id = ${id} AND p.unapplied_cents <> 0 ${limit(1)}`],
    ];
    const found: string[] = [];
    for (const [words, query] of left) if (await this.#any(query)) found.push(words);
    return found;
  }

  override async activeOthers(id: string): Promise<number> {
    return (await this.reader.all(sql`SELECT l.id AS id FROM locations l WHERE l.state = 'active' AND l.id <> ${id}`)).length;
  }

  override othersUsedPrefix(id: string, prefix: string): Promise<boolean> {
    return this.#any(sql`
      SELECT b.id AS id FROM number_breaks b JOIN series s ON s.id = b.series_id WHERE s.location_id <> ${id} AND b.prefix = ${prefix} ${limit(1)}`);
  }

  override importsUsePrefix(id: string, prefix: string): Promise<boolean> {
    return this.#any(sql`SELECT i.id AS id FROM invoices i WHERE i.location_id = ${id} AND i.number LIKE ${`${prefix}-%`} AND i.origin = 'imported' ${limit(1)}`);
  }

  async #any(query: Sql): Promise<boolean> {
    return (await this.reader.one(query)) !== undefined;
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
