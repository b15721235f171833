import { Module } from '@nestjs/common';
import { InvoicesModule } from '../invoices/index.js';
import { LocationsModule } from '../locations/index.js';
import { ChartController } from './adapters/chart.controller.js';
import { ChartQueries } from './adapters/chart.queries.js';
import { CheckController } from './adapters/check.controller.js';
import { CheckQueries } from './adapters/check.queries.js';
import { AccountDays } from './adapters/account-days.js';
import { BooksExportController } from './adapters/books-export.controller.js';
import { BooksController } from './adapters/books.controller.js';
import { ExplanationQueries } from './adapters/explanation.queries.js';
import { JournalsQueries } from './adapters/journals.queries.js';
import { LedgerController } from './adapters/ledger.controller.js';
import { ReceivablesQueries } from './adapters/receivables.queries.js';
import { RollForwardQueries } from './adapters/roll-forward.queries.js';
import { SequelizeAccounts } from './adapters/sequelize-accounts.js';
import { SequelizeJournals } from './adapters/sequelize-journals.js';
import { ShareHistoryQueries } from './adapters/share-history.queries.js';
import { TrialBalanceQueries } from './adapters/trial-balance.queries.js';
import { MirrorDepositWhenUndone } from './application/mirror-deposit-when-undone.js';
import { MirrorJournalsWhenInvoiceVoided } from './application/mirror-journals-when-invoice-voided.js';
import { MirrorJournalsWhenPaymentReversed } from './application/mirror-journals-when-payment-reversed.js';
import { PostAdjustmentWhenInvoiceAdjusted } from './application/post-adjustment-when-invoice-adjusted.js';
import { PostAllocationWhenPaymentAllocated } from './application/post-allocation-when-payment-allocated.js';
import { PostChargeWhenInvoiceFinalized } from './application/post-charge-when-invoice-finalized.js';
import { PostBankReturnWhenDepositedMoneyReturned } from './application/post-bank-return-when-deposited-money-returned.js';
import { MirrorSettlementWhenUndone } from './application/mirror-settlement-when-undone.js';
import { PostSettlementWhenLocationsSettled } from './application/post-settlement-when-locations-settled.js';
import { PostDepositWhenPaymentsDeposited } from './application/post-deposit-when-payments-deposited.js';
import { PostOwedWhenPaymentOwed } from './application/post-owed-when-payment-owed.js';
import { PostReceiptWhenPaymentRecorded } from './application/post-receipt-when-payment-recorded.js';
import { PostReleaseWhenPaymentReleased } from './application/post-release-when-payment-released.js';
import { PostTransferWhenInsuranceApplied } from './application/post-transfer-when-insurance-applied.js';
import { PostTransferWhenShareTransferred } from './application/post-transfer-when-share-transferred.js';
import { RunLedgerCheckHandler } from './application/run-ledger-check.js';
import { RenameAccountHandler } from './application/rename-account.js';
import { SetUpChartHandler } from './application/set-up-chart.js';
import { CheckRuns } from './check/check-runs.js';
import { Checker } from './check/checker.js';
import { NightlyCheck } from './check/nightly-check.js';
import { Accounts } from './domain/accounts.js';
import { Journals } from './domain/journals.js';

@Module({
  imports: [InvoicesModule, LocationsModule],
  controllers: [ChartController, LedgerController, BooksController, BooksExportController, CheckController],
  providers: [
    JournalsQueries,
    ShareHistoryQueries,
    ExplanationQueries,
    TrialBalanceQueries,
    AccountDays,
    ReceivablesQueries,
    RollForwardQueries,
    { provide: Accounts, useClass: SequelizeAccounts },
    { provide: Journals, useClass: SequelizeJournals },
    SetUpChartHandler, RenameAccountHandler, ChartQueries,
    RunLedgerCheckHandler,
    CheckRuns,
    Checker,
    NightlyCheck,
    CheckQueries,
    PostChargeWhenInvoiceFinalized,
    PostTransferWhenInsuranceApplied,
    PostTransferWhenShareTransferred,
    PostAdjustmentWhenInvoiceAdjusted,
    MirrorJournalsWhenInvoiceVoided,
    PostReceiptWhenPaymentRecorded,
    PostAllocationWhenPaymentAllocated,
    PostReleaseWhenPaymentReleased,
    PostOwedWhenPaymentOwed,
    MirrorJournalsWhenPaymentReversed,
    PostDepositWhenPaymentsDeposited,
    MirrorDepositWhenUndone,
    PostBankReturnWhenDepositedMoneyReturned,
    PostSettlementWhenLocationsSettled,
    MirrorSettlementWhenUndone,
  ],
  exports: [RollForwardQueries, ReceivablesQueries],
})
export class LedgerModule {}
