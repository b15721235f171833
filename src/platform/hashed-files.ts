import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from './ids.js';

/** Files by the hash of their content, written once and never changed: `folder/ab/abcd…`, where the first two letters keep folders small. */
export class HashedFiles {
  constructor(private readonly folder: string) {}

  /** @returns the SHA-256, once the file is safely on the disk */
  async keep(bytes: Buffer): Promise<string> {
    const hash = hashOf(bytes);
    const path = this.#pathOf(hash);
    if (Buffer.isBuffer(await this.read(hash))) return hash;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${newId()}`;
    await flushed(fresh, 'wx', (file) => file.writeFile(bytes));
    await rename(fresh, path);
    await flushed(dirname(path), 'r');
    return hash;
  }

  /** `altered`: what lies there is not what was kept. */
  async read(hash: string): Promise<Buffer | 'gone' | 'altered'> {
    const bytes = await contentOf(this.#pathOf(hash));
    if (bytes === undefined) return 'gone';
    return hashOf(bytes) === hash ? bytes : 'altered';
  }

  #pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
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
