import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '../shared/domain-error.js';
import type { Aggregate, Row, RowSet } from '../shared/aggregate.js';
import { currentActor } from './actor.js';
import type { AggregateMap } from './aggregate-map.js';
import { Database } from './database/database.js';
import { Reader } from './database/reader.js';
import { Sql, sql } from './database/sql.js';
import { lookAt, readParts } from './looks.js';
import { openUnit, rowsOf, type OpenUnit } from './open-unit.js';
import { partsIn, selectParts, selectRows } from './row-sql.js';
import { staleSentence } from './stale.js';

const FOR_UPDATE = new Sql(' FOR UPDATE', []);
const NO_LOCK = new Sql('', []);
const SHARED = new Sql(' LOCK IN SHARE MODE', []);

/**
 * What a handler may ask of the running command: load aggregates (locked), add new ones, look at others.
 * There is no save: at the end the command's flush writes what `state()` says has changed.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  get actId(): string {
    return this.#unit().actId;
  }

  /** When the command was entered, UTC with microseconds. */
  get now(): string {
    return this.#unit().now;
  }

  /** The reason that the running command gives, for acts that are allowed only with one; empty when it gives none. */
  get reason(): string {
    return this.#unit().reason;
  }

  nextOrdinal(): number {
    return this.#unit().nextOrdinal();
  }

  /**
   * Loads for changing: one sorted SELECT … FOR UPDATE for all roots, one SELECT for what lies in their child tables. The same record is the same
   * instance throughout the command, and its version rises even if nothing in it changes. Answers in the order of `ids`.
   */
  async load<A extends Aggregate>(map: AggregateMap<A>, ids: readonly string[]): Promise<A[]> {
    const unit = this.#unit();
    const any = map as unknown as AggregateMap;
    const missing = [...new Set(ids)].filter((id) => !unit.find(any, id)).sort();
    for (const state of await this.#select(any, missing, FOR_UPDATE)) {
      unit.track({ map: any, aggregate: any.from(copyOf(state)), loaded: state });
    }
    return ids.map((id) => {
      const tracked = unit.find(any, id);
      if (!tracked || !isVisible(any, tracked.aggregate.state())) throw new NotFound();
      return tracked.aggregate as unknown as A;
    });
  }

  /** What the running command has loaded or added so far, as it stands now: no read sees that before the flush. */
  tracked<A extends Aggregate>(map: AggregateMap<A>): A[] {
    return [...(openUnit()?.tracked.values() ?? [])].filter((one) => one.map.type === map.type).map(({ aggregate }) => aggregate as unknown as A);
  }

  async one<A extends Aggregate>(map: AggregateMap<A>, id: string): Promise<A> {
    return (await this.load(map, [id]))[0]!;
  }

  add<A extends Aggregate>(map: AggregateMap<A>, aggregate: A): void {
    this.#unit().track({ map: map as unknown as AggregateMap, aggregate, loaded: undefined });
  }

  /** Looks without locking, inside or outside a command: for previews and for what is not limited by the record. */
  async peek<A extends Aggregate>(map: AggregateMap<A>, ids: readonly string[]): Promise<A[]> {
    return (await this.peekWith(map, ids, [])).map(({ record }) => record);
  }

  /** The same, with rows of the append-only parts, each in the order of its ids. */
  async peekWith<A extends Aggregate>(map: AggregateMap<A>, ids: readonly string[], appended: readonly string[]): Promise<{ record: A; rows: Record<string, readonly Row[]> }[]> {
    const any = map as unknown as AggregateMap;
    const states = await lookAt(this.reader, any, [...new Set(ids)].sort(), appended);
    const found = new Map(states.map((state) => [state.root.id, state]));
    return ids.map((id) => {
      const state = found.get(id);
      if (!state || !isVisible(any, state)) throw new NotFound();
      return { record: any.from(copyOf(state)) as unknown as A, rows: Object.fromEntries(appended.map((part) => [part, rowsOf(state, part)])) };
    });
  }

  /** Rows of an append-only part, for acts that release or reverse; oldest first. */
  async loadAppended<T>(map: AggregateMap, part: string, ids: readonly string[]): Promise<T[]> {
    const rowClass = map.appended?.[part];
    if (!rowClass) throw new Error(`${map.type} appends no ${part}.`);
    if (ids.length === 0) return [];
    return this.reader.all<T>(selectRows(rowClass, map.parent!, [...ids].sort(), NO_LOCK));
  }

  /** Rows of several append-only parts in one statement, part by part in the order asked for, each oldest first. */
  async loadAllAppended<T extends readonly unknown[]>(map: AggregateMap, names: { [K in keyof T]: string }, ids: readonly string[]): Promise<{ [K in keyof T]: T[K][] }> {
    const parts = names.map((name) => ({ rowClass: map.appended![name]!, owner: map.parent! }));
    const rows = ids.length === 0 ? [] : await this.reader.all<Record<string, unknown>>(selectParts(parts, [...ids].sort()));
    return partsIn<Row>(parts, rows) as unknown as { [K in keyof T]: T[K][] };
  }

  /** Whether a command is running here; a preview asks the same questions outside of one. */
  get isOpen(): boolean {
    return openUnit() !== undefined;
  }

  /** A SELECT, of one table or several, whose rows can all be relied on until this command ends. */
  async selectShared<T>(query: Sql): Promise<T[]> {
    const lock = this.database.engine.dialect === 'mysql' ? SHARED : NO_LOCK;
    return (await this.#unit().session.select(sql`${query}${lock}`)) as T[];
  }

  /** Refuses when the record was changed since the user's form was rendered: who, when and what. */
  async expectVersion(map: AggregateMap, aggregate: Aggregate, version: number): Promise<void> {
    const { root } = this.#unit().find(map, aggregate.id)?.loaded ?? aggregate.state();
    if (root.version === version) return;
    throw new Conflict('stale-version', await staleSentence(this.reader, map.type, root.id, version));
  }

  async #select(map: AggregateMap, ids: readonly string[], lock: Sql): Promise<RowSet[]> {
    if (ids.length === 0) return [];
    const locking = this.database.engine.dialect === 'mysql' ? lock : NO_LOCK;
    const roots = await this.reader.all<RowSet['root']>(selectRows(map.root, 'id', ids, locking));
    return readParts(this.reader, map, roots);
  }

  #unit(): OpenUnit {
    const unit = openUnit();
    if (!unit) throw new Error('No command is running: this belongs in a command handler.');
    return unit;
  }
}

function isVisible(map: AggregateMap, state: RowSet): boolean {
  const actor = currentActor();
  const locations = map.locations(state);
  if (actor.kind === 'system' || locations.length === 0) return true;
  const { granted } = actor;
  return granted === 'all' || locations.some((location) => granted.includes(location));
}

function copyOf(state: RowSet): RowSet {
  const copy: RowSet = { root: { ...state.root } };
  for (const part of Object.keys(state)) if (part !== 'root') copy[part] = rowsOf(state, part).map((row) => ({ ...row }));
  return copy;
}
