import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { PrintDocumentAgain, REPRINT } from '../application/print-document-again.js';
import { NotYourPaper } from '../domain/refusals.js';
import { AGE_TITLES } from '../domain/statement.js';
import { DocumentsQuery } from './document.forms.js';
import { DocumentPapers, KIND_NAMES, READ } from './document-papers.js';
import { type DocumentItem, DocumentsQueries } from './documents.queries.js';

const COLUMNS = [
  column<DocumentItem>('Paper', (row) => KIND_NAMES[row.kind]), column<DocumentItem>('Number', (row) => row.number), column<DocumentItem>('For', (row) => row.recipientName), column<DocumentItem>('Location', (row) => row.locationName),
  column<DocumentItem>('Issued', (row) => row.issuedOn), column<DocumentItem>('As of', (row) => row.asOf), moneyColumn<DocumentItem>('Amount', (row) => row.amountCents), column<DocumentItem>('Prints', (row) => row.prints),
];

/** Statements and insurance receipts as they were issued. */
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsQueries,
    private readonly papers: DocumentPapers,
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
    return { ...shown, title: `${KIND_NAMES[kind]} ${document.number}`, ageTitles: AGE_TITLES, mayPrint: await this.papers.isPrintOfActor(shown), mayPrintAgain: me.actor.can(REPRINT, document.locationId) };
  }

  /** The paper of the last print: for whoever made it, on that day. */
  @Get(':id/pdf')
  @Needs(READ)
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const shown = await this.documents.show(id, scopeFor(READ));
    if (!(await this.papers.isPrintOfActor(shown))) throw new NotYourPaper();
    return new StreamableFile(await this.papers.drawn(shown), { type: 'application/pdf', disposition: `inline; filename="${shown.kind}-${shown.document.number}.pdf"` });
  }
}
