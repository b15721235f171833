import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';

export interface LocationSummary {
  id: string;
  code: string;
  name: string;
  timeZone: string;
  termsDays: number;
  invoicePrefix: string;
  address: string;
  taxId: string;
}

const SELECTED = sql`
  SELECT l.id AS id, l.code AS code, l.name AS name, l.time_zone AS timeZone, l.terms_days AS termsDays,
         l.invoice_prefix AS invoicePrefix, l.address AS address, l.tax_id AS taxId
  FROM locations l`;

@Injectable()
export class LocationsQueries {
  constructor(private readonly reader: Reader) {}

  get(id: string): Promise<LocationSummary | undefined> {
    return this.reader.one<LocationSummary>(sql`${SELECTED} WHERE l.id = ${id}`);
  }

  byCode(code: string): Promise<LocationSummary | undefined> {
    return this.reader.one<LocationSummary>(sql`${SELECTED} WHERE l.code = ${code.trim().toUpperCase()}`);
  }

  /** Active locations by code: all of them, or only those in the scope. */
  all(scope: Scope = { locationIds: 'all' }): Promise<LocationSummary[]> {
    return this.reader.all<LocationSummary>(sql`${SELECTED} WHERE l.state = 'active' AND ${within(scope, sql`l.id`)} ORDER BY l.code`);
  }
}
