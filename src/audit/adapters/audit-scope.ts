import type { Actor } from '../../platform/actor.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';

/** Records of the house itself, without any patient in them. */
const SECURITY_TYPES = ['staff', 'location', 'organization', 'account'];

/**
 * Which acts (alias `a`) a person may read: all of them, those that touch only their locations, or only their own.
 * What belongs to no location (a payer, a price list) is read by whoever reads the trail anywhere, except what concerns staff.
 */
export function visibleActs(actor: Actor): Sql {
  const locations = actor.locations('audit.read');
  const own = sql`a.actor_id = ${actor.id}`;
  if (locations !== 'all' && locations.length === 0) return own;
  const placed = locations === 'all' ? sql`1 = 1` : sql`(${own} OR ${onlyAt(locations)})`;
  return seesPatients(actor) ? placed : sql`(${placed} AND ${withoutPatients()})`;
}

function onlyAt(locations: readonly string[]): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM audit_act_locations p WHERE p.act_id = a.id AND p.location_id NOT IN (${list(locations)}))
    AND NOT EXISTS (SELECT 1 FROM audit_entries s WHERE s.act_id = a.id AND s.record_type IN (${list(SECURITY_TYPES)}))`;
}

function withoutPatients(): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM audit_entries s WHERE s.act_id = a.id AND s.record_type NOT IN (${list(SECURITY_TYPES)}))`;
}

function seesPatients(actor: Actor): boolean {
  const locations = actor.locations('patient.read');
  return locations === 'all' || locations.length > 0;
}
