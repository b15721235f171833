import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { OutsideTrail } from '../../platform/outside-trail.js';
import type { KnownRole } from '../domain/known-role.js';
import { forgottenBefore, hasEnded, idleSince, needsTouch } from '../domain/session-life.js';
import { Sessions, type LivingSession, type OpenSession } from '../domain/sessions.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { RoleBook } from './role-book.js';

/** One row per grant and place: whoever has no place has no session. */
interface SessionRow {
  sessionId: string;
  signedInAt: string;
  seenAt: string;
  sessionLocationId: string;
  staffId: string;
  displayName: string;
  role: string;
  grantedAt: string;
  id: string;
  code: string;
  name: string;
  timeZone: string;
  exponent: number | null;
  mustChange: number | null;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

@Injectable()
export class SqlSessions extends Sessions {
  constructor(
    private readonly reader: Reader,
    private readonly outsideTrail: OutsideTrail,
    private readonly clock: Clock,
    private readonly book: RoleBook,
  ) {
    super();
  }

  override async find(token: string): Promise<OpenSession | undefined> {
    const rows = TOKEN.test(token) ? await this.#rowsOf(token) : [];
    const [first] = rows;
    if (!first) return undefined;
    const now = this.clock.epochMs();
    const times = { signedInAt: msOf(first.signedInAt), seenAt: msOf(first.seenAt) };
    if (hasEnded(times, now)) return undefined;
    if (needsTouch(times, now)) await this.#touch(first.sessionId);
    return sessionOf(first, rows, await this.book.named(rows.map(({ role }) => role)));
  }

  override async begin({ staffId, locationId, address }: { staffId: string; locationId: string; address: string }): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.outsideTrail.run(sql`
      INSERT INTO sessions (id, token_hash, staff_id, location_id, address, signed_in_at, seen_at, ended_at)
      VALUES (${newId()}, ${hashOf(token)}, ${staffId}, ${locationId}, ${address}, ${now}, ${now}, NULL)`);
    return token;
  }

  override async end(token: string): Promise<void> {
    await this.outsideTrail.run(sql`UPDATE sessions SET ended_at = ${this.clock.now()} WHERE token_hash = ${hashOf(token)} AND ended_at IS NULL`);
  }

  override async endOne(staffId: string, sessionId: string): Promise<void> {
    await this.outsideTrail.run(sql`UPDATE sessions SET ended_at = ${this.clock.now()} WHERE id = ${sessionId} AND staff_id = ${staffId} AND ended_at IS NULL`);
  }

  override living(staffId: string): Promise<LivingSession[]> {
    return this.reader.all<LivingSession>(sql`
      SELECT s.id AS id, s.address AS address, s.signed_in_at AS signedInAt, s.seen_at AS seenAt FROM sessions s
      WHERE s.staff_id = ${staffId} AND s.ended_at IS NULL AND s.seen_at > ${instantOf(idleSince(this.clock.epochMs()))} ORDER BY s.id DESC`);
  }

  override forgetOld(): Promise<number> {
    return this.outsideTrail.run(sql`DELETE FROM sessions WHERE seen_at < ${instantOf(forgottenBefore(this.clock.epochMs()))}`);
  }

  override async moveTo(token: string, locationId: string): Promise<void> {
    await this.outsideTrail.run(sql`UPDATE sessions SET location_id = ${locationId} WHERE token_hash = ${hashOf(token)} AND ended_at IS NULL`);
  }

  override async startingLocation(staffId: string): Promise<string | undefined> {
    const granted = await this.reader.all<{ id: string }>(sql`
      SELECT DISTINCT l.id AS id, l.code AS code
      FROM grants g JOIN locations l ON (l.id = g.location_id OR g.location_id = ${ORGANIZATION})
      WHERE g.staff_id = ${staffId} AND l.state = 'active' ORDER BY l.code`);
    const last = await this.reader.one<{ id: string }>(
      sql`SELECT s.location_id AS id FROM sessions s WHERE s.staff_id = ${staffId} ORDER BY s.id DESC ${limit(1)}`,
    );
    return granted.find(({ id }) => id === last?.id)?.id ?? granted[0]?.id;
  }

  /** Session, person, grants, places and currency in one read: it runs at every request. */
  #rowsOf(token: string): Promise<SessionRow[]> {
    return this.reader.all<SessionRow>(sql`
      SELECT s.id AS sessionId, s.signed_in_at AS signedInAt, s.seen_at AS seenAt, s.location_id AS sessionLocationId,
             m.id AS staffId, m.display_name AS displayName, g.role AS role, g.location_id AS grantedAt,
             l.id AS id, l.code AS code, l.name AS name, l.time_zone AS timeZone,
             (SELECT o.exponent FROM organizations o ${limit(1)}) AS exponent,
             (SELECT x.must_change FROM staff_secrets x WHERE x.staff_id = m.id) AS mustChange
      FROM sessions s
      JOIN staff m ON m.id = s.staff_id
      JOIN grants g ON g.staff_id = m.id
      JOIN locations l ON (l.id = g.location_id OR g.location_id = ${ORGANIZATION})
      WHERE s.token_hash = ${hashOf(token)} AND s.ended_at IS NULL AND m.state = 'active' AND l.state = 'active'
      ORDER BY l.code, g.id`);
  }

  async #touch(sessionId: string): Promise<void> {
    await this.outsideTrail.run(sql`UPDATE sessions SET seen_at = ${this.clock.now()} WHERE id = ${sessionId} AND ended_at IS NULL`);
  }
}

function sessionOf(first: SessionRow, rows: readonly SessionRow[], roles: ReadonlyMap<string, KnownRole>): OpenSession {
  const grants = new Map(rows.map(({ role, grantedAt }) => [`${role} ${grantedAt}`, { role, locationId: grantedAt }]));
  const places = new Map(rows.map(({ id, code, name, timeZone }) => [id, { id, code, name, timeZone }]));
  return {
    sessionId: first.sessionId,
    staffId: first.staffId,
    displayName: first.displayName,
    locationId: first.sessionLocationId,
    grants: [...grants.values()],
    roles,
    places: [...places.values()],
    exponent: first.exponent ?? 2,
    mustChangePassword: first.mustChange === 1,
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function msOf(instant: string): number {
  return Date.parse(`${instant.slice(0, 23).replace(' ', 'T')}Z`);
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
}
