import type { CliCommand } from './cli-command.js';

export function helpText(commands: readonly CliCommand[]): string {
  const entries = commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim()}\n      ${summary}`);
  return [
    'npm run --silent ledger -- COMMAND [--json]',
    '',
    ...entries,
    '  help',
    '      this text',
    '',
    'With --json there is exactly one JSON document on stdout, whatever the outcome; progress goes to stderr.',
    'Exit codes: 0 all well · 1 something was found or refused · 2 it could not run.',
    'DATA_DIR and DATABASE_URL say which clinic, as for npm start. Commands work on a stopped product and beside a running one:',
    'then what changes something is sent to the running product, and check and replay read one moment of its database.',
  ].join('\n');
}
