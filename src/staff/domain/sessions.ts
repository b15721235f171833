import type { KnownRole } from './known-role.js';
import type { GrantState } from './staff-state.js';

/** A place where the signed-in person has at least one role. */
export interface SessionPlace {
  id: string;
  code: string;
  name: string;
  timeZone: string;
}

export interface OpenSession {
  sessionId: string;
  staffId: string;
  displayName: string;
  /** Where they stand now; it may no longer be granted. */
  locationId: string;
  grants: Pick<GrantState, 'role' | 'locationId'>[];
  /** What the grants name. */
  roles: ReadonlyMap<string, KnownRole>;
  places: SessionPlace[];
  exponent: number;
  /** The password was given by somebody else: another is chosen before anything else. */
  mustChangePassword: boolean;
}

/** A session that still lives, as its person sees it. */
export interface LivingSession {
  id: string;
  address: string;
  signedInAt: string;
  seenAt: string;
}

/** Sessions lie in the database, by the hash of their token, outside the audit trail. */
export abstract class Sessions {
  /** The session of a token as long as it lives: not ended, not idle, its user active. Notes that it is in use. */
  abstract find(token: string): Promise<OpenSession | undefined>;
  /** @returns the new token, which is stored nowhere */
  abstract begin(session: { staffId: string; locationId: string; address: string }): Promise<string>;
  abstract end(token: string): Promise<void>;
  /** Of one's own; nothing happens when it is not. */
  abstract endOne(staffId: string, sessionId: string): Promise<void>;
  abstract living(staffId: string): Promise<LivingSession[]>;
  /** Forgets sessions that ended long ago; what was done in them stays in the audit trail. @returns how many */
  abstract forgetOld(): Promise<number>;
  abstract moveTo(token: string, locationId: string): Promise<void>;
  /** Where somebody may begin: the location of their last session when still granted, otherwise the first. */
  abstract startingLocation(staffId: string): Promise<string | undefined>;
}
