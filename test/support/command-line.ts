import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Config } from '../../src/platform/config.js';
import { projectRoot } from '../../src/platform/database/db-folder.js';

export interface Said {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What `--json` printed; throws when stdout is not exactly one document. */
  json<T = Record<string, unknown>>(): T;
}

/** The settings of a test's clinic as a person would export them. */
export function settingsOf({ dataDir, databaseUrl }: Config): Record<string, string> {
  return { DATA_DIR: dataDir, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
}

/** Runs the built command line in a process of its own. */
export function ledger(env: Record<string, string>, args: readonly string[], input = ''): Promise<Said> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/src/cli.js'), ...args], { cwd: projectRoot(), env: { PATH: process.env.PATH ?? '', ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T }));
  });
}
