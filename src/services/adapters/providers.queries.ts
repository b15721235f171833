import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, sql } from '../../platform/database/sql.js';

export interface ProviderItem {
  providerId: string;
  version: number;
  name: string;
  npi: string;
  licenseNumber: string;
  state: 'active' | 'inactive';
}

/** More than a clinic has; a list of choices is read whole. */
const MOST = 500;
const SELECTED = sql`
  SELECT p.id AS providerId, p.version AS version, p.name AS name, p.npi AS npi, p.license_number AS licenseNumber, p.state AS state FROM providers p`;

/** Providers belong to the organization: every location works with the same ones. */
@Injectable()
export class ProvidersQueries {
  constructor(private readonly reader: Reader) {}

  /** By name; `state` narrows the list. */
  all(state?: string): Promise<ProviderItem[]> {
    const conditions = [sql`1 = 1`, ...(state ? [sql`p.state = ${state}`] : [])];
    return this.reader.all<ProviderItem>(sql`${SELECTED} WHERE ${join(conditions, ' AND ')} ORDER BY p.name, p.id ${limit(MOST)}`);
  }

  get(id: string): Promise<ProviderItem | undefined> {
    return this.reader.one<ProviderItem>(sql`${SELECTED} WHERE p.id = ${id}`);
  }
}
