import { AsyncLocalStorage } from 'node:async_hooks';
import type { AggregateMap } from './aggregate-map.js';
import type { Aggregate, Row, RowSet } from '../shared/aggregate.js';
import { type Session, UnitEnded } from './database/session.js';
import type { Sql } from './database/sql.js';

/** One aggregate in the identity map, with the rows it was loaded with. */
export interface Tracked {
  map: AggregateMap;
  aggregate: Aggregate;
  /** `undefined` for a new one. */
  loaded: RowSet | undefined;
}

/** What one running command holds: its transaction, identity map, act and locations. */
export class OpenUnit {
  readonly tracked = new Map<string, Tracked>();
  readonly locations = new Set<string>();
  /** Statements on tables outside the trail, sent with the flush. */
  readonly alongside: Sql[] = [];
  #ordinal = 0;

  constructor(
    readonly session: Session,
    readonly actId: string,
    readonly now: string,
    /** Why, as the command says; empty when it says nothing. */
    readonly reason: string = '',
  ) {}

  nextOrdinal(): number {
    this.#ordinal += 1;
    return this.#ordinal;
  }

  find(map: AggregateMap, id: string): Tracked | undefined {
    return this.tracked.get(`${map.type}:${id}`);
  }

  track(tracked: Tracked): void {
    this.tracked.set(`${tracked.map.type}:${tracked.aggregate.id}`, tracked);
  }

  takeEvents(): object[] {
    return [...this.tracked.values()].flatMap((tracked) => tracked.aggregate.takeEvents());
  }
}

const ambient = new AsyncLocalStorage<OpenUnit>();

export function runInUnit<T>(unit: OpenUnit, work: () => Promise<T>): Promise<T> {
  return ambient.run(unit, work);
}

/** The unit this code runs in, or `undefined` outside. Throws when that unit has already ended. */
export function openUnit(): OpenUnit | undefined {
  const unit = ambient.getStore();
  if (unit?.session.isEnded) throw new UnitEnded();
  return unit;
}

/** Whether the code runs in a unit, ended or not. */
export function isInsideUnit(): boolean {
  return ambient.getStore() !== undefined;
}

export function rowsOf(state: RowSet, part: string): readonly Row[] {
  const rows = state[part];
  if (rows === undefined) return [];
  return Array.isArray(rows) ? (rows as Row[]) : [rows as Row];
}
