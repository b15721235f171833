import { currentActor } from '../../platform/actor.js';
import { Forbidden } from '../../shared/domain-error.js';

/** What belongs to every location is changed only by somebody whose right holds at every location. */
export function mustHoldForOrganization(permission: string): void {
  if (currentActor().locations(permission) === 'all') return;
  throw new Forbidden('This holds for the whole organization; your role holds at this location. Somebody whose role holds for the whole organization changes it.');
}
