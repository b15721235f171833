// What `npm start`, `npm test` and `npm run ledger` share: the right Node, packages installed, sources built.
// Plain Node without dependencies, because it runs before there are any.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LEAST_NODE = [20, 19];
const BUILD_STAMP = join(ROOT, 'dist', 'built.json');

/** A step of the preparation that did not work; its message is one sentence for the person at the keyboard. */
export class CannotPrepare extends Error {}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new CannotPrepare(`Ledgerline needs Node ${LEAST_NODE.join('.')} or newer and found ${process.versions.node}; install it from https://nodejs.org and start again.`);
}

/** Installs when packages are missing or older than the lock file, which stays as it is. Messages go to stderr: stdout belongs to the product. */
export async function install() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing packages …');
  const code = await run('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--include=dev'], { shell: process.platform === 'win32' });
  if (code !== 0) throw new CannotPrepare('The packages could not be installed; see npm’s message above, then start again.');
  const now = new Date();
  utimesSync(installed, now, now);
}

/** Compiles when a source is newer, gone or new since the last build. */
export async function build() {
  const wanted = signature();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === wanted) return;
  say('Building …');
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const code = await run(process.execPath, [compiler, '-p', 'tsconfig.build.json']);
  if (code !== 0) throw new CannotPrepare('The sources do not compile; the messages above say where.');
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

function signature() {
  const files = [...sourcesIn('src'), ...sourcesIn('db'), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return JSON.stringify({ node: process.versions.node, sources: hash.digest('hex') });
}

function sourcesIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.ts'));
}

const children = new Set();

/** Runs a program in the project's folder and passes signals on to it; its output goes to stderr unless said otherwise. */
export function run(program, args, { stdio = ['ignore', 2, 2], env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio, env, shell });
    children.add(child);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      children.delete(child);
      resolve(code ?? (signal === 'SIGTERM' ? 143 : 130));
    });
  });
}

let stopping = false;

/** Ctrl+C and SIGTERM reach whatever runs; npm sends SIGTERM a second time, which changes nothing. */
export function passSignalsOn() {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      stopping = true;
      for (const child of children) child.kill(signal);
      if (children.size === 0) process.exit(signal === 'SIGTERM' ? 143 : 130);
    });
  }
}

export function isStopping() {
  return stopping;
}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
