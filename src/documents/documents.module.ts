import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { LocationsModule } from '../locations/index.js';
import { MailModule } from '../mail/index.js';
import { PatientsModule } from '../patients/index.js';
import { DocumentPapers } from './adapters/document-papers.js';
import { DocumentsController } from './adapters/documents.controller.js';
import { DocumentsQueries } from './adapters/documents.queries.js';
import { ManyStatementsController } from './adapters/many-statements.controller.js';
import { PapersController } from './adapters/papers.controller.js';
import { SequelizeDocuments } from './adapters/sequelize-documents.js';
import { SequelizePaperSources } from './adapters/sequelize-paper-sources.js';
import { StatementsDueQueries } from './adapters/statements-due.queries.js';
import { IssueStatementHandler } from './application/issue-statement.js';
import { IssueSuperbillHandler } from './application/issue-superbill.js';
import { PaperDesk } from './application/paper-desk.js';
import { PrintDocumentAgainHandler } from './application/print-document-again.js';
import { Documents, PaperSources } from './domain/documents.js';

/** Papers that are handed out: statements, and receipts an insurer accepts. */
@Module({
  imports: [CalendarModule, LocationsModule, MailModule, PatientsModule],
  controllers: [ManyStatementsController, PapersController, DocumentsController],
  providers: [
    { provide: Documents, useClass: SequelizeDocuments }, { provide: PaperSources, useClass: SequelizePaperSources },
    DocumentsQueries, StatementsDueQueries, DocumentPapers, PaperDesk, IssueStatementHandler, IssueSuperbillHandler, PrintDocumentAgainHandler,
  ],
})
export class DocumentsModule {}
