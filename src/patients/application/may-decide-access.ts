import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import type { AccessRequest, Deciding } from '../domain/access-request.js';
import type { LocalDay } from './local-day.js';

const GRANT = 'patient.grant-access';

/** Decided by whoever may grant access at a location that has the patient; the day is of that location. */
export async function deciderOf(request: AccessRequest, day: LocalDay): Promise<Deciding> {
  const actor = currentActor();
  const holder = request.holderIds.find((locationId) => actor.can(GRANT, locationId)) ?? request.holderIds[0] ?? request.locationId;
  mustBeAllowed(GRANT, holder);
  return { id: actor.id, name: actor.name, today: await day.at(holder) };
}
