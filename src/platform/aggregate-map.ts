import type { Aggregate, RowSet } from '../shared/aggregate.js';
import type { DomainError } from '../shared/domain-error.js';
import type { RowClass } from './database/columns.js';
import type { Reader } from './database/reader.js';

/** A sentence for a unique constraint that a flush ran into, or a function that looks up what is in the way (after the rollback). */
export type ConstraintRefusal<S> = string | ((state: S, reader: Reader) => DomainError | Promise<DomainError>);

/** How an aggregate lies in its tables. */
export interface AggregateMap<A extends Aggregate = Aggregate, S extends RowSet = ReturnType<A['state']> & RowSet> {
  /** Names the record in the audit trail, for example `invoice`. */
  type: string;
  root: RowClass;
  /** Always loaded with the root; may be inserted, changed and (where the table allows it) removed. */
  children?: Record<string, RowClass>;
  /** Insert-only; `state()` returns only the rows newly appended. */
  appended?: Record<string, RowClass>;
  /** Property of child and appended rows that holds the root's id. */
  parent?: string;
  from(state: S): A;
  /** Locations the record belongs to; none means the whole organization. */
  locations(state: S): readonly string[];
  constraints?: Record<string, ConstraintRefusal<S>>;
}

const registry = new Map<string, AggregateMap>();

export function aggregateMap<A extends Aggregate>(map: AggregateMap<A>): AggregateMap<A> {
  if ((map.children ?? map.appended) && !map.parent) throw new Error(`${map.type} has parts but names no parent property.`);
  registry.set(map.type, map as unknown as AggregateMap);
  return map;
}

/** Every aggregate of the product, for the boot check, the audit trail and its replay. */
export function aggregateMaps(): readonly AggregateMap[] {
  return [...registry.values()];
}

/** Part name (`root` included) → row class. */
export function partsOf(map: AggregateMap): Record<string, RowClass> {
  return { root: map.root, ...map.children, ...map.appended };
}

export function rowClassesOf(map: AggregateMap): RowClass[] {
  return Object.values(partsOf(map));
}
