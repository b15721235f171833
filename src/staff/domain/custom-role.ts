import { Aggregate } from '../../shared/aggregate.js';
import { plainWords, requiredText } from '../../shared/plain-text.js';
import { EVERYBODYS, isPermission, isRole, mayHold, PERMISSIONS, ROLES, type Role } from './permissions.js';
import { NoRights, RightNotForRole, RoleRetired, RoleUnknown } from './refusals.js';
import type { RoleRows } from './role-state.js';

const MOST_CODE = 20;

export interface RoleDetails {
  name: string;
  rights: readonly string[];
}

/** A role that the clinic makes for itself as a copy of a built-in one. Changed rights hold from the next request of whoever has it. */
export class CustomRole extends Aggregate<RoleRows> {
  private constructor(private readonly rows: RoleRows) {
    super();
  }

  static from(rows: RoleRows): CustomRole {
    return new CustomRole(rows);
  }

  /** @param taken codes that other roles have */
  static add(details: RoleDetails & { base: string }, taken: ReadonlySet<string>, newId: () => string): CustomRole {
    if (!isRole(details.base)) throw new RoleUnknown(details.base);
    const id = newId();
    const name = nameOf(details.name);
    const role = new CustomRole({ root: { id, version: 0, code: codeOf(name, taken), name, base: details.base, state: 'active' }, rights: [] });
    role.#setRights(details.rights, newId);
    return role;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): RoleRows {
    return { root: { ...this.rows.root }, rights: this.rows.rights.map((right) => ({ ...right })) };
  }

  get code(): string {
    return this.rows.root.code;
  }

  get base(): Role {
    return this.rows.root.base;
  }

  get rights(): readonly string[] {
    return this.rows.rights.map(({ permission }) => permission);
  }

  change({ name, rights }: RoleDetails, newId: () => string): void {
    if (this.rows.root.state === 'retired') throw new RoleRetired(this.rows.root.name);
    this.rows.root.name = nameOf(name);
    this.#setRights(rights, newId);
  }

  /** Granted to nobody from now on; what it was stays readable. */
  retire(): void {
    this.rows.root.state = 'retired';
  }

  takeUpAgain(): void {
    this.rows.root.state = 'active';
  }

  #setRights(rights: readonly string[], newId: () => string): void {
    if (rights.every((right) => right === EVERYBODYS)) throw new NoRights();
    const wanted = new Set([...rights, EVERYBODYS]);
    for (const right of wanted) {
      if (!mayHold(this.base, right)) throw new RightNotForRole(isPermission(right) ? PERMISSIONS[right].title : right, ROLES[this.base]);
    }
    const kept = this.rows.rights.filter(({ permission }) => wanted.delete(permission));
    this.rows.rights = [...kept, ...[...wanted].map((permission) => ({ id: newId(), roleId: this.id, permission }))];
  }
}

function nameOf(typed: string): string {
  return requiredText(typed, { label: 'Name', field: 'name', most: 60 });
}

/** `Front desk plus` → `front-desk-plus`, or with a number where another role has that. */
function codeOf(name: string, taken: ReadonlySet<string>): string {
  const plain = plainWords(name).replaceAll(/[^a-z0-9]+/g, '-').slice(0, MOST_CODE).replaceAll(/^-|-$/g, '') || 'role';
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? plain : `${plain.slice(0, MOST_CODE - 1 - String(number).length)}-${number}`;
    if (!taken.has(code) && !isRole(code)) return code;
  }
}
