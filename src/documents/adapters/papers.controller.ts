import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { MailServer } from '../../mail/index.js';
import { mustBeAllowed, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { IssueStatement } from '../application/issue-statement.js';
import { ISSUE, IssueSuperbill } from '../application/issue-superbill.js';
import { PaperDesk } from '../application/paper-desk.js';
import { PaperSources } from '../domain/documents.js';
import { AGE_TITLES, isEmpty } from '../domain/statement.js';
import { DueQuery, StatementQuery, SuperbillQuery } from './document.forms.js';
import { type StatementDue, StatementsDueQueries } from './statements-due.queries.js';

const DAYS_BETWEEN = 30;
const DUE_COLUMNS = [
  column<StatementDue>('Guarantor', (row) => row.guarantorName), column<StatementDue>('Location', (row) => row.locationName), moneyColumn<StatementDue>('Open', (row) => row.openCents),
  column<StatementDue>('Due', (row) => row.dueDate), column<StatementDue>('Last statement', (row) => row.lastOn),
];

/** Papers before they are issued: what they would say, or what they lack. */
@Controller('documents')
@Needs(ISSUE)
export class PapersController {
  constructor(
    private readonly desk: PaperDesk,
    private readonly sources: PaperSources,
    private readonly statements: StatementsDueQueries,
    private readonly server: MailServer,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Get('statements/due')
  @Page('documents/due', { title: 'Statements due', nav: 'documents', fragment: 'documents/_due' })
  async due(@Query() { days = DAYS_BETWEEN, after }: DueQuery, @Me() me: SignedIn) {
    const { items, next } = await this.statements.due(scopeFor(ISSUE), await this.days.today(me.location.id), days, after);
    return { items, days, isMailSet: this.server.isSet, nextHref: next === undefined ? '' : addressOf('/documents/statements/due', { days: String(days), after: next }) };
  }

  @Get('statements/due/export')
  async exportDue(@Query() { days = DAYS_BETWEEN }: DueQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    return csvFile('statements-due', DUE_COLUMNS, (after) => this.statements.due(scopeFor(ISSUE), today, days, after));
  }

  @Get('statements/new')
  @Page('documents/new-statement', { title: 'Statement', nav: 'documents', fragment: 'documents/_statement-preview' })
  async statement(@Query() { guarantor, location, ...typed }: StatementQuery, @Me() me: SignedIn) {
    const known = await this.sources.placesOf(guarantor);
    const places = me.locations.filter(({ id }) => known.includes(id));
    // Where one works, unless the guarantor is known elsewhere only.
    const locationId = location ?? (places.find(({ id }) => id === me.location.id) ?? places[0] ?? me.location).id;
    mustBeAllowed(ISSUE, locationId);
    const composed = await this.desk.statement(locationId, guarantor, typed);
    const { head, sections, ...document } = composed;
    return { locationId, guarantorId: guarantor, document, head, sections, ageTitles: AGE_TITLES, isNothing: isEmpty(composed), places: places.map(({ id, name }) => ({ value: id, label: name })) };
  }

  @Post('statements')
  async issueStatement(@Body() command: IssueStatement, @Submission() submission: string): Promise<SeeOther> {
    const { documentId } = await this.commands.execute<{ documentId: string }>(command, { submission });
    return seeOther(`/documents/${documentId}`);
  }

  /** What is missing stands before what is there; an invoice that can have none is refused at once. */
  @Get('superbills/new')
  @Page('documents/new-superbill', { title: 'Insurance receipt', nav: 'invoices' })
  async superbill(@Query() { invoice: invoiceId }: SuperbillQuery) {
    const invoice = await this.sources.invoice(invoiceId);
    mustBeAllowed(ISSUE, invoice.locationId);
    const { superbill, gaps } = await this.desk.superbill(invoice);
    const { head, sections, ...document } = superbill;
    return { invoiceId, gaps, document, head, sections };
  }

  @Post('superbills')
  async issueSuperbill(@Body() command: IssueSuperbill, @Submission() submission: string): Promise<SeeOther> {
    const { documentId } = await this.commands.execute<{ documentId: string }>(command, { submission });
    return seeOther(`/documents/${documentId}`);
  }
}
