import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { PayerContactsController } from './adapters/payer-contacts.controller.js';
import { ContactLogController } from './adapters/contact-log.controller.js';
import { ContactLogQueries } from './adapters/contact-log.queries.js';
import { FollowUpsController } from './adapters/follow-ups.controller.js';
import { MergingController } from './adapters/merging.controller.js';
import { MergingQueries } from './adapters/merging.queries.js';
import { PayersController } from './adapters/payers.controller.js';
import { PayersQueries } from './adapters/payers.queries.js';
import { PayerLedgerController } from './adapters/payer-ledger.controller.js';
import { PayerLedgerQueries } from './adapters/payer-ledger.queries.js';
import { PayerTimelineController } from './adapters/payer-timeline.controller.js';
import { PayerTimelineQueries } from './adapters/payer-timeline.queries.js';
import { QuickPayerController } from './adapters/quick-payer.controller.js';
import { SequelizeCommunications } from './adapters/sequelize-communications.js';
import { SequelizePayers } from './adapters/sequelize-payers.js';
import { AddPayerContactHandler } from './application/add-payer-contact.js';
import { AddPayerHandler } from './application/add-payer.js';
import { CloseFollowUpHandler } from './application/close-follow-up.js';
import { CorrectContactHandler } from './application/correct-contact.js';
import { DeactivatePayerHandler } from './application/deactivate-payer.js';
import { EditPayerContactHandler } from './application/edit-payer-contact.js';
import { EditPayerHandler } from './application/edit-payer.js';
import { LogContactHandler } from './application/log-contact.js';
import { MergePayersHandler } from './application/merge-payers.js';
import { ReactivatePayerHandler } from './application/reactivate-payer.js';
import { RemovePayerContactHandler } from './application/remove-payer-contact.js';
import { UndoPayerMergeHandler } from './application/undo-payer-merge.js';
import { Communications } from './domain/communications.js';
import { Payers } from './domain/payers.js';

@Module({
  imports: [CalendarModule],
  controllers: [QuickPayerController, PayerTimelineController, PayerContactsController, MergingController, PayerLedgerController, ContactLogController, FollowUpsController, PayersController],
  providers: [
    { provide: Payers, useClass: SequelizePayers },
    { provide: Communications, useClass: SequelizeCommunications },
    PayersQueries,
    ContactLogQueries,
    PayerLedgerQueries,
    PayerTimelineQueries,
    MergingQueries,
    AddPayerHandler,
    EditPayerHandler,
    DeactivatePayerHandler,
    ReactivatePayerHandler,
    AddPayerContactHandler,
    EditPayerContactHandler,
    RemovePayerContactHandler,
    MergePayersHandler,
    UndoPayerMergeHandler,
    LogContactHandler,
    CorrectContactHandler,
    CloseFollowUpHandler,
  ],
  exports: [PayersQueries],
})
export class InsurersModule {}
