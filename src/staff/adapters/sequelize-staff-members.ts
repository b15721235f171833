import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { AlreadyGranted, UserNameTaken } from '../domain/refusals.js';
import { StaffMember } from '../domain/staff.js';
import { StaffMembers } from '../domain/staff-members.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { GrantRow, StaffRow } from './staff.rows.js';

const staffMap = aggregateMap<StaffMember>({
  type: 'staff',
  root: StaffRow,
  children: { grants: GrantRow },
  parent: 'staffId',
  from: StaffMember.from,
  locations: () => [],
  constraints: {
    uq_staff_user_name: (state) => new UserNameTaken(state.root.userName),
    uq_grants: () => new AlreadyGranted(),
  },
});

@Injectable()
export class SequelizeStaffMembers extends StaffMembers {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly locations: LocationsQueries,
  ) {
    super();
  }

  override one(id: string): Promise<StaffMember> {
    return this.unit.one(staffMap, id);
  }

  override add(member: StaffMember): void {
    this.unit.add(staffMap, member);
  }

  override async otherAdministrators(staffId: string): Promise<StaffMember[]> {
    const rows = await this.reader.all<{ id: string }>(sql`
      SELECT g.staff_id AS id FROM grants g JOIN staff m ON m.id = g.staff_id
      WHERE g.role = 'administrator' AND g.location_id = ${ORGANIZATION} AND m.state = 'active' AND m.id <> ${staffId}`);
    return this.unit.load(staffMap, rows.map(({ id }) => id));
  }

  override async locationExists(locationId: string): Promise<boolean> {
    return (await this.locations.get(locationId)) !== undefined;
  }
}
