import { Injectable } from '@nestjs/common';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { isAdministrative, type Permission, PERMISSIONS } from '../domain/permissions.js';
import { LastAdministrator, RightNotHeld } from '../domain/refusals.js';
import { Roles } from '../domain/roles.js';
import type { StaffMember } from '../domain/staff.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { StaffMembers } from '../domain/staff-members.js';

/** What granting and taking away ask for. */
@Injectable()
export class Granting {
  constructor(
    private readonly members: StaffMembers,
    private readonly roles: Roles,
  ) {}

  /** A role is granted where the granting person may, at a location that exists or for the whole organization. */
  async grant(member: StaffMember, role: string, locationId: string): Promise<void> {
    mustBeAllowed('staff.edit', locationId);
    if (locationId !== ORGANIZATION && !(await this.members.locationExists(locationId))) throw new NotFound();
    const known = await this.roles.known();
    member.grant(newId(), role, locationId, known);
    mustHoldToGive(known.get(role)!.rights, locationId);
  }

  /** @param change what might leave nobody who administers all locations; refused if it does */
  async keepingAnAdministrator(member: StaffMember, change: () => void): Promise<void> {
    const was = member.isAdministrator;
    change();
    if (!was || member.isAdministrator) return;
    const others = await this.members.otherAdministrators(member.id);
    if (!others.some((other) => other.isAdministrator)) throw new LastAdministrator();
  }
}

/** Rights over users and settings are passed on only by who holds them there. */
export function mustHoldToGive(rights: Iterable<string>, locationId: string): void {
  const actor = currentActor();
  for (const right of rights) {
    if (isAdministrative(right) && !actor.can(right, locationId)) throw new RightNotHeld(PERMISSIONS[right as Permission].title);
  }
}
