import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/database/db-folder.js';

const READY_MS = 30_000;
const MAIN = join(projectRoot(), 'dist/src/main.js');

/** The product as a clinic runs it: compiled, in a process of its own. */
export interface RunningProduct {
  child: ChildProcess;
  port: number;
  output: () => string;
  ended: Promise<number | null>;
}

/** Compiles what changed since the last time. */
export function buildProduct(): void {
  const compiler = join(projectRoot(), 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: projectRoot(), encoding: 'utf8' });
  if (!existsSync(MAIN)) throw new Error(`the product does not compile: ${stdout.slice(0, 500)}`);
}

export interface Ended {
  code: number | null;
  output: string;
}

/** Starts the product with these settings and waits for its end, for starts that must fail. */
export async function runToEnd(env: Record<string, string>): Promise<Ended> {
  const { ended, output } = start(env);
  return { code: await ended, output: output() };
}

/** Starts the product and waits until it says where it listens. */
export async function startProduct(env: Record<string, string>): Promise<RunningProduct> {
  const { child, ended, output } = start({ PORT: '0', ...env });
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const port = /ready at http:\/\/[^:]+:(\d+)/.exec(output())?.[1];
    if (port) return { child, port: Number(port), output, ended };
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the product did not start: ${output().slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function start(env: Record<string, string>): Pick<RunningProduct, 'child' | 'ended' | 'output'> {
  const kept = { PATH: process.env.PATH ?? '' };
  const child = spawn(process.execPath, [MAIN], { cwd: projectRoot(), env: { ...kept, LEDGERLINE_DEMO: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => text };
}
