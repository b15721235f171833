import { Aggregate } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import type { KnownRole } from './known-role.js';
import { incompatible, ROLES } from './permissions.js';
import { AlreadyGranted, NotGranted, RoleRetired, RolesExclude, RoleUnknown, UserNameUnusable } from './refusals.js';
import { ORGANIZATION, type StaffRows } from './staff-state.js';

const USER_NAME = /^[a-z][a-z0-9.-]{1,59}$/;

/** Somebody who signs in, with the roles granted to them per location. The password lies elsewhere. */
export class StaffMember extends Aggregate<StaffRows> {
  private constructor(private readonly rows: StaffRows) {
    super();
  }

  static from(rows: StaffRows): StaffMember {
    return new StaffMember(rows);
  }

  static add(id: string, details: { userName: string; displayName: string }): StaffMember {
    const userName = userNameOf(details.userName);
    if (!USER_NAME.test(userName)) throw new UserNameUnusable();
    const displayName = requiredText(details.displayName, { label: 'Name', field: 'displayName', most: 120 });
    return new StaffMember({ root: { id, version: 0, userName, displayName, state: 'active' }, grants: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): StaffRows {
    return { root: { ...this.rows.root }, grants: this.rows.grants.map((grant) => ({ ...grant })) };
  }

  get userName(): string {
    return this.rows.root.userName;
  }

  /**
   * @param grantId the id of the new grant
   * @param known every role there is
   */
  grant(grantId: string, roleName: string, locationId: string, known: ReadonlyMap<string, KnownRole>): void {
    const role = known.get(roleName);
    if (!role) throw new RoleUnknown(roleName);
    if (role.isRetired) throw new RoleRetired(role.name);
    if (this.#find(roleName, locationId)) throw new AlreadyGranted();
    const clash = incompatible([...this.rows.grants.flatMap((grant) => known.get(grant.role)?.base ?? []), role.base]);
    if (clash) throw new RolesExclude(ROLES[clash[0]], ROLES[clash[1]]);
    this.rows.grants.push({ id: grantId, staffId: this.id, role: roleName, locationId });
  }

  revoke(roleName: string, locationId: string): void {
    const grant = this.#find(roleName, locationId);
    if (!grant) throw new NotGranted();
    this.rows.grants.splice(this.rows.grants.indexOf(grant), 1);
  }

  /** Adds users and grants roles everywhere, as long as they may come in. */
  get isAdministrator(): boolean {
    return this.rows.root.state === 'active' && this.#find('administrator', ORGANIZATION) !== undefined;
  }

  /** Cuts them off at their next request. */
  disable(): void {
    this.rows.root.state = 'disabled';
  }

  enable(): void {
    this.rows.root.state = 'active';
  }

  #find(role: string, locationId: string) {
    return this.rows.grants.find((grant) => grant.role === role && grant.locationId === locationId);
  }
}

/** How a user name is compared: case and blanks around it do not matter. */
export function userNameOf(typed: string): string {
  return typed.trim().toLowerCase();
}
