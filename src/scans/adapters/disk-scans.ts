import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config.js';
import { HashedFiles } from '../../platform/hashed-files.js';
import { CONFIG } from '../../platform/platform.module.js';
import { ScanAltered, ScanGone } from '../domain/refusals.js';
import { ScanFiles } from '../domain/scans.js';

/** In `DATA_DIR/scans`. */
@Injectable()
export class DiskScans extends ScanFiles {
  readonly #files: HashedFiles;

  constructor(@Inject(CONFIG) { dataDir }: Config) {
    super();
    this.#files = new HashedFiles(join(dataDir, 'scans'));
  }

  override keep(bytes: Buffer): Promise<string> {
    return this.#files.keep(bytes);
  }

  override async read(hash: string): Promise<Buffer> {
    const bytes = await this.#files.read(hash);
    if (bytes === 'gone') throw new ScanGone();
    if (bytes === 'altered') throw new ScanAltered();
    return bytes;
  }
}
