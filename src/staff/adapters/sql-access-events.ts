import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { OutsideTrail } from '../../platform/outside-trail.js';
import { AccessEvents, type AccessKind } from '../domain/access-events.js';

@Injectable()
export class SqlAccessEvents extends AccessEvents {
  constructor(
    private readonly outsideTrail: OutsideTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async note(kind: AccessKind, { staffId, address }: { staffId?: string | undefined; address: string }): Promise<void> {
    await this.outsideTrail.run(sql`
      INSERT INTO access_events (id, kind, staff_id, address, happened_at) VALUES (${newId()}, ${kind}, ${staffId ?? null}, ${address}, ${this.clock.now()})`);
  }
}
