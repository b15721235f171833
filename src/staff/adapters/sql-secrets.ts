import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { OutsideTrail } from '../../platform/outside-trail.js';
import { Secrets } from '../domain/staff-members.js';

@Injectable()
export class SqlSecrets extends Secrets {
  constructor(
    private readonly reader: Reader,
    private readonly outsideTrail: OutsideTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** A new password also ends the sessions that were opened with the old one. */
  override async put(staffId: string, passwordHash: string, { mustChange }: { mustChange: boolean }): Promise<void> {
    await this.outsideTrail.run(sql`DELETE FROM staff_secrets WHERE staff_id = ${staffId}`);
    await this.outsideTrail.run(sql`INSERT INTO staff_secrets (staff_id, password_hash, must_change) VALUES (${staffId}, ${passwordHash}, ${mustChange ? 1 : 0})`);
    await this.outsideTrail.run(sql`UPDATE sessions SET ended_at = ${this.clock.now()} WHERE staff_id = ${staffId} AND ended_at IS NULL`);
  }

  override async idOf(userName: string): Promise<string | undefined> {
    return (await this.reader.one<{ id: string }>(sql`SELECT s.id AS id FROM staff s WHERE s.user_name = ${userName}`))?.id;
  }

  override ofUser(userName: string): Promise<{ staffId: string; passwordHash: string } | undefined> {
    return this.reader.one<{ staffId: string; passwordHash: string }>(sql`
      SELECT s.id AS staffId, x.password_hash AS passwordHash
      FROM staff s JOIN staff_secrets x ON x.staff_id = s.id WHERE s.user_name = ${userName} AND s.state = 'active'`);
  }
}
