import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { ChoicesModule } from '../choices/index.js';
import { InsurersModule } from '../insurers/index.js';
import { InvoicesModule } from '../invoices/index.js';
import { PaymentsModule } from '../payments/index.js';
import { ClaimFinder } from './adapters/claim-finder.queries.js';
import { MeantClaim } from './adapters/meant-claim.js';
import { RemittancePage } from './adapters/remittance-page.js';
import { RemittanceRowsController } from './adapters/remittance-rows.controller.js';
import { RemittancesController } from './adapters/remittances.controller.js';
import { RemittancesQueries } from './adapters/remittances.queries.js';
import { SuspenseController } from './adapters/suspense.controller.js';
import { SuspenseQueries } from './adapters/suspense.queries.js';
import { SequelizeRemittanceDrafts } from './adapters/sequelize-remittance-drafts.js';
import { AddClaimHandler } from './application/add-claim.js';
import { AddProviderLineHandler } from './application/add-provider-line.js';
import { AttachRemittanceHandler } from './application/attach-remittance.js';
import { ChangeRemittanceHandler } from './application/change-remittance.js';
import { DiscardRemittanceHandler } from './application/discard-remittance.js';
import { DraftDesk } from './application/draft-desk.js';
import { PostRemittanceHandler } from './application/post-remittance.js';
import { RemoveLineHandler } from './application/remove-line.js';
import { RepeatRemittanceHandler } from './application/repeat-remittance.js';
import { StartRemittanceHandler } from './application/start-remittance.js';
import { TypeLineHandler } from './application/type-line.js';
import { RemittanceDrafts } from './domain/remittance-drafts.js';

@Module({
  controllers: [SuspenseController, RemittancesController, RemittanceRowsController],
  imports: [CalendarModule, ChoicesModule, InsurersModule, InvoicesModule, PaymentsModule],
  providers: [
    { provide: RemittanceDrafts, useClass: SequelizeRemittanceDrafts }, DraftDesk, RemittancesQueries, ClaimFinder, MeantClaim, RemittancePage, SuspenseQueries,
    StartRemittanceHandler, AttachRemittanceHandler, RepeatRemittanceHandler, ChangeRemittanceHandler, AddClaimHandler, TypeLineHandler, RemoveLineHandler, AddProviderLineHandler, PostRemittanceHandler, DiscardRemittanceHandler,
  ],
})
export class RemittancesModule {}
