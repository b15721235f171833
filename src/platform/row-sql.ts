import type { Row, Scalar } from '../shared/aggregate.js';
import { columnsOf, snakeCase, tableOf, type ColumnInfo, type RowClass } from './database/columns.js';
import { identifier, join, list, Sql, sql } from './database/sql.js';

/** MySQL takes 65,535 bound values in a statement, SQLite 32,766. */
const MOST_VALUES = 30_000;

type AnyRow = Record<string, Scalar>;

export function fieldsOf(row: Row): AnyRow {
  return row as AnyRow;
}

const selected = new Map<RowClass, string>();

function selectList(rowClass: RowClass): Sql {
  let text = selected.get(rowClass);
  if (text === undefined) {
    text = columnsOf(rowClass).map(({ column, property }) => `${column} AS ${property}`).join(', ');
    selected.set(rowClass, text);
  }
  return new Sql(text, []);
}

/** Rows whose `property` is one of `ids`, in the order of that column then id, so that locks are taken in one order everywhere. */
export function selectRows(rowClass: RowClass, property: string, ids: readonly string[], lock: Sql): Sql {
  const column = identifier(snakeCase(property));
  const order = property === 'id' ? sql`id` : sql`${column}, id`;
  return sql`SELECT ${selectList(rowClass)} FROM ${identifier(tableOf(rowClass))} WHERE ${column} IN (${list(ids)}) ORDER BY ${order}${lock}`;
}

/** What marks the columns of a root, and of a part beside it. */
const ROOT = 'r_';
const PART = 'p_';

/** Roots with the rows of one part beside them, in one statement and so of one moment; `onlyVersions` leaves out what an earlier one has read. */
export function selectWithPart(root: RowClass, part: RowClass, { parent, ids, onlyVersions }: { parent: string; ids: readonly string[]; onlyVersions: boolean }): Sql {
  const wanted = columnsOf(root).filter(({ property }) => !onlyVersions || property === 'id' || property === 'version');
  const columns = [...marked(wanted, 'r', ROOT), ...marked(columnsOf(part), 'c', PART)].join(', ');
  return sql`
    SELECT ${new Sql(columns, [])} FROM ${identifier(tableOf(root))} r LEFT JOIN ${identifier(tableOf(part))} c ON ${identifier(`c.${snakeCase(parent)}`)} = r.id
    WHERE r.id IN (${list(ids)}) ORDER BY r.id, c.id`;
}

function marked(columns: readonly ColumnInfo[], table: string, mark: string): string[] {
  return columns.map(({ column, property }) => `${table}.${column} AS ${mark}${property}`);
}

/** A row of {@link selectWithPart} as its two rows; a root without such a part has none beside it. */
export function splitRow(row: AnyRow): { root: AnyRow; part: AnyRow | undefined } {
  const of = (mark: string): AnyRow => Object.fromEntries(Object.entries(row).flatMap(([name, value]) => (name.startsWith(mark) ? [[name.slice(mark.length), value]] : [])));
  const part = of(PART);
  return { root: of(ROOT), part: part.id === null ? undefined : part };
}

/** One multi-row INSERT per table (several only past the engine's limit of bound values). */
export function insertRows(rowClass: RowClass, rows: readonly Row[]): Sql[] {
  const columns = columnsOf(rowClass);
  const most = Math.max(1, Math.floor(MOST_VALUES / columns.length));
  const statements: Sql[] = [];
  for (let start = 0; start < rows.length; start += most) {
    statements.push(insertChunk(rowClass, columns, rows.slice(start, start + most)));
  }
  return statements;
}

function insertChunk(rowClass: RowClass, columns: readonly ColumnInfo[], rows: readonly Row[]): Sql {
  const places = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map(({ column }) => column).join(', ');
  const text = `INSERT INTO ${tableOf(rowClass)} (${names}) VALUES ${rows.map(() => places).join(', ')}`;
  return new Sql(text, rows.flatMap((row) => columns.map((column) => valueOf(rowClass, column, fieldsOf(row)))));
}

function valueOf(rowClass: RowClass, { property, nullable, kind }: ColumnInfo, row: AnyRow): Scalar {
  const value = row[property];
  if (value === undefined || (value === null && !nullable)) throw new Error(`${rowClass.name}.${property} has no value.`);
  if ((kind === 'cents' || kind === 'whole') && value !== null && !Number.isSafeInteger(value)) {
    throw new Error(`${rowClass.name}.${property} is not a whole number: ${String(value)}`);
  }
  return value;
}

export interface RowChange {
  id: string;
  /** For roots: the version the row must still have. */
  version?: number;
  changes: AnyRow;
}

/**
 * One UPDATE for all changed rows of a table. Only changed columns are named (facts are never touched).
 * Roots are guarded: `version = version + 1 WHERE version = …`; the caller compares the number of rows changed.
 */
export function updateRows(rowClass: RowClass, changes: readonly RowChange[], guarded: boolean): Sql {
  const properties = [...new Set(changes.flatMap((change) => Object.keys(change.changes)))];
  const assignments = properties.map((property) => assignment(rowClass, property, changes));
  if (guarded) assignments.unshift(sql`version = version + 1`);
  const where = guarded
    ? join(changes.map(({ id, version }) => sql`(id = ${id} AND version = ${version!})`), ' OR ')
    : sql`id IN (${list(changes.map(({ id }) => id))})`;
  return sql`UPDATE ${identifier(tableOf(rowClass))} SET ${join(assignments, ', ')} WHERE ${where}`;
}

function assignment(rowClass: RowClass, property: string, changes: readonly RowChange[]): Sql {
  const info = columnsOf(rowClass).find((column) => column.property === property);
  if (!info) throw new Error(`${rowClass.name} has no column ${property}.`);
  const column = identifier(info.column);
  const cases = changes
    .filter((change) => property in change.changes)
    .map((change) => sql`WHEN ${change.id} THEN ${valueOf(rowClass, info, change.changes)}`);
  return sql`${column} = CASE id ${join(cases, ' ')} ELSE ${column} END`;
}

export function deleteRows(rowClass: RowClass, ids: readonly string[]): Sql {
  return sql`DELETE FROM ${identifier(tableOf(rowClass))} WHERE id IN (${list(ids)})`;
}
