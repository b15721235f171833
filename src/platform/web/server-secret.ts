import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.js';

const SHORTEST = 32;

/** What signs form tokens: LEDGERLINE_SECRET, or a file only the product's account can read. Several processes of one clinic share it. */
export function serverSecret(dataDir: string, env: NodeJS.ProcessEnv = process.env): Buffer {
  const given = env.LEDGERLINE_SECRET;
  if (given !== undefined && given !== '') {
    if (given.length >= SHORTEST) return Buffer.from(given, 'utf8');
    throw new ConfigError(`LEDGERLINE_SECRET has ${given.length} characters; write at least ${SHORTEST} random ones, or leave it out.`);
  }
  return fromFile(join(dataDir, 'secret'));
}

function fromFile(file: string): Buffer {
  const kept = read(file);
  if (kept) return kept;
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(SHORTEST).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return read(file)!;
}

function read(file: string): Buffer | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text.length >= SHORTEST) return Buffer.from(text, 'utf8');
    throw new ConfigError(`${file} is too short to be a secret; delete it and start again, open forms then have to be loaded again.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
