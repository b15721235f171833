import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import type { AllocationRule } from '../domain/location-state.js';

export interface OrganizationSummary {
  id: string;
  version: number;
  name: string;
  currency: string;
  exponent: number;
  allocationRule: AllocationRule;
  /** The most that a clerk writes off in one act; `null`: no limit. */
  writeOffLimitACents: number | null;
  /** The most that a supervisor writes off in one act; `null`: no limit. */
  writeOffLimitBCents: number | null;
  /** Payment terms of a location that is added without its own. */
  termsDays: number;
}

@Injectable()
export class OrganizationQueries {
  constructor(private readonly reader: Reader) {}

  /** `undefined` before the set-up. */
  get(): Promise<OrganizationSummary | undefined> {
    return this.reader.one<OrganizationSummary>(sql`
      SELECT o.id AS id, o.version AS version, o.name AS name, o.currency AS currency, o.exponent AS exponent, o.allocation_rule AS allocationRule,
             o.write_off_limit_a_cents AS writeOffLimitACents, o.write_off_limit_b_cents AS writeOffLimitBCents, o.terms_days AS termsDays
      FROM organizations o`);
  }
}
