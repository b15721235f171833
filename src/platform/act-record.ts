import type { Actor } from './actor.js';
import type { ActInfo } from './act.js';
import type { ActOutcome } from './audit-trail.js';
import { join, sql, type Sql } from './database/sql.js';
import type { RecordChange } from './flush.js';
import { newId } from './ids.js';

export interface ActRecord {
  id: string;
  act: ActInfo;
  actor: Actor;
  submission: string;
  reason: string | null;
  outcome: ActOutcome;
  refusal: string | null;
  now: string;
}

/** The row that says who did what, when, from where and why. */
export function insertAct({ id, act, actor, submission, reason, outcome, refusal, now }: ActRecord): Sql {
  return sql`INSERT INTO audit_acts (id, command, title, outcome, refusal, reason, actor_kind, actor_id, actor_name, actor_role, address, session_ref, request_id, submission, entered_at)
    VALUES (${id}, ${act.name}, ${act.title}, ${outcome}, ${refusal}, ${reason}, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.role},
      ${actor.address}, ${actor.sessionRef}, ${actor.requestId}, ${submission}, ${now})`;
}

/** One entry per changed record; `undefined` when there is none. */
export function insertEntries(actId: string, now: string, changes: readonly RecordChange[]): Sql | undefined {
  if (changes.length === 0) return undefined;
  const rows = changes.map(({ type, id, version, kind, diff }) => sql`(${newId()}, ${actId}, ${type}, ${id}, ${version}, ${kind}, ${diff}, ${now})`);
  return sql`INSERT INTO audit_entries (id, act_id, record_type, record_id, version, kind, diff, entered_at) VALUES ${join(rows, ', ')}`;
}

export function insertActLocations(actId: string, locations: readonly string[]): Sql | undefined {
  if (locations.length === 0) return undefined;
  const rows = locations.map((location) => sql`(${actId}, ${location})`);
  return sql`INSERT INTO audit_act_locations (act_id, location_id) VALUES ${join(rows, ', ')}`;
}
