import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { markOf, ORGANIZATION, type Role, ROLES } from '../../staff/index.js';
import { HoldingOwners } from '../domain/holding-owners.js';
import { TAKE } from './payment-words.js';

const TAKERS = (Object.keys(ROLES) as Role[]).filter((role) => markOf(TAKE, role) !== '○');

@Injectable()
export class SequelizeHoldingOwners extends HoldingOwners {
  constructor(private readonly reader: Reader) {
    super();
  }

  at(locationId: string): Promise<{ staffId: string; name: string }[]> {
    return this.reader.all<{ staffId: string; name: string }>(sql`
      SELECT DISTINCT m.id AS staffId, m.display_name AS name FROM grants g JOIN staff m ON m.id = g.staff_id
      WHERE g.location_id IN (${locationId}, ${ORGANIZATION}) AND m.state = 'active'
        AND (g.role IN (${list(TAKERS)}) OR EXISTS (SELECT 1 FROM roles r JOIN role_rights x ON x.role_id = r.id WHERE r.code = g.role AND x.permission = ${TAKE}))
      ORDER BY m.display_name, m.id`);
  }
}
