import type { LocationSummary } from '../locations/index.js';
import { plainWords } from '../shared/plain-text.js';
import { CannotRun } from './failures.js';

/** By code or name, however it is capitalized. */
export function locationNamed(locations: readonly LocationSummary[], typed: string): LocationSummary | undefined {
  const wanted = plainWords(typed);
  return locations.find(({ code, name }) => plainWords(code) === wanted || plainWords(name) === wanted);
}

export function findLocation(locations: readonly LocationSummary[], typed: string): LocationSummary {
  const found = locationNamed(locations, typed);
  if (found) return found;
  const known = locations.map(({ code, name }) => `${code} (${name})`).join(', ') || 'none yet';
  throw new CannotRun(`There is no location “${typed}”; the locations are ${known}.`);
}
