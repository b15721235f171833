import { NotFound } from '../../shared/domain-error.js';

/** The permission was checked for the location the form names; a record of another location is not there. */
export function mustBeAt<T extends { locationId: string }>(record: T, locationId: string): T {
  if (record.locationId !== locationId) throw new NotFound();
  return record;
}
