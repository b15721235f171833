import type { KnownRole } from '../domain/known-role.js';
import { EVERYBODYS, type Mark, markOf, mayHold, type Permission, PERMISSIONS, type Role, ROLES } from '../domain/permissions.js';

const WORDS: Record<Mark, string> = { '●': 'Yes', '◐': 'Limited', '○': 'No' };
const ALL = Object.keys(PERMISSIONS) as Permission[];

export const BASE_CHOICES = (Object.keys(ROLES) as Role[]).map((role) => ({ value: role, label: ROLES[role] }));

/** The table of rights as the page shows it: the very one that the guard reads. */
export function rightsTable(roles: readonly KnownRole[]) {
  return ALL.map((permission) => ({
    title: PERMISSIONS[permission].title,
    note: PERMISSIONS[permission].note ?? null,
    cells: roles.map((role) => ({ label: role.name, word: wordOf(role, permission) })),
  }));
}

/** The rights that a copy of `base` may hold, to be ticked. */
export function rightChoices(base: Role, held: ReadonlySet<string>) {
  return ALL.filter((permission) => permission !== EVERYBODYS && mayHold(base, permission)).map((permission) => {
    const { title, note } = PERMISSIONS[permission];
    return { value: permission, title: title.charAt(0).toUpperCase() + title.slice(1), note: note ?? '', isHeld: held.has(permission) };
  });
}

/** Of the limits of a right, a copy inherits those of its base. */
function wordOf({ rights, base }: KnownRole, permission: Permission): string {
  if (!rights.has(permission)) return WORDS['○'];
  return WORDS[markOf(permission, base) === '◐' ? '◐' : '●'];
}
