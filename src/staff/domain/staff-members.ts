import type { StaffMember } from './staff.js';

export abstract class StaffMembers {
  abstract one(id: string): Promise<StaffMember>;
  abstract add(member: StaffMember): void;
  /** Whoever else administers all locations; they stay as they are until the act has ended. */
  abstract otherAdministrators(staffId: string): Promise<StaffMember[]>;
  abstract locationExists(locationId: string): Promise<boolean>;
}

/** Password hashes: outside the audit trail, never read by a page. */
export abstract class Secrets {
  /** Joins the running act. @param options `mustChange`: the person chooses another at the next sign-in */
  abstract put(staffId: string, passwordHash: string, options: { mustChange: boolean }): Promise<void>;
  /** The id of the user of that name, whether or not they may come in. */
  abstract idOf(userName: string): Promise<string | undefined>;
  /** The active user of that name. */
  abstract ofUser(userName: string): Promise<{ staffId: string; passwordHash: string } | undefined>;
}
