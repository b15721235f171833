import type { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { OrganizationQueries } from '../../locations/index.js';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { PrintDocumentAgain, REPRINT } from '../application/print-document-again.js';
import { NotYourPaper } from '../domain/refusals.js';
import { AGE_TITLES } from '../domain/statement.js';
import { DocumentsQuery } from './document.forms.js';
import { type DocumentItem, DocumentsQueries, type ShownDocument } from './documents.queries.js';
import { statementPdf } from './statement-pdf.js';
import { superbillPdf } from './superbill-pdf.js';

export const READ = 'payment.read';
export const KIND_NAMES = { statement: 'Statement', superbill: 'Insurance receipt' } as const;

const COLUMNS = [
  column<DocumentItem>('Paper', (row) => KIND_NAMES[row.kind]), column<DocumentItem>('Number', (row) => row.number), column<DocumentItem>('For', (row) => row.recipientName), column<DocumentItem>('Location', (row) => row.locationName),
  column<DocumentItem>('Issued', (row) => row.issuedOn), column<DocumentItem>('As of', (row) => row.asOf), moneyColumn<DocumentItem>('Amount', (row) => row.amountCents), column<DocumentItem>('Prints', (row) => row.prints),
];

/** Statements and insurance receipts as they were issued. */
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsQueries,
    private readonly organization: OrganizationQueries,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('documents/index', { title: 'Statements and insurance receipts', nav: 'documents', fragment: 'documents/_list' })
  async index(@Query() { before, ...typed }: DocumentsQuery, @Me() me: SignedIn) {
    const { items, next } = await this.documents.list(scopeFor(READ), { ...typed, before });
    const { kind = '', location = '', recipient = '', from = '', to = '', subject = '' } = typed;
    const filter = { kind, location, recipient, from, to, subject };
    return {
      items, filter, names: KIND_NAMES, places: me.locations.map(({ id, name }) => ({ value: id, label: name })), kinds: Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label })),
      nextHref: next === undefined ? '' : addressOf('/documents', { ...filter, before: next }), csvHref: addressOf('/documents/export', filter),
    };
  }

  @Get('export')
  @Needs(READ)
  export(@Query() { before: _, ...filter }: DocumentsQuery) {
    return csvFile('documents', COLUMNS, (before) => this.documents.list(scopeFor(READ), { ...filter, before }));
  }

  @Post(':id/prints')
  @Needs(REPRINT)
  async again(@Param('id') documentId: string, @Body() command: PrintDocumentAgain, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { documentId }), { submission });
    return seeOther(`/documents/${documentId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('documents/show', { title: 'Paper', nav: 'documents' })
  async show(@Param('id') id: string, @Me() me: SignedIn) {
    const shown = await this.documents.show(id, scopeFor(READ));
    const { document, kind } = shown;
    return { ...shown, title: `${KIND_NAMES[kind]} ${document.number}`, ageTitles: AGE_TITLES, mayPrint: await this.#isPrintOf(me, shown), mayPrintAgain: me.actor.can(REPRINT, document.locationId) };
  }

  /** The paper of the last print: for whoever made it, on that day. */
  @Get(':id/pdf')
  @Needs(READ)
  async pdf(@Param('id') id: string, @Me() me: SignedIn): Promise<StreamableFile> {
    const shown = await this.documents.show(id, scopeFor(READ));
    if (!(await this.#isPrintOf(me, shown))) throw new NotYourPaper();
    const currency = { exponent: me.exponent, currency: (await this.organization.get())?.currency ?? '' };
    const file = shown.kind === 'statement' ? statementPdf(shown, currency) : superbillPdf(shown, currency);
    return new StreamableFile(file as unknown as Readable, { type: 'application/pdf', disposition: `inline; filename="${shown.kind}-${shown.document.number}.pdf"` });
  }

  async #isPrintOf(me: SignedIn, { document, prints }: ShownDocument): Promise<boolean> {
    const [last] = prints.slice(-1);
    return last?.printedBy === me.actor.id && last.printedOn === (await this.days.today(document.locationId));
  }
}
