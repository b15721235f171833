export interface UniqueKey {
  table: string;
  name: string;
  columns: string[];
}

const TABLE = /CREATE TABLE IF NOT EXISTS (\w+)/i;
const UNIQUE = /CONSTRAINT (\w+) UNIQUE \(([^)]+)\)/gi;

/** The named unique keys of the schema, read off its own statements. */
export function uniqueKeysOf(statements: readonly string[]): UniqueKey[] {
  return statements.flatMap((statement) => {
    const table = TABLE.exec(statement)?.[1];
    if (table === undefined) return [];
    return [...statement.matchAll(UNIQUE)].map(([, name, columns]) => ({ table, name: name!, columns: columns!.split(',').map((column) => column.trim()) }));
  });
}
