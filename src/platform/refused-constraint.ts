import { DomainError } from '../shared/domain-error.js';
import { violatedConstraint } from './database/errors.js';
import type { Reader } from './database/reader.js';
import type { OpenUnit } from './open-unit.js';

/** Turns a violated unique constraint into the sentence its aggregate declares; any other error stays what it is. */
export async function refusalFor(error: unknown, unit: OpenUnit, names: ReadonlyMap<string, string>, reader: Reader): Promise<unknown> {
  const constraint = violatedConstraint(error, names);
  if (constraint === undefined) return error;
  for (const { map, aggregate } of unit.tracked.values()) {
    const refusal = map.constraints?.[constraint];
    if (typeof refusal === 'string') return new DomainError(constraint, refusal);
    if (refusal) return refusal(aggregate.state(), reader);
  }
  return error;
}
