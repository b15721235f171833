import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, sql, within, type Sql } from '../../platform/database/sql.js';
import { plainWords } from '../../shared/plain-text.js';

export interface PricedService {
  serviceId: string;
  code: string;
  description: string;
  priceCents: number;
  taxBasisPoints: number;
}

export interface ServiceItem {
  serviceId: string;
  code: string;
  description: string;
  taxBasisPoints: number;
  state: string;
  /** At the location of the list; null where it has none yet. */
  priceCents: number | null;
}

const PAGE = 50;
const PRICED = sql`
  SELECT s.id AS serviceId, s.code AS code, s.description AS description, p.price_cents AS priceCents, s.tax_basis_points AS taxBasisPoints
  FROM services s JOIN prices p ON p.service_id = s.id`;

@Injectable()
export class ServicesQueries {
  constructor(private readonly reader: Reader) {}

  /** What may be invoiced at a location, in the order of the codes. */
  async priceList(locationId: string): Promise<PricedService[]> {
    return this.reader.all<PricedService>(sql`${PRICED} WHERE p.location_id = ${locationId} AND s.state = 'active' ORDER BY s.code`);
  }

  async priced(serviceId: string, locationId: string): Promise<PricedService | undefined> {
    return this.reader.one<PricedService>(sql`${PRICED} WHERE p.location_id = ${locationId} AND s.id = ${serviceId} AND s.state = 'active'`);
  }

  async byCode(code: string): Promise<{ serviceId: string } | undefined> {
    return this.reader.one<{ serviceId: string }>(sql`SELECT s.id AS serviceId FROM services s WHERE s.code = ${code.trim().toUpperCase()}`);
  }

  async find(locationId: string, filter: { find?: string; after?: string }): Promise<{ items: ServiceItem[]; next: string | undefined }> {
    const conditions = [...findConditions(filter.find ?? ''), ...(filter.after ? [sql`s.code > ${filter.after}`] : [])];
    const rows = await this.reader.all<ServiceItem>(sql`
      SELECT s.id AS serviceId, s.code AS code, s.description AS description, s.tax_basis_points AS taxBasisPoints, s.state AS state, p.price_cents AS priceCents
      FROM services s LEFT JOIN prices p ON p.service_id = s.id AND p.location_id = ${locationId}
      WHERE ${join([sql`1 = 1`, ...conditions], ' AND ')} ORDER BY s.code ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)?.code : undefined };
  }

  async details(id: string) {
    return this.reader.one<{ serviceId: string; version: number; code: string; description: string; taxBasisPoints: number; state: string }>(sql`
      SELECT s.id AS serviceId, s.version AS version, s.code AS code, s.description AS description, s.tax_basis_points AS taxBasisPoints, s.state AS state
      FROM services s WHERE s.id = ${id}`);
  }

  /** The caller's locations, each with the price there or null. */
  async prices(id: string, scope: Scope) {
    return this.reader.all<{ locationId: string; locationName: string; priceCents: number | null }>(sql`
      SELECT l.id AS locationId, l.name AS locationName, p.price_cents AS priceCents
      FROM locations l LEFT JOIN prices p ON p.location_id = l.id AND p.service_id = ${id}
      WHERE ${within(scope, sql`l.id`)} ORDER BY l.name`);
  }
}

/** Every typed word is part of the code or of the description. */
function findConditions(find: string): Sql[] {
  return plainWords(find).split(' ').filter(Boolean).map((word) => sql`(LOWER(s.code) LIKE ${`%${word}%`} OR LOWER(s.description) LIKE ${`%${word}%`})`);
}
