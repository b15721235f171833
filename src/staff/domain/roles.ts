import type { CustomRole } from './custom-role.js';
import type { KnownRole } from './known-role.js';

/** The roles of the clinic, as the use cases need them. */
export abstract class Roles {
  /** Every role there is, by code, the built-in ones and those retired included. */
  abstract known(): Promise<ReadonlyMap<string, KnownRole>>;
  abstract one(id: string): Promise<CustomRole>;
  abstract add(role: CustomRole): void;
  /** Refuses when somebody changed the role since the form was rendered. */
  abstract expectVersion(role: CustomRole, version: number): Promise<void>;
  /** Ids of the users who have it somewhere. */
  abstract holders(code: string): Promise<string[]>;
}
