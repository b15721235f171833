import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/index.js';
import { InsurersModule } from '../insurers/index.js';
import { InvoicesModule } from '../invoices/index.js';
import { PatientsModule } from '../patients/index.js';
import { SequelizePayments } from './adapters/sequelize-payments.js';
import { SequelizeRecordedNumbers } from './adapters/sequelize-recorded-numbers.js';
import { AllocatePaymentHandler } from './application/allocate-payment.js';
import { DuplicateNumbers } from './application/duplicate-numbers.js';
import { PayingParties } from './application/paying-parties.js';
import { Receipts } from './application/receipts.js';
import { RecordInsurancePaymentHandler } from './application/record-insurance-payment.js';
import { RecordOtherPayerPaymentHandler } from './application/record-other-payer-payment.js';
import { RecordPatientPaymentHandler } from './application/record-patient-payment.js';
import { ReversePaymentHandler } from './application/reverse-payment.js';
import { Payments } from './domain/payments.js';
import { RecordedNumbers } from './domain/recorded-numbers.js';

@Module({
  imports: [CalendarModule, InsurersModule, InvoicesModule, PatientsModule],
  providers: [
    { provide: Payments, useClass: SequelizePayments },
    { provide: RecordedNumbers, useClass: SequelizeRecordedNumbers },
    DuplicateNumbers, PayingParties, Receipts,
    RecordInsurancePaymentHandler, RecordPatientPaymentHandler, RecordOtherPayerPaymentHandler, AllocatePaymentHandler, ReversePaymentHandler,
  ],
})
export class PaymentsModule {}
