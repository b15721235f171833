import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { NotFound } from '../../shared/domain-error.js';

/** A paper that can be sent, as the one who acts may see it. */
export interface MailablePaper {
  locationId: string;
  /** `Receipt 12`. */
  title: string;
  /** Its page. */
  href: string;
  fileName: string;
  recipientName: string;
  issuerName: string;
  /** The recipient’s address on file, or empty. */
  address: string;
  /** Whether the one who acts may let it leave the house once more. */
  mayLeave: boolean;
}

export interface PaperSource {
  /** @throws NotFound where there is none at the locations of the one who acts */
  describe(id: string): Promise<MailablePaper>;
  /** As it would be printed now. */
  pdf(id: string): Promise<Readable>;
}

/** Who makes which paper; each module names its own when the product starts. */
@Injectable()
export class Papers {
  readonly #sources = new Map<string, PaperSource>();

  provide(kind: string, source: PaperSource): void {
    this.#sources.set(kind, source);
  }

  /** @throws NotFound for a kind that nobody makes */
  of(kind: string): PaperSource {
    const source = this.#sources.get(kind);
    if (!source) throw new NotFound();
    return source;
  }
}

/** What the message says when nobody changes it: no word of health, for it travels further than the paper. */
export function wordsFor({ recipientName, title, issuerName }: MailablePaper): string {
  return `Dear ${recipientName},\n\nAttached is ${title.charAt(0).toLowerCase()}${title.slice(1)} from ${issuerName}.\n\nIf something in it is not right, please call us.\n\n${issuerName}`;
}
