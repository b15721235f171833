import '../../src/app.module.js';
import { aggregateMaps, rowClassesOf } from '../../src/platform/aggregate-map.js';
import { columnsOf, tableOf } from '../../src/platform/database/columns.js';
import { migrationsFor } from '../../src/platform/database/migrate.js';
import { readProtection } from '../../src/platform/database/protection.js';

const statements = migrationsFor('sqlite').flatMap((migration) => migration.statements);
const creations = statements.filter((statement) => statement.startsWith('CREATE TABLE'));
const tables = new Map(creations.map((statement) => [/EXISTS (\w+)/.exec(statement)![1]!, statement]));
const audited = new Set(aggregateMaps().flatMap(rowClassesOf).map(tableOf));
const { appendOnly, facts, undeletable, outsideTheTrail } = readProtection();

describe('every table', () => {
  it.each([...tables.keys()])('%s is audited or named as outside the trail, and not both', (table) => {
    expect([audited.has(table), outsideTheTrail.includes(table)].filter(Boolean)).toHaveLength(1);
  });

  it('named in the list exists', () => {
    const named = [...appendOnly, ...Object.keys(facts), ...undeletable, ...outsideTheTrail.filter((table) => table !== 'schema_migrations')];
    expect(named.filter((table) => !tables.has(table))).toEqual([]);
  });

  it.each(Object.entries(facts))('the facts of %s are columns of it', (table, columns) => {
    const added = statements.filter((statement) => statement.startsWith(`ALTER TABLE ${table} `));
    const isColumn = (column: string) => new RegExp(`^\\s*${column} `, 'm').test(tables.get(table)!) || added.some((statement) => statement.includes(` ADD COLUMN ${column} `));
    expect(columns.filter((column) => !isColumn(column))).toEqual([]);
  });

  it('added to says what rows older than the column began with, as its migration gave it to them', () => {
    const declared = aggregateMaps().flatMap(rowClassesOf).flatMap((rowClass) => columnsOf(rowClass).map((column) => ({ table: tableOf(rowClass), ...column })));
    const added = [...statements.join('\n').matchAll(/^ALTER TABLE (\w+) ADD COLUMN (\w+) \w+ NOT NULL DEFAULT (?:'([^']*)'|(-?\d+))/gm)];
    const given = added.filter(([, table]) => audited.has(table!)).map(([, table, column, text, whole]) => `${table}.${column} ${text ?? whole}`);
    const begun = declared.map(({ table, column, kind, startsAs }) => `${table}.${column} ${startsAs ?? (kind === 'cents' || kind === 'whole' ? 0 : '')}`);
    expect(given.filter((each) => !begun.includes(each))).toEqual([]);
  });

  it('of rows appended by an aggregate is append-only in the database too', () => {
    const appended = aggregateMaps().flatMap((map) => Object.values(map.appended ?? {})).map(tableOf);
    expect(appended.filter((table) => !appendOnly.includes(table))).toEqual([]);
  });
});
