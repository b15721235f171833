import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../platform/config.js';
import type { Output } from './output.js';

export interface Call {
  config: Config;
  env: NodeJS.ProcessEnv;
  out: Output;
  positionals: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** `isFine` decides between the exit codes 0 and 1. */
export interface Result {
  isFine: boolean;
  /** What `--json` prints besides `command` and `ok`. */
  document: object;
}

export interface CliCommand {
  name: string;
  /** What follows the name. */
  usage: string;
  summary: string;
  positionals: number;
  options: NonNullable<ParseArgsConfig['options']>;
  run(call: Call): Promise<Result>;
}

export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
