import { Body, Controller, Param, Post, StreamableFile } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { MailServer, SEND, SendPaper } from '../../mail/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { Fragment, Needs, Page, Submission } from '../../platform/web/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { IssueStatement } from '../application/issue-statement.js';
import { ISSUE } from '../application/issue-superbill.js';
import { ChosenStatements, OneOfManyForm, PrintedTogether } from './document.forms.js';
import { DocumentPapers } from './document-papers.js';
import { type StatementDue, StatementsDueQueries } from './statements-due.queries.js';

interface Outcome {
  documentId?: string;
  number?: number;
  /** It waits in the outbox for this address; otherwise it is for the printer. */
  mailedTo?: string;
  refusal?: string;
}

/**
 * Many statements, one command each: the page lists what was chosen and asks for one after the other. Who got one today already,
 * whoever issued it, is shown with it instead of a second one.
 */
@Controller('documents/statements/many')
@Needs(ISSUE)
export class ManyStatementsController {
  constructor(
    private readonly commands: Commands,
    private readonly due: StatementsDueQueries,
    private readonly papers: DocumentPapers,
    private readonly server: MailServer,
    private readonly days: Days,
  ) {}

  @Post()
  @Page('documents/many', { title: 'Statements', nav: 'documents' })
  async choose(@Body() { chosen, byMail }: ChosenStatements) {
    return { rows: await this.due.chosen(scopeFor(ISSUE), chosen), byMail };
  }

  @Post('print')
  async print(@Body() { documentIds }: PrintedTogether): Promise<StreamableFile> {
    return new StreamableFile(await this.papers.together(documentIds), { type: 'application/pdf', disposition: 'inline; filename="statements.pdf"' });
  }

  @Post(':guarantorId')
  @Fragment('documents/_many-row')
  async issueOne(@Param('guarantorId') guarantorId: string, @Body() { locationId, byMail }: OneOfManyForm, @Submission() submission: string) {
    const [row] = await this.due.chosen(scopeFor(ISSUE), [`${guarantorId}.${locationId}`]);
    return { row, byMail, outcome: row ? await this.#issued(row, byMail, submission) : { refusal: 'Nothing is owed any more.' } };
  }

  async #issued(row: StatementDue, byMail: boolean, submission: string): Promise<Outcome> {
    const { locationId, guarantorId, lastOn, lastNumber } = row;
    if (lastOn === (await this.days.today(locationId))) return { documentId: row.lastId!, refusal: `Statement ${lastNumber} was issued today already.` };
    try {
      const { documentId } = await this.commands.execute<{ documentId: string }>(new IssueStatement({ locationId, guarantorId }), { submission });
      const [{ lastNumber: number }] = (await this.due.chosen(scopeFor(ISSUE), [`${guarantorId}.${locationId}`])) as [StatementDue];
      return { documentId, number: number!, ...(byMail ? await this.#mailed(row, documentId) : {}) };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error.sentence };
      throw error;
    }
  }

  async #mailed({ email, locationId }: StatementDue, paperId: string): Promise<Outcome> {
    if (email === '' || !this.server.isSet || !currentActor().can(SEND, locationId)) return {};
    await this.commands.execute(new SendPaper({ paperKind: 'document', paperId, to: email }));
    return { mailedTo: email };
  }
}
