import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor.js';

export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
}

/** Who a request comes from, and where that person stands right now. */
export interface SignedIn {
  readonly actor: Actor;
  /** The current location. */
  readonly location: Place;
  /** Every location the person has a grant at. */
  readonly locations: readonly Place[];
  /** Decimals of the organization's currency. */
  readonly exponent: number;
}

/** The one thing the web asks of a module: who is this? `staff` answers. */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<SignedIn | undefined>;
  /** Whether the staff table lists a permission of that name; asked of every route and command at boot. */
  abstract knows(permission: string): boolean;
}

/** Somebody is signed in, and has to do something on another page before anything else. */
export class ElsewhereFirst extends Error {
  constructor(readonly path: string) {
    super(`first ${path}`);
  }
}
