import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import type { Patient } from '../domain/patient.js';

/** @returns the place by which the one who acts may change this patient */
export function mustBeAllowedToEdit(patient: Patient): string {
  return mustBeAllowedOn(patient, 'patient.edit');
}

/**
 * What may be done to a patient may be done by whoever has the right at one of the places where this one is registered.
 * @returns that place
 */
export function mustBeAllowedOn(patient: Patient, permission: string): string {
  const actor = currentActor();
  const place = patient.locationIds.find((locationId) => actor.kind === 'system' || actor.can(permission, locationId));
  if (place !== undefined) return place;
  const granted = patient.locationIds.find((locationId) => actor.granted === 'all' || actor.granted.includes(locationId));
  const asked = granted ?? patient.locationIds[0] ?? '';
  mustBeAllowed(permission, asked);
  return asked;
}
