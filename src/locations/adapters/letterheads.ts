import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config.js';
import { HashedFiles } from '../../platform/hashed-files.js';
import { CONFIG } from '../../platform/platform.module.js';
import type { PaperLook } from '../../platform/web/pdf-page.js';
import { NotFound } from '../../shared/domain-error.js';
import { LocationsQueries } from './locations.queries.js';

/** How a location's papers look; the logo's file lies in `DATA_DIR/logos`. */
@Injectable()
export class Letterheads {
  readonly #files: HashedFiles;

  constructor(
    private readonly locations: LocationsQueries,
    @Inject(CONFIG) { dataDir }: Config,
  ) {
    this.#files = new HashedFiles(join(dataDir, 'logos'));
  }

  keepLogo(bytes: Buffer): Promise<string> {
    return this.#files.keep(bytes);
  }

  /** A paper is not held up by a logo that is missing from the disk: the location's page says so. */
  async of(locationId: string): Promise<PaperLook & { header: string; footer: string }> {
    const location = await this.locations.get(locationId);
    if (!location) throw new NotFound();
    const { paperColor, logoHash, logoIsLight, invoiceHeader, invoiceFooter } = location;
    return { color: paperColor, logo: await this.logo(logoHash), isLogoLight: logoIsLight === 1, header: invoiceHeader, footer: invoiceFooter };
  }

  /** `undefined` without a logo, and where its file is gone or is not what was kept. */
  async logo(hash: string): Promise<Buffer | undefined> {
    const bytes = hash === '' ? 'gone' : await this.#files.read(hash);
    return Buffer.isBuffer(bytes) ? bytes : undefined;
  }
}
