import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import type { Patient } from '../domain/patient.js';

/** A patient may be changed by whoever may change patients at one of the places where this one is registered. */
export function mustBeAllowedToEdit(patient: Patient): void {
  const actor = currentActor();
  if (actor.kind === 'system' || patient.locationIds.some((locationId) => actor.can('patient.edit', locationId))) return;
  const granted = patient.locationIds.find((locationId) => actor.granted === 'all' || actor.granted.includes(locationId));
  mustBeAllowed('patient.edit', granted ?? patient.locationIds[0] ?? '');
}
