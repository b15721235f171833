import { Injectable } from '@nestjs/common';
import { currentActor } from '../../platform/actor.js';
import { decodeDiff, type RecordDiff } from '../../platform/audit-trail.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, type Sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { visibleActs, visibleRecords } from './audit-scope.js';

export interface ActHead {
  id: string;
  command: string;
  title: string;
  outcome: string;
  refusal: string | null;
  reason: string | null;
  actorName: string;
  actorRole: string;
  address: string;
  sessionRef: string;
  requestId: string;
  enteredAt: string;
}

export interface ActListRow extends ActHead {
  locations: string[];
  /** `{ type: 'invoice', count: 3 }` */
  records: { type: string; count: number }[];
}

export interface StoredChange {
  recordType: string;
  recordId: string;
  version: number;
  newest: number;
  kind: string;
  diff: RecordDiff;
}

export interface Version {
  version: number;
  kind: string;
  actId: string;
  title: string;
  actorName: string;
  enteredAt: string;
  diff: RecordDiff;
}

export interface ActFilter {
  who?: string | undefined;
  command?: string | undefined;
  outcome?: string | undefined;
  locationId?: string | undefined;
  recordType?: string | undefined;
  recordIds?: readonly string[] | undefined;
  /** Act ids are in the order of time: the first and the one after the last that the dates allow. */
  fromId?: string | undefined;
  toId?: string | undefined;
  before?: string | undefined;
}

export const ACTS_ON_A_PAGE = 50;
const VERSIONS_SHOWN = 100;

const head = sql`a.id AS id, a.command AS command, a.title AS title, a.outcome AS outcome, a.refusal AS refusal, a.reason AS reason, a.actor_name AS actorName,
  a.actor_role AS actorRole, a.address AS address, a.session_ref AS sessionRef, a.request_id AS requestId, a.entered_at AS enteredAt`;

@Injectable()
export class ActsQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first, by when it was entered. */
  async list(filter: ActFilter): Promise<{ rows: ActListRow[]; next: string | undefined }> {
    const acts = await this.reader.all<ActHead>(sql`
      SELECT ${head} FROM audit_acts a WHERE ${visibleActs(currentActor())} AND ${matches(filter)} ORDER BY a.id DESC ${limit(ACTS_ON_A_PAGE + 1)}`);
    const page = acts.slice(0, ACTS_ON_A_PAGE);
    const ids = page.map((act) => act.id);
    const [locations, records] = [await this.#locations(ids), await this.#records(ids)];
    const rows = page.map((act) => ({
      ...act,
      locations: locations.filter((row) => row.actId === act.id).map((row) => row.name),
      records: records.filter((row) => row.actId === act.id),
    }));
    return { rows, next: acts.length > page.length ? page.at(-1)!.id : undefined };
  }

  async get(id: string): Promise<{ act: ActHead; locations: string[]; changes: StoredChange[] }> {
    const act = await this.reader.one<ActHead>(sql`SELECT ${head} FROM audit_acts a WHERE a.id = ${id} AND ${visibleActs(currentActor())}`);
    if (!act) throw new NotFound();
    const changes = await this.reader.all<Omit<StoredChange, 'diff'> & { diff: Buffer }>(sql`
      SELECT e.record_type AS recordType, e.record_id AS recordId, e.version AS version, e.kind AS kind, e.diff AS diff,
        (SELECT MAX(n.version) FROM audit_entries n WHERE n.record_type = e.record_type AND n.record_id = e.record_id) AS newest
      FROM audit_entries e WHERE e.act_id = ${id} AND ${visibleRecords(currentActor())} ORDER BY e.id`);
    const locations = await this.#locations([id]);
    return { act, locations: locations.map((row) => row.name), changes: changes.map((change) => ({ ...change, diff: decodeDiff(change.diff) })) };
  }

  /** The newest versions of one record that the reader may see, newest first. */
  async history(type: string, id: string): Promise<Version[]> {
    const versions = await this.reader.all<Omit<Version, 'diff'> & { diff: Buffer }>(sql`
      SELECT e.version AS version, e.kind AS kind, e.act_id AS actId, a.title AS title, a.actor_name AS actorName, e.entered_at AS enteredAt, e.diff AS diff
      FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
      WHERE e.record_type = ${type} AND e.record_id = ${id} AND ${visibleActs(currentActor())} AND ${visibleRecords(currentActor())} ORDER BY e.version DESC ${limit(VERSIONS_SHOWN)}`);
    if (versions.length === 0) throw new NotFound();
    return versions.map((version) => ({ ...version, diff: decodeDiff(version.diff) }));
  }

  async #locations(actIds: readonly string[]): Promise<{ actId: string; name: string }[]> {
    if (actIds.length === 0) return [];
    return this.reader.all(sql`SELECT p.act_id AS actId, l.name AS name FROM audit_act_locations p JOIN locations l ON l.id = p.location_id WHERE p.act_id IN (${list(actIds)}) ORDER BY l.name`);
  }

  async #records(actIds: readonly string[]): Promise<{ actId: string; type: string; count: number }[]> {
    if (actIds.length === 0) return [];
    return this.reader.all(sql`
      SELECT e.act_id AS actId, e.record_type AS type, COUNT(*) AS count FROM audit_entries e WHERE e.act_id IN (${list(actIds)})
      GROUP BY e.act_id, e.record_type ORDER BY e.act_id, e.record_type`);
  }
}

/** Counted instead of EXISTS: MariaDB would turn that into a join, gather all acts of the filter and sort them for one page. */
function matches(filter: ActFilter): Sql {
  const conditions = [
    filter.who === undefined ? undefined : sql`(a.actor_id = ${filter.who} OR LOWER(a.actor_name) LIKE ${`%${filter.who.toLowerCase().replace(/[%_\\]/g, '')}%`})`,
    filter.command === undefined ? undefined : sql`a.command = ${filter.command}`,
    filter.outcome === undefined ? undefined : sql`a.outcome = ${filter.outcome}`,
    filter.locationId === undefined ? undefined : sql`0 < (SELECT COUNT(*) FROM audit_act_locations w WHERE w.act_id = a.id AND w.location_id = ${filter.locationId})`,
    filter.recordType === undefined ? undefined : sql`0 < (SELECT COUNT(*) FROM audit_entries t WHERE t.act_id = a.id AND COALESCE(t.record_type, '') = ${filter.recordType})`,
    filter.recordIds === undefined ? undefined : sql`a.id IN (SELECT r.act_id FROM audit_entries r WHERE r.record_id IN (${list(filter.recordIds)}))`,
    filter.fromId === undefined ? undefined : sql`a.id >= ${filter.fromId}`,
    filter.toId === undefined ? undefined : sql`a.id < ${filter.toId}`,
    filter.before === undefined ? undefined : sql`a.id < ${filter.before}`,
  ];
  return conditions.reduce<Sql>((all, condition) => (condition === undefined ? all : sql`${all} AND ${condition}`), sql`1 = 1`);
}
