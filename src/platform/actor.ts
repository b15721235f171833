import { AsyncLocalStorage } from 'node:async_hooks';
import { Forbidden, NotFound } from '../shared/domain-error.js';
import { newId } from './ids.js';
import { titleOfRight } from './right-titles.js';

/** Who acts. There is no default: code that needs an actor and finds none stops. */
export interface Actor {
  readonly kind: 'staff' | 'system';
  readonly id: string;
  readonly name: string;
  /** What the audit trail shows, for example `Billing clerk`. */
  readonly role: string;
  readonly address: string;
  readonly sessionRef: string;
  readonly requestId: string;
  /** Locations where the actor holds any grant at all: elsewhere a record looks missing. */
  readonly granted: readonly string[] | 'all';
  can(permission: string, locationId: string): boolean;
  /** The locations where the actor holds the permission. */
  locations(permission: string): readonly string[] | 'all';
}

export type Scope = { readonly locationIds: readonly string[] | 'all' };

const ambient = new AsyncLocalStorage<Actor>();

export function actAs<T>(actor: Actor, work: () => T): T {
  return ambient.run(actor, work);
}

export function currentActor(): Actor {
  const actor = ambient.getStore();
  if (!actor) throw new Error('Nobody is acting: wrap this work in actAs(…).');
  return actor;
}

/** A named part of the product acting on its own behalf, for example `system:seed`. */
export function systemActor(id: `system:${string}`): Actor {
  return {
    kind: 'system',
    id,
    name: id,
    role: 'System',
    address: '',
    sessionRef: '',
    requestId: newId(),
    granted: 'all',
    can: () => true,
    locations: () => 'all',
  };
}

/** The locations whose rows the current actor may see under a permission. */
export function scopeFor(permission: string): Scope {
  return { locationIds: currentActor().locations(permission) };
}

/** Throws Forbidden, or NotFound where the actor may not even know the location's records. */
export function mustBeAllowed(permission: string, locationId: string): void {
  const actor = currentActor();
  if (actor.can(permission, locationId)) return;
  if (actor.granted !== 'all' && !actor.granted.includes(locationId)) throw new NotFound();
  throw new Forbidden(forbiddenSentence(permission));
}

/** For what belongs to the whole organization: the permission at any location will do. */
export function mustBeAllowedSomewhere(permission: string): void {
  const locations = currentActor().locations(permission);
  if (locations !== 'all' && locations.length === 0) throw new Forbidden(forbiddenSentence(permission));
}

function forbiddenSentence(permission: string): string {
  return `Your role does not include “${titleOfRight(permission)}” at this location. Ask a supervisor or an administrator.`;
}
