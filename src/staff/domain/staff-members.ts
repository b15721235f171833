import type { StaffMember } from './staff.js';

export abstract class StaffMembers {
  abstract one(id: string): Promise<StaffMember>;
  abstract add(member: StaffMember): void;
  abstract locationExists(locationId: string): Promise<boolean>;
}

/** Password hashes: outside the audit trail, never read by a page. */
export abstract class Secrets {
  /** Joins the running act. */
  abstract put(staffId: string, passwordHash: string): Promise<void>;
  /** The active user of that name. */
  abstract ofUser(userName: string): Promise<{ staffId: string; passwordHash: string } | undefined>;
}
