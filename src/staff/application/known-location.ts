import { mustBeAllowed } from '../../platform/actor.js';
import { NotFound } from '../../shared/domain-error.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import type { StaffMembers } from '../domain/staff-members.js';

/** A role is granted where the granting person may, at a location that exists or for the whole organization. */
export async function mustBeGrantable(members: StaffMembers, locationId: string): Promise<void> {
  mustBeAllowed('staff.edit', locationId);
  if (locationId !== ORGANIZATION && !(await members.locationExists(locationId))) throw new NotFound();
}
