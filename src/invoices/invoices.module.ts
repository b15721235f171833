import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { InsurersModule } from '../insurers/index.js';
import { LocationsModule } from '../locations/index.js';
import { MailModule } from '../mail/index.js';
import { PatientsModule } from '../patients/index.js';
import { ServicesModule } from '../services/index.js';
import { AddDraftLineHandler } from './application/add-draft-line.js';
import { ApplyInsuranceToDraftHandler } from './application/apply-insurance-to-draft.js';
import { ApplyPaymentHandler } from './application/apply-payment.js';
import { ChangeDraftLineHandler } from './application/change-draft-line.js';
import { CoverageRules } from './application/coverage-rules.js';
import { DiscardDraftHandler } from './application/discard-draft.js';
import { EditDraft } from './application/edit-draft.js';
import { ExpectReimbursementWhenInvoiceFinalized } from './application/expect-reimbursement-when-invoice-finalized.js';
import { FinalizeInvoiceHandler } from './application/finalize-invoice.js';
import { ImportOpenInvoiceHandler } from './application/import-open-invoice.js';
import { ReissueInvoiceHandler } from './application/reissue-invoice.js';
import { RemoveDraftLineHandler } from './application/remove-draft-line.js';
import { ReviewDraftHandler } from './application/review-draft.js';
import { SendBackDraftHandler } from './application/send-back-draft.js';
import { PayersOnInvoice } from './application/payers-on-invoice.js';
import { SetDraftPayersHandler } from './application/set-draft-payers.js';
import { SetDraftDiagnosesHandler } from './application/set-draft-diagnoses.js';
import { SettleReimbursementHandler } from './application/settle-reimbursement.js';
import { StartInvoiceDraftHandler } from './application/start-invoice-draft.js';
import { BulkFinalizeController } from './adapters/bulk-finalize.controller.js';
import { DecisionsQueries } from './adapters/decisions.queries.js';
import { DraftEditorQueries } from './adapters/draft-editor.queries.js';
import { InvoiceDraftsController } from './adapters/invoice-drafts.controller.js';
import { InvoiceListQueries } from './adapters/invoice-list.queries.js';
import { InvoicePapers } from './adapters/invoice-papers.js';
import { InvoiceStoryQueries } from './adapters/invoice-story.queries.js';
import { InvoicesController } from './adapters/invoices.controller.js';
import { InvoicesQueries } from './adapters/invoices.queries.js';
import { PayerChoices } from './adapters/payer-choices.js';
import { ReimbursementsController } from './adapters/reimbursements.controller.js';
import { ReimbursementsQueries } from './adapters/reimbursements.queries.js';
import { SequelizeInvoiceDrafts } from './adapters/sequelize-invoice-drafts.js';
import { SequelizeInvoices } from './adapters/sequelize-invoices.js';
import { SequelizeReimbursements } from './adapters/sequelize-reimbursements.js';
import { InvoiceDrafts, Invoices } from './domain/invoices.js';
import { Reimbursements } from './domain/reimbursements.js';

@Module({
  imports: [CalendarModule, InsurersModule, LocationsModule, MailModule, PatientsModule, ServicesModule],
  controllers: [BulkFinalizeController, InvoiceDraftsController, InvoicesController, ReimbursementsController],
  providers: [
    { provide: Invoices, useClass: SequelizeInvoices },
    { provide: InvoiceDrafts, useClass: SequelizeInvoiceDrafts },
    { provide: Reimbursements, useClass: SequelizeReimbursements },
    ReimbursementsQueries, ExpectReimbursementWhenInvoiceFinalized, SettleReimbursementHandler,
    CoverageRules, PayersOnInvoice, EditDraft,
    InvoicesQueries, DecisionsQueries, InvoicePapers, InvoiceListQueries, InvoiceStoryQueries, DraftEditorQueries, PayerChoices,
    StartInvoiceDraftHandler, AddDraftLineHandler, ChangeDraftLineHandler, RemoveDraftLineHandler, SetDraftDiagnosesHandler, SetDraftPayersHandler, ReviewDraftHandler, SendBackDraftHandler, ApplyInsuranceToDraftHandler, DiscardDraftHandler,
    FinalizeInvoiceHandler, ImportOpenInvoiceHandler,
    ApplyPaymentHandler, ReissueInvoiceHandler,
  ],
  exports: [Invoices, CoverageRules, InvoicesQueries, DecisionsQueries, PayerChoices],
})
export class InvoicesModule {}
