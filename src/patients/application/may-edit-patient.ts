import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import type { Patient } from '../domain/patient.js';

/**
 * A patient may be changed by whoever may change patients at one of the places where this one is registered.
 * @returns that place
 */
export function mustBeAllowedToEdit(patient: Patient): string {
  const actor = currentActor();
  const place = patient.locationIds.find((locationId) => actor.kind === 'system' || actor.can('patient.edit', locationId));
  if (place !== undefined) return place;
  const granted = patient.locationIds.find((locationId) => actor.granted === 'all' || actor.granted.includes(locationId));
  const asked = granted ?? patient.locationIds[0] ?? '';
  mustBeAllowed('patient.edit', asked);
  return asked;
}
