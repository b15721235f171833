import { Injectable } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { AlreadyGranted, UserNameTaken } from '../domain/refusals.js';
import { StaffMember } from '../domain/staff.js';
import { StaffMembers } from '../domain/staff-members.js';
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

  override async locationExists(locationId: string): Promise<boolean> {
    return (await this.locations.get(locationId)) !== undefined;
  }
}
