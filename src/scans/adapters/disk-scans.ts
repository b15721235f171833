import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config.js';
import { newId } from '../../platform/ids.js';
import { CONFIG } from '../../platform/platform.module.js';
import { ScanAltered, ScanGone } from '../domain/refusals.js';
import { ScanFiles } from '../domain/scans.js';

/** `DATA_DIR/scans/ab/abcd…`: the first two letters of the hash keep folders small. */
@Injectable()
export class DiskScans extends ScanFiles {
  readonly #folder: string;

  constructor(@Inject(CONFIG) { dataDir }: Config) {
    super();
    this.#folder = join(dataDir, 'scans');
  }

  override async keep(bytes: Buffer): Promise<string> {
    const hash = hashOf(bytes);
    const path = this.#pathOf(hash);
    if (await isThere(path, hash)) return hash;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${newId()}`;
    await flushed(fresh, 'wx', (file) => file.writeFile(bytes));
    await rename(fresh, path);
    await flushed(dirname(path), 'r');
    return hash;
  }

  override async read(hash: string): Promise<Buffer> {
    const bytes = await contentOf(this.#pathOf(hash));
    if (bytes === undefined) throw new ScanGone();
    if (hashOf(bytes) !== hash) throw new ScanAltered();
    return bytes;
  }

  #pathOf(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash);
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function isThere(path: string, hash: string): Promise<boolean> {
  const bytes = await contentOf(path);
  return bytes !== undefined && hashOf(bytes) === hash;
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What was written, or the name of what was, is on the disk when this returns. */
async function flushed(path: string, flags: 'wx' | 'r', write?: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await write?.(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
