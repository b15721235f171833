import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { ChoicesModule } from '../choices/index.js';
import { InsurersModule } from '../insurers/index.js';
import { InvoicesModule } from '../invoices/index.js';
import { LocationsModule } from '../locations/index.js';
import { PatientsModule } from '../patients/index.js';
import { AcceptPaymentController } from './adapters/accept-payment.controller.js';
import { ActEffects } from './adapters/act-effects.js';
import { ReleasesController } from './adapters/releases.controller.js';
import { CorrectPaymentController } from './adapters/correct-payment.controller.js';
import { CorrectedPayments } from './adapters/corrected-payments.js';
import { WithoutPayment } from './application/without-payment.js';
import { AcceptScreen } from './adapters/accept-screen.js';
import { AwaitingQueries } from './adapters/awaiting.queries.js';
import { CreditQueries } from './adapters/credit.queries.js';
import { DecisionsController } from './adapters/decisions.controller.js';
import { GridQueries } from './adapters/grid.queries.js';
import { HeldQueries } from './adapters/held.queries.js';
import { HoldingsController } from './adapters/holdings.controller.js';
import { LivePanel } from './adapters/live-panel.js';
import { PayingQueries } from './adapters/paying.queries.js';
import { PaymentListQueries } from './adapters/payment-list.queries.js';
import { PaymentsController } from './adapters/payments.controller.js';
import { PaymentsQueries } from './adapters/payments.queries.js';
import { ProviderPartsQueries } from './adapters/provider-parts.queries.js';
import { ReachedQueries } from './adapters/reached.queries.js';
import { SequelizeGuarantors } from './adapters/sequelize-guarantors.js';
import { SequelizeHeldCredits } from './adapters/sequelize-held-credits.js';
import { SequelizeLaterPostings } from './adapters/sequelize-later-postings.js';
import { SequelizeHoldingOwners } from './adapters/sequelize-holding-owners.js';
import { ReleasedController } from './adapters/released.controller.js';
import { ReleasedQueries } from './adapters/released.queries.js';
import { SequelizePartyGroups } from './adapters/sequelize-party-groups.js';
import { SequelizePayments } from './adapters/sequelize-payments.js';
import { SequelizeVisitHoldings } from './adapters/sequelize-visit-holdings.js';
import { SequelizeRecordedNumbers } from './adapters/sequelize-recorded-numbers.js';
import { ApplyReleasedHandler } from './application/apply-released.js';
import { MoneyReleased } from './domain/released-money.js';
import { AdjustInvoiceHandler } from './application/adjust-invoice.js';
import { ApplyInsuranceHandler } from './application/apply-insurance.js';
import { AllocatePaymentHandler } from './application/allocate-payment.js';
import { TakebacksQueries } from './adapters/takebacks.queries.js';
import { UnappliedQueries } from './adapters/unapplied.queries.js';
import { WorklistsController } from './adapters/worklists.controller.js';
import { CorrectInvoiceHandler } from './application/correct-invoice.js';
import { CorrectPaymentHandler } from './application/correct-payment.js';
import { DepositPaymentsHandler } from './application/deposit-payments.js';
import { ApplyVisitMoneyWhenInvoiceFinalized } from './application/apply-visit-money-when-invoice-finalized.js';
import { Credits } from './application/credits.js';
import { DuplicateNumbers } from './application/duplicate-numbers.js';
import { OnPayment } from './application/on-payment.js';
import { OweToInsurerHandler } from './application/owe-to-insurer.js';
import { PaymentPreview } from './application/payment-preview.js';
import { PayingParties } from './application/paying-parties.js';
import { Receipts } from './application/receipts.js';
import { Remainders } from './application/remainders.js';
import { RowApplying } from './application/row-applying.js';
import { TakeBackOwedHandler } from './application/take-back-owed.js';
import { UseCreditHandler } from './application/use-credit.js';
import { RecordInsurancePaymentHandler } from './application/record-insurance-payment.js';
import { RecordRemittanceHandler } from './application/record-remittance.js';
import { SettleSuspenseHandler } from './application/settle-suspense.js';
import { StandingParts } from './application/standing-parts.js';
import { RemittanceDesk } from './application/remittance-desk.js';
import { RemittancePreview } from './application/remittance-preview.js';
import { SequelizePayerBalances } from './adapters/sequelize-payer-balances.js';
import { PayerBalances } from './domain/payer-balances.js';
import { RecordOtherPayerPaymentHandler } from './application/record-other-payer-payment.js';
import { RecordPatientPaymentHandler } from './application/record-patient-payment.js';
import { RenameHoldingHandler } from './application/rename-holding.js';
import { ReverseAdjustmentHandler } from './application/reverse-adjustment.js';
import { ReversePaymentHandler } from './application/reverse-payment.js';
import { UndepositPaymentsHandler } from './application/undeposit-payments.js';
import { FreeEarmarkHandler } from './application/free-earmark.js';
import { HeldMoney } from './application/held-money.js';
import { PaymentDraftsController } from './adapters/payment-drafts.controller.js';
import { PaymentDraftsQueries } from './adapters/payment-drafts.queries.js';
import { SequelizePaymentDrafts } from './adapters/sequelize-payment-drafts.js';
import { DiscardPaymentDraftHandler } from './application/discard-payment-draft.js';
import { DraftedPayments } from './application/drafted-payments.js';
import { SavePaymentDraftHandler } from './application/save-payment-draft.js';
import { PaymentDrafts } from './domain/payment-drafts.js';
import { RowReasons } from './application/row-reasons.js';
import { Meanwhile } from './application/meanwhile.js';
import { ReleaseAllocationHandler } from './application/release-allocation.js';
import { TransferShareHandler } from './application/transfer-share.js';
import { Stages } from './application/stages.js';
import { VoidInvoiceHandler } from './application/void-invoice.js';
import { InvoiceStages } from './application/on-invoice.js';
import { InvoiceActsController } from './adapters/invoice-acts.controller.js';
import { VisitMoneyController } from './adapters/visit-money.controller.js';
import { VisitMoneyQueries } from './adapters/visit-money.queries.js';
import { VisitMoney } from './application/visit-money.js';
import { Guarantors } from './domain/guarantors.js';
import { HeldCredits } from './domain/held-credits.js';
import { HoldingOwners } from './domain/holding-owners.js';
import { LaterPostings } from './domain/later-postings.js';
import { Payments } from './domain/payments.js';
import { VisitHoldings } from './domain/visit-holdings.js';
import { PartyGroups } from './domain/party-groups.js';
import { RecordedNumbers } from './domain/recorded-numbers.js';

@Module({
  // Accept payment first: its fixed addresses come before `payments/:id`.
  controllers: [AcceptPaymentController, PaymentDraftsController, WorklistsController, PaymentsController, DecisionsController, InvoiceActsController, ReleasesController, ReleasedController, VisitMoneyController, CorrectPaymentController, HoldingsController],
  imports: [CalendarModule, ChoicesModule, InsurersModule, LocationsModule, InvoicesModule, PatientsModule],
  providers: [
    { provide: Payments, useClass: SequelizePayments },
    { provide: Guarantors, useClass: SequelizeGuarantors },
    ReleasedQueries, VisitMoneyQueries, { provide: MoneyReleased, useExisting: ReleasedQueries }, ApplyReleasedHandler,
    { provide: PartyGroups, useClass: SequelizePartyGroups },
    { provide: RecordedNumbers, useClass: SequelizeRecordedNumbers },
    { provide: HoldingOwners, useClass: SequelizeHoldingOwners },
    { provide: HeldCredits, useClass: SequelizeHeldCredits },
    { provide: LaterPostings, useClass: SequelizeLaterPostings },
    { provide: PaymentDrafts, useClass: SequelizePaymentDrafts }, PaymentDraftsQueries, DraftedPayments, SavePaymentDraftHandler, DiscardPaymentDraftHandler,
    Meanwhile, RowReasons, Credits, DuplicateNumbers, OnPayment, PayingParties, PaymentPreview, Receipts, Remainders, RowApplying, VisitMoney,
    { provide: VisitHoldings, useClass: SequelizeVisitHoldings },
    ApplyVisitMoneyWhenInvoiceFinalized,
    AcceptScreen, CorrectedPayments, WithoutPayment, CreditQueries, GridQueries, HeldQueries, LivePanel, PayingQueries, PaymentListQueries, UnappliedQueries, AwaitingQueries, PaymentsQueries, ProviderPartsQueries, TakebacksQueries, ReachedQueries,
    { provide: PayerBalances, useClass: SequelizePayerBalances }, RemittanceDesk, RemittancePreview, StandingParts, RecordRemittanceHandler, SettleSuspenseHandler,
    RecordInsurancePaymentHandler, RecordPatientPaymentHandler, RecordOtherPayerPaymentHandler, AllocatePaymentHandler, ReversePaymentHandler,
    DepositPaymentsHandler, UndepositPaymentsHandler,
    ActEffects, InvoiceStages, Stages, HeldMoney, TransferShareHandler, CorrectInvoiceHandler, ReleaseAllocationHandler, FreeEarmarkHandler, CorrectPaymentHandler,
    AdjustInvoiceHandler, ApplyInsuranceHandler, ReverseAdjustmentHandler, VoidInvoiceHandler,
    OweToInsurerHandler, RenameHoldingHandler, TakeBackOwedHandler, UseCreditHandler,
  ],
  exports: [PaymentsQueries, RemittancePreview],
})
export class PaymentsModule {}
