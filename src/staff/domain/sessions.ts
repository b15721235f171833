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
  places: SessionPlace[];
  exponent: number;
}

/** Sessions lie in the database, by the hash of their token, outside the audit trail. */
export abstract class Sessions {
  /** The session of a token as long as it lives: not ended, not idle, its user active. Notes that it is in use. */
  abstract find(token: string): Promise<OpenSession | undefined>;
  /** @returns the new token, which is stored nowhere */
  abstract begin(session: { staffId: string; locationId: string; address: string }): Promise<string>;
  abstract end(token: string): Promise<void>;
  abstract moveTo(token: string, locationId: string): Promise<void>;
  /** Where somebody may begin: the location of their last session when still granted, otherwise the first. */
  abstract startingLocation(staffId: string): Promise<string | undefined>;
}
