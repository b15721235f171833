import { Column, DataType, PrimaryKey, Table, type Model } from 'sequelize-typescript';

export type ColumnKind = 'id' | 'cents' | 'day' | 'instant' | 'key' | 'text' | 'whole' | 'bytes';

export interface ColumnInfo {
  property: string;
  column: string;
  kind: ColumnKind;
  nullable: boolean;
  /** What the column's migration gave to rows older than it (its DEFAULT); left out: empty, or 0. */
  startsAs?: string | number;
}

interface ColumnOptions {
  nullable?: boolean;
  startsAs?: string | number;
}

export type RowClass = (new () => Model) & { prototype: Model };

const columns = new Map<object, ColumnInfo[]>();
const tables = new Map<object, string>();

const TYPES = {
  id: DataType.CHAR(26),
  cents: DataType.BIGINT,
  day: DataType.DATEONLY,
  instant: DataType.STRING(26),
  key: DataType.STRING,
  text: DataType.STRING,
  whole: DataType.BIGINT,
  bytes: DataType.BLOB,
} as const;

export function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Declares a Sequelize row class for a table; the flush and the boot check read the same declaration. */
export function TableOf(tableName: string): ClassDecorator {
  return (target) => {
    tables.set(target, tableName);
    Table({ tableName, modelName: tableName, timestamps: false, underscored: true })(target);
  };
}

function column(kind: ColumnKind, options: ColumnOptions = {}): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    const rowClass = prototype.constructor;
    const known = columns.get(rowClass) ?? [];
    known.push({ property: name, column: snakeCase(name), kind, nullable: options.nullable ?? false, ...(options.startsAs === undefined ? {} : { startsAs: options.startsAs }) });
    columns.set(rowClass, known);
    Column({ type: TYPES[kind], field: snakeCase(name), allowNull: options.nullable ?? false })(prototype, name);
    if (kind === 'id' && name === 'id') PrimaryKey(prototype, name);
  };
}

export const Id = (options?: ColumnOptions): PropertyDecorator => column('id', options);
/** Whole minor units of the organization's currency. */
export const Cents = (options?: ColumnOptions): PropertyDecorator => column('cents', options);
/** `YYYY-MM-DD` in the location's zone. */
export const Day = (options?: ColumnOptions): PropertyDecorator => column('day', options);
/** UTC with microseconds. */
export const Instant = (options?: ColumnOptions): PropertyDecorator => column('instant', options);
/** Text that is compared: exact, case and accent count. */
export const Key = (options?: ColumnOptions): PropertyDecorator => column('key', options);
export const Text = (options?: ColumnOptions): PropertyDecorator => column('text', options);
export const Whole = (options?: ColumnOptions): PropertyDecorator => column('whole', options);
export const Bytes = (options?: ColumnOptions): PropertyDecorator => column('bytes', options);

export function tableOf(rowClass: RowClass): string {
  const name = tables.get(rowClass);
  if (!name) throw new Error(`${rowClass.name} has no @TableOf.`);
  return name;
}

export function columnsOf(rowClass: RowClass): readonly ColumnInfo[] {
  const known = columns.get(rowClass);
  if (!known) throw new Error(`${rowClass.name} declares no columns.`);
  return known;
}
