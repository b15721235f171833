import type { Actor } from '../../platform/actor.js';
import { newId } from '../../platform/ids.js';
import { type KnownRole, knownRoles } from '../domain/known-role.js';
import { ORGANIZATION, type GrantState } from '../domain/staff-state.js';

const MOST_ROLE_TEXT = 120;

export interface StaffActorOf {
  id: string;
  name: string;
  grants: readonly Pick<GrantState, 'role' | 'locationId'>[];
  /** The roles that grants may name; the built-in ones when left out. */
  roles?: ReadonlyMap<string, KnownRole>;
  address?: string;
  sessionRef?: string;
  requestId?: string;
}

const BUILT_IN = knownRoles();

/** What somebody may do: the rights of the roles granted to them, where they are granted, and nothing else. */
export function staffActor({ id, name, grants, roles = BUILT_IN, address = '', sessionRef = '', requestId = newId() }: StaffActorOf): Actor {
  const holds = (role: string, permission: string): boolean => roles.get(role)?.rights.has(permission) ?? false;
  return {
    kind: 'staff',
    id,
    name,
    role: [...new Set(grants.flatMap(({ role }) => roles.get(role)?.name ?? []))].join(', ').slice(0, MOST_ROLE_TEXT),
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
