import type { Actor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { holds, ROLES } from '../domain/permissions.js';
import { ORGANIZATION, type GrantState } from '../domain/staff-state.js';

const MOST_ROLE_TEXT = 120;

export interface StaffActorOf {
  id: string;
  name: string;
  grants: readonly Pick<GrantState, 'role' | 'locationId'>[];
  address?: string;
  sessionRef?: string;
  requestId?: string;
}

/** What somebody may do: their grants ∩ the table of permissions, nothing else. */
export function staffActor({ id, name, grants, address = '', sessionRef = '', requestId = newId() }: StaffActorOf): Actor {
  return {
    kind: 'staff',
    id,
    name,
    role: [...new Set(grants.map(({ role }) => ROLES[role]))].join(', ').slice(0, MOST_ROLE_TEXT),
    address,
    sessionRef,
    requestId,
    granted: placesOf(grants),
    can: (permission, locationId) => grants.some((grant) => reaches(grant, locationId) && holds(grant.role, permission)),
    locations: (permission) => placesOf(grants.filter(({ role }) => holds(role, permission))),
  };
}

function placesOf(grants: StaffActorOf['grants']): readonly string[] | 'all' {
  const places = new Set(grants.map(({ locationId }) => locationId));
  return places.has(ORGANIZATION) ? 'all' : [...places];
}

function reaches({ locationId: granted }: Pick<GrantState, 'locationId'>, locationId: string): boolean {
  return granted === ORGANIZATION || granted === locationId;
}
