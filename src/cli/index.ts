import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../platform/config.js';
import { DomainError } from '../shared/domain-error.js';
import { check } from './check.js';
import type { CliCommand } from './cli-command.js';
import { closeDay } from './close-day.js';
import { CannotRun, Refused, UsageError } from './failures.js';
import { generate } from './generate.js';
import { helpText } from './help.js';
import { importList } from './import/import-list.js';
import { Output } from './output.js';
import { replayTrail } from './replay.js';
import { setup } from './setup.js';
import { users } from './users.js';

const COMMANDS: readonly CliCommand[] = [setup, importList, generate, closeDay, check, replayTrail, users];

const FINE = 0;
const FOUND = 1;
const COULD_NOT = 2;

/** @returns the exit code: 0 all well, 1 something was found or refused, 2 it could not run */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv, output?: Output): Promise<number> {
  const out = output ?? new Output(args.includes('--json'));
  const [name = 'help'] = args.filter((arg) => !arg.startsWith('-'));
  const command = COMMANDS.find((one) => one.name === name);
  if (name === 'help' || args.includes('--help')) return showHelp(out);
  try {
    if (!command) throw new UsageError(`There is no command “${name}”.`);
    const { isFine, document } = await run(command, args, env, out);
    out.document({ command: name, ok: isFine, ...document });
    return isFine ? FINE : FOUND;
  } catch (error) {
    return failed(name, error, out);
  }
}

function run(command: CliCommand, args: readonly string[], env: NodeJS.ProcessEnv, out: Output) {
  const { values, positionals } = parsed(command, args);
  const [, ...rest] = positionals;
  if (rest.length !== command.positionals) throw new UsageError(`Write it as: ledger ${command.name} ${command.usage}`);
  const options = values as Record<string, string | boolean | undefined>;
  return command.run({ config: readConfig(env), env, out, positionals: rest, options });
}

function parsed(command: CliCommand, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { ...command.options, json: { type: 'boolean' } }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message} Write it as: ledger ${command.name} ${command.usage}`);
  }
}

function failed(name: string, error: unknown, out: Output): number {
  const sentence = sentenceOf(error);
  out.failure(sentence, { command: name, ok: false, error: sentence });
  if (error instanceof UsageError && !out.isJson) out.progress('`npm run --silent ledger -- help` lists the commands.');
  return error instanceof Refused ? FOUND : COULD_NOT;
}

function sentenceOf(error: unknown): string {
  if (error instanceof DomainError) return error.sentence;
  if ([UsageError, CannotRun, Refused, ConfigError].some((known) => error instanceof known)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function showHelp(out: Output): number {
  out.line(helpText(COMMANDS));
  out.document({ command: 'help', ok: true, commands: COMMANDS.map(({ name, usage, summary }) => ({ name, usage, summary })) });
  return FINE;
}
