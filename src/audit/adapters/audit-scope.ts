import type { Actor } from '../../platform/actor.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';

/*
 * The conditions count and use COALESCE on purpose. As EXISTS over plain columns MariaDB gathers all locations and entries of the whole trail
 * for one page, and SQLite goes through all entries of a type for each act; this way both look only at the act's own few rows.
 */

/** Records of the house itself, without any patient in them. */
const SECURITY_TYPES = ['staff', 'role', 'location', 'organization', 'account', 'choice'];

/**
 * Which acts (alias `a`) a person may read: their own always; besides, all of them, those at their locations, or what concerns users and settings.
 * An act over several locations is read at each of them. What belongs to no location (a payer, a price list) is read by whoever reads the trail
 * anywhere, except what concerns staff.
 */
export function visibleActs(actor: Actor): Sql {
  const visible = sql`(a.actor_id = ${actor.id} OR ${ofOthers(actor)})`;
  return isSomewhere(actor, 'patient.read') ? visible : sql`(${visible} AND ${withoutPatients()})`;
}

/** Of an act over several locations (its entries are `e`), one reads the payments, invoices and journals of one's own. */
export function visibleRecords({ granted }: Actor): Sql {
  if (granted === 'all') return sql`1 = 1`;
  return sql`COALESCE(CASE e.record_type WHEN 'payment' THEN (SELECT x.location_id FROM payments x WHERE x.id = e.record_id) WHEN 'invoice' THEN (SELECT x.location_id FROM invoices x WHERE x.id = e.record_id)
    WHEN 'journal' THEN (SELECT MIN(x.location_id) FROM entries x WHERE x.journal_id = e.record_id) END, '') IN ('', ${list(granted)})`;
}

function ofOthers(actor: Actor): Sql {
  const locations = actor.locations('audit.read');
  if (locations === 'all') return sql`1 = 1`;
  if (locations.length > 0) return sql`(${placedIn(locations)} AND ${withoutStaff()})`;
  return isSomewhere(actor, 'staff.read') ? withoutPatients() : sql`1 = 0`;
}

function placedIn(locations: readonly string[]): Sql {
  return sql`(0 < (SELECT COUNT(*) FROM audit_act_locations p WHERE p.act_id = a.id AND p.location_id IN (${list(locations)}))
    OR 0 = (SELECT COUNT(*) FROM audit_act_locations q WHERE q.act_id = a.id))`;
}

function withoutStaff(): Sql {
  return sql`0 = (SELECT COUNT(*) FROM audit_entries s WHERE s.act_id = a.id AND COALESCE(s.record_type, '') IN (${list(SECURITY_TYPES)}))`;
}

function withoutPatients(): Sql {
  return sql`0 = (SELECT COUNT(*) FROM audit_entries s WHERE s.act_id = a.id AND s.record_type NOT IN (${list(SECURITY_TYPES)}))`;
}

function isSomewhere(actor: Actor, permission: string): boolean {
  const locations = actor.locations(permission);
  return locations === 'all' || locations.length > 0;
}
