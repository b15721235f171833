import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { Letterheads, OrganizationQueries } from '../../locations/index.js';
import { type MailablePaper, Papers } from '../../mail/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { REPRINT } from '../application/print-document-again.js';
import { DocumentsQueries, type ShownDocument } from './documents.queries.js';
import { NotYourPaper } from '../domain/refusals.js';
import { type ShownStatement, statementPdf, statementsPdf } from './statement-pdf.js';
import { superbillPdf } from './superbill-pdf.js';

export const READ = 'payment.read';
export const KIND_NAMES = { statement: 'Statement', superbill: 'Insurance receipt' } as const;

/** Statements and insurance receipts as paper, for the printer and for e-mail. */
@Injectable()
export class DocumentPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly documents: DocumentsQueries,
    private readonly organization: OrganizationQueries,
    private readonly letterheads: Letterheads,
    private readonly days: Days,
  ) {}

  onModuleInit(): void {
    this.papers.provide('document', this);
  }

  async describe(id: string): Promise<MailablePaper> {
    const shown = await this.documents.show(id, scopeFor(READ));
    const { kind, document: { locationId, number, recipientName, issuerName, subjectId } } = shown;
    return {
      locationId, title: `${KIND_NAMES[kind]} ${number}`, href: `/documents/${id}`, fileName: `${kind}-${number}.pdf`, recipientName, issuerName,
      address: await this.documents.addressOf(kind, subjectId), mayLeave: currentActor().can(REPRINT, locationId) || (await this.isPrintOfActor(shown)),
    };
  }

  async pdf(id: string): Promise<Readable> {
    return this.drawn(await this.documents.show(id, scopeFor(READ)));
  }

  async drawn(shown: ShownDocument): Promise<Readable> {
    const { currency, exponent } = (await this.organization.get())!;
    const look = await this.letterheads.of(shown.document.locationId);
    const file = shown.kind === 'statement' ? statementPdf(shown, { currency, exponent }, look) : superbillPdf(shown, { currency, exponent }, look);
    return file as unknown as Readable;
  }

  /** Statements just issued at one location, in one file and in this order; @throws NotYourPaper where one is somebody else’s print. */
  async together(ids: readonly string[]): Promise<Readable> {
    const all: ShownStatement[] = [];
    for (const id of ids) {
      const shown = await this.documents.show(id, scopeFor(READ));
      if (shown.kind !== 'statement' || !(await this.isPrintOfActor(shown))) throw new NotYourPaper();
      all.push(shown);
    }
    const { currency, exponent } = (await this.organization.get())!;
    const look = await this.letterheads.of(all[0]!.document.locationId);
    return statementsPdf(all, { currency, exponent }, `${all.length} statements`, look) as unknown as Readable;
  }

  /** The paper of the last print belongs to whoever made it, on that day. */
  async isPrintOfActor({ document, prints }: ShownDocument): Promise<boolean> {
    const [last] = prints.slice(-1);
    return last?.printedBy === currentActor().id && last.printedOn === (await this.days.today(document.locationId));
  }
}
