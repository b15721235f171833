import { holds, mayHold, PERMISSIONS, ROLES, type Role } from './permissions.js';

/** A role as whoever holds it stands: built in, or the clinic's own. */
export interface KnownRole {
  code: string;
  name: string;
  /** Decides which other roles it excludes. */
  base: Role;
  isRetired: boolean;
  rights: ReadonlySet<string>;
}

const BUILT_IN: readonly KnownRole[] = (Object.keys(ROLES) as Role[]).map((role) => ({
  code: role, name: ROLES[role], base: role, isRetired: false, rights: new Set(Object.keys(PERMISSIONS).filter((permission) => holds(role, permission))),
}));

/** A role of the clinic's own; a right that its base may not hold any more is not held. */
export function ownRole(role: Omit<KnownRole, 'rights'>, permissions: readonly string[]): KnownRole {
  return { ...role, rights: new Set(permissions.filter((permission) => mayHold(role.base, permission))) };
}

/** By code: the built-in roles first, then the clinic's own. */
export function knownRoles(own: Iterable<KnownRole> = []): ReadonlyMap<string, KnownRole> {
  return new Map([...BUILT_IN, ...own].map((role) => [role.code, role]));
}
