import type { Scope } from '../../platform/actor.js';
import { sql, within, type Sql } from '../../platform/database/sql.js';

/** A patient `p` is seen at the locations where they are registered. Counted for each patient: asked whether there is one, MariaDB begins with everybody registered at the location. */
export function visible(scope: Scope): Sql {
  if (scope.locationIds === 'all') return sql`1 = 1`;
  return sql`(SELECT COUNT(*) FROM patient_locations v WHERE v.patient_id = p.id AND ${within(scope, sql`v.location_id`)}) > 0`;
}
