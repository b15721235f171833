import { replay } from '../audit/index.js';
import type { CliCommand } from './cli-command.js';
import { onSnapshot } from './read-snapshot.js';

export const replayTrail: CliCommand = {
  name: 'replay',
  usage: '',
  summary: 'rebuilds every table from the audit trail alone and compares row for row (0 equal, 1 different)',
  positionals: 0,
  options: {},
  async run({ config, out }) {
    const result = await onSnapshot(config, (snapshot) => replay(snapshot, config.dataDir));
    for (const { table, record, field, database, trail } of result.differences) {
      out.line(`${table} ${record}${field ? ` ${field}` : ''}: the database has ${show(database)}, the trail ${show(trail)}`);
    }
    out.line(result.equal ? `Equal: ${result.rows} rows of ${result.tables} tables rebuilt from the trail of ${result.records} records.` : 'The trail and the database differ; the first differences are above.');
    return { isFine: result.equal, document: result };
  },
};

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
