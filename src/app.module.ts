import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ChoicesModule } from './choices/index.js';
import { DepositsModule } from './deposits/deposits.module.js';
import { HomeModule } from './home/home.module.js';
import { InsurersModule } from './insurers/insurers.module.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LocationsModule } from './locations/locations.module.js';
import { MailModule } from './mail/index.js';
import { PatientsModule } from './patients/patients.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { WebModule } from './platform/web/web.module.js';
import { ReceiptsModule } from './receipts/index.js';
import { ReportsModule } from './reports/index.js';
import { RemittancesModule } from './remittances/index.js';
import { SearchModule } from './search/search.module.js';
import { DocumentsModule } from './documents/index.js';
import { WorklistsModule } from './worklists/index.js';
import { SettlementsModule } from './settlements/settlements.module.js';
import { ScansModule } from './scans/index.js';
import { ServicesModule } from './services/services.module.js';
import { StaffModule } from './staff/staff.module.js';

/** The modules of the product, low to high: reactions to one event run in this order. */
@Module({
  imports: [
    PlatformModule,
    WebModule,
    LocationsModule,
    StaffModule,
    CalendarModule,
    ChoicesModule,
    MailModule,
    PatientsModule,
    InsurersModule,
    ServicesModule,
    InvoicesModule,
    PaymentsModule,
    DepositsModule,
    ReceiptsModule,
    SettlementsModule,
    RemittancesModule,
    ScansModule,
    WorklistsModule,
    LedgerModule,
    DocumentsModule,
    AuditModule,
    SearchModule,
    ReportsModule,
    HomeModule,
  ],
})
export class AppModule {}
