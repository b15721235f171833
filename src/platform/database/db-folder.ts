import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, both from `src/` (tests) and from `dist/src/` (the built product). */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** `db/`: migrations and the list of protected tables, read as data. */
export function dbFolder(): string {
  return join(projectRoot(), 'db');
}
