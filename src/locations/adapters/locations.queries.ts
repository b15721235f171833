import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';

export interface LocationSummary {
  id: string;
  version: number;
  code: string;
  name: string;
  timeZone: string;
  termsDays: number;
  invoicePrefix: string;
  address: string;
  phone: string;
  taxId: string;
  /** Lines above and below what an invoice lists; empty: none. */
  invoiceHeader: string;
  invoiceFooter: string;
  /** `#rrggbb`; empty: the product's own. */
  paperColor: string;
  logoHash: string;
  logoIsLight: number;
  state: 'active' | 'retired';
}

const SELECTED = sql`
  SELECT l.id AS id, l.version AS version, l.state AS state, l.phone AS phone, l.invoice_header AS invoiceHeader, l.invoice_footer AS invoiceFooter, l.code AS code, l.name AS name, l.time_zone AS timeZone, l.terms_days AS termsDays,
         l.invoice_prefix AS invoicePrefix, l.address AS address, l.tax_id AS taxId,
         l.paper_color AS paperColor, l.logo_hash AS logoHash, l.logo_is_light AS logoIsLight
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

  /** Also those that are deactivated, by code. */
  everywhere(scope: Scope): Promise<LocationSummary[]> {
    return this.reader.all<LocationSummary>(sql`${SELECTED} WHERE ${within(scope, sql`l.id`)} ORDER BY l.code`);
  }

  /** `isSettled`: something has been posted there, and the zone stays. */
  async zone(id: string): Promise<{ timeZone: string; isSettled: boolean } | undefined> {
    const found = await this.reader.one<{ timeZone: string; hasPosted: number }>(sql`
      SELECT l.time_zone AS timeZone, CASE WHEN EXISTS (SELECT 1 FROM entries e WHERE e.location_id = l.id) THEN 1 ELSE 0 END AS hasPosted
      FROM locations l WHERE l.id = ${id}`);
    return found && { timeZone: found.timeZone, isSettled: found.hasPosted === 1 };
  }

  /** What its next invoice is numbered, and whether its zone can still change. */
  standing(id: string): Promise<{ nextNumber: number | null; hasPosted: number } | undefined> {
    return this.reader.one<{ nextNumber: number | null; hasPosted: number }>(sql`
      SELECT (SELECT s.next_number FROM series s WHERE s.location_id = l.id AND s.kind = 'invoice') AS nextNumber,
             CASE WHEN EXISTS (SELECT 1 FROM entries e WHERE e.location_id = l.id) THEN 1 ELSE 0 END AS hasPosted
      FROM locations l WHERE l.id = ${id}`);
  }

  /** Active locations by code: all of them, or only those in the scope. */
  all(scope: Scope = { locationIds: 'all' }): Promise<LocationSummary[]> {
    return this.reader.all<LocationSummary>(sql`${SELECTED} WHERE l.state = 'active' AND ${within(scope, sql`l.id`)} ORDER BY l.code`);
  }
}
