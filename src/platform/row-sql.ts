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

/** Rows of one table, found by the id of the record that they belong to. */
export interface Part {
  rowClass: RowClass;
  /** The property that holds that id. */
  owner: string;
}

/** The rows of several tables in one statement, and so of one moment: each stands in the columns of its own part, the others' are empty there. */
export function selectParts(parts: readonly Part[], ids: readonly string[]): Sql {
  const columns = parts.flatMap(({ rowClass }, of) => columnsOf(rowClass).map(({ column, property }) => ({ of, column, name: nameIn(of, property) })));
  return join(
    parts.map(({ rowClass, owner }, index) => {
      const listed = columns.map(({ of, column, name }) => `${of === index ? column : 'NULL'} AS ${name}`).join(', ');
      return sql`SELECT ${new Sql(`${index} AS part, ${listed}`, [])} FROM ${identifier(tableOf(rowClass))} WHERE ${identifier(snakeCase(owner))} IN (${list(ids)})`;
    }),
    ' UNION ALL ',
  );
}

/** What {@link selectParts} answered, part by part in the order asked for, each in the order of its ids. */
export function partsIn<T>(parts: readonly Part[], rows: readonly Record<string, unknown>[]): T[][] {
  return parts.map(({ rowClass }, index) => {
    const names = columnsOf(rowClass).map(({ property }) => [property, nameIn(index, property)] as const);
    const own = rows.filter((row) => Number(row.part) === index).map((row) => Object.fromEntries(names.map(([property, name]) => [property, row[name]])));
    return own.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)) as T[];
  });
}

function nameIn(part: number, property: string): string {
  return `p${part}_${property}`;
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
