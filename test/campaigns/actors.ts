import type { Actor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';

/** Staff made up for the campaigns, with the permissions that matter there. The real table is tested cell by cell elsewhere. */
export function staffAt(name: string, locationIds: readonly string[], permissions: readonly string[] | 'all'): Actor {
  const can = (permission: string, locationId: string): boolean => locationIds.includes(locationId) && (permissions === 'all' || permissions.includes(permission));
  return {
    kind: 'staff', id: `staff-${name}`, name, role: name, address: '10.0.0.1', sessionRef: 'campaign', requestId: newId(), granted: locationIds, can,
    locations: (permission) => locationIds.filter((locationId) => can(permission, locationId)),
  };
}
