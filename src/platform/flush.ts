import type { Row, RowSet, Scalar } from '../shared/aggregate.js';
import { partsOf, type AggregateMap } from './aggregate-map.js';
import { encodeDiff, type EntryKind, type RecordDiff } from './audit-trail.js';
import type { RowClass } from './database/columns.js';
import { rowsOf, type OpenUnit, type Tracked } from './open-unit.js';
import { deleteRows, fieldsOf, insertRows, updateRows, type RowChange } from './row-sql.js';
import { tableOrder } from './table-order.js';

/** The rows were no longer what this command had read; the whole command runs again. */
export class StaleWrite extends Error {}

export interface RecordChange {
  type: string;
  id: string;
  version: number;
  kind: EntryKind;
  diff: Buffer;
}

class TableWork {
  readonly inserts: Row[] = [];
  readonly updates: RowChange[] = [];
  readonly deletes: string[] = [];
  isRoot = false;
}

/**
 * Writes everything the command changed: roots first (guarded by version), then their parts, then new rows, one statement each.
 * @returns what goes into the audit trail, one entry per aggregate
 */
export async function flush(unit: OpenUnit): Promise<RecordChange[]> {
  const work = new Map<RowClass, TableWork>();
  const changes = [...unit.tracked.values()].map((tracked) => collect(tracked, work, unit));
  await write(unit, work);
  return changes;
}

function collect(tracked: Tracked, work: Map<RowClass, TableWork>, unit: OpenUnit): RecordChange {
  const { map, loaded } = tracked;
  const state = tracked.aggregate.state();
  for (const location of map.locations(state)) unit.locations.add(location);
  const version = (loaded?.root.version ?? 0) + 1;
  const diff: RecordDiff = {};
  for (const [part, rowClass] of Object.entries(partsOf(map))) {
    const table = workOn(work, rowClass);
    if (part === 'root') table.isRoot = true;
    const partDiff = diffPart(map, part, loaded, state, version, table);
    if (Object.keys(partDiff).length > 0) diff[part] = partDiff;
  }
  const kind: EntryKind = loaded === undefined ? 'created' : Object.keys(diff).length > 0 ? 'changed' : 'relied-on';
  return { type: map.type, id: state.root.id, version, kind, diff: encodeDiff(diff) };
}

function workOn(work: Map<RowClass, TableWork>, rowClass: RowClass): TableWork {
  let table = work.get(rowClass);
  if (!table) work.set(rowClass, (table = new TableWork()));
  return table;
}

type PartDiff = RecordDiff[string];

function diffPart(map: AggregateMap, part: string, loaded: RowSet | undefined, state: RowSet, version: number, table: TableWork): PartDiff {
  const before = new Map((loaded ? rowsOf(loaded, part) : []).map((row) => [fieldsOf(row).id as string, fieldsOf(row)]));
  const diff: PartDiff = {};
  for (const row of rowsOf(state, part)) {
    const fields = fieldsOf(row);
    const id = fields.id as string;
    const old = before.get(id);
    before.delete(id);
    if (old === undefined) {
      table.inserts.push(part === 'root' ? { ...fields, version } : row);
      diff[id] = asCreated(fields);
      continue;
    }
    if (map.appended?.[part]) throw new Error(`${map.type}.${part} is append-only; state() returned a row that was there before.`);
    const changed = changedFields(old, fields);
    if (part === 'root') table.updates.push({ id, version: version - 1, changes: afterOf(changed) });
    else if (Object.keys(changed).length > 0) table.updates.push({ id, changes: afterOf(changed) });
    if (Object.keys(changed).length > 0) diff[id] = changed;
  }
  if (!map.appended?.[part]) removeRest(before, table, diff);
  return diff;
}

function removeRest(rest: Map<string, Record<string, Scalar>>, table: TableWork, diff: PartDiff): void {
  for (const [id, row] of rest) {
    table.deletes.push(id);
    diff[id] = Object.fromEntries(Object.entries(row).map(([property, value]) => [property, [value, null]]));
  }
}

function asCreated(row: Record<string, Scalar>): Record<string, [Scalar, Scalar]> {
  const created: Record<string, [Scalar, Scalar]> = {};
  for (const [property, value] of Object.entries(row)) if (property !== 'version' && value !== null) created[property] = [null, value];
  return created;
}

function changedFields(before: Record<string, Scalar>, after: Record<string, Scalar>): Record<string, [Scalar, Scalar]> {
  const changed: Record<string, [Scalar, Scalar]> = {};
  for (const [property, value] of Object.entries(after)) {
    if (property !== 'version' && before[property] !== value) changed[property] = [before[property] ?? null, value];
  }
  return changed;
}

function afterOf(changed: Record<string, [Scalar, Scalar]>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(changed).map(([property, [, after]]) => [property, after]));
}

async function write(unit: OpenUnit, work: Map<RowClass, TableWork>): Promise<void> {
  const tables = [...work].sort(([a], [b]) => tableOrder(a) - tableOrder(b));
  const updates = tables.filter(([, table]) => table.updates.length > 0);
  for (const [rowClass, table] of updates.filter(([, table]) => table.isRoot)) await update(unit, rowClass, table.updates, true);
  for (const [rowClass, table] of updates.filter(([, table]) => !table.isRoot)) await update(unit, rowClass, table.updates, false);
  for (const [rowClass, table] of [...tables].reverse()) {
    if (table.deletes.length > 0) await unit.session.write(deleteRows(rowClass, table.deletes));
  }
  for (const [rowClass, table] of tables) {
    for (const statement of table.inserts.length > 0 ? insertRows(rowClass, table.inserts) : []) await unit.session.write(statement);
  }
}

async function update(unit: OpenUnit, rowClass: RowClass, changes: RowChange[], guarded: boolean): Promise<void> {
  const count = await unit.session.write(updateRows(rowClass, changes, guarded));
  if (count !== changes.length) throw new StaleWrite(`${count} of ${changes.length} rows of ${rowClass.name} were as they had been read`);
}
