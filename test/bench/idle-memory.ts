import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/database/db-folder.js';

const SETTLE_MS = 5_000;

/** Resident megabytes of the built product with its demo clinic, a few seconds after it said that it is ready. */
export async function idleMemoryMb(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-idle-'));
  const start = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js')], { env: { ...process.env, DATA_DIR: folder, PORT: '0', DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  await stopped(await ready(start()));
  const child = await ready(start());
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]);
  await stopped(child);
  rmSync(folder, { recursive: true, force: true });
  return Math.round(kilobytes / 1024);
}

function ready(child: ReturnType<typeof spawn>): Promise<ReturnType<typeof spawn>> {
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => void (chunk.toString().includes('is ready') && resolve(child)));
    child.on('exit', (code) => reject(new Error(`the product ended with ${code} before it was ready`)));
  });
}

function stopped(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit').on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
