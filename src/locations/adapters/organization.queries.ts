import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';

export interface OrganizationSummary {
  id: string;
  name: string;
  currency: string;
  exponent: number;
}

@Injectable()
export class OrganizationQueries {
  constructor(private readonly reader: Reader) {}

  /** `undefined` before the set-up. */
  get(): Promise<OrganizationSummary | undefined> {
    return this.reader.one<OrganizationSummary>(sql`SELECT o.id AS id, o.name AS name, o.currency AS currency, o.exponent AS exponent FROM organizations o`);
  }
}
