import { Module } from '@nestjs/common';
import { LocationsModule } from '../locations/index.js';
import { AccessRequestsController } from './adapters/access-requests.controller.js';
import { AccessRequestsQueries } from './adapters/access-requests.queries.js';
import { AlertsController } from './adapters/alerts.controller.js';
import { CoveragesController } from './adapters/coverages.controller.js';
import { FamilyQueries } from './adapters/family.queries.js';
import { LedgerQueries } from './adapters/ledger.queries.js';
import { LedgerReading } from './adapters/ledger-reading.js';
import { LookAlikesQueries } from './adapters/look-alikes.queries.js';
import { MergingController } from './adapters/merging.controller.js';
import { PatientAlerts } from './adapters/patient-alerts.js';
import { PatientsController } from './adapters/patients.controller.js';
import { PatientsQueries } from './adapters/patients.queries.js';
import { PayerChoices } from './adapters/payer-choices.js';
import { RegistrationController } from './adapters/registration.controller.js';
import { SequelizeAccessRequests } from './adapters/sequelize-access-requests.js';
import { SequelizePatients } from './adapters/sequelize-patients.js';
import { AddCoverageHandler } from './application/add-coverage.js';
import { AddPatientToLocationHandler } from './application/add-patient-to-location.js';
import { DeclinePatientAccessHandler } from './application/decline-patient-access.js';
import { EditCoverageHandler } from './application/edit-coverage.js';
import { EditPatientHandler } from './application/edit-patient.js';
import { EndCoverageHandler } from './application/end-coverage.js';
import { GrantPatientAccessHandler } from './application/grant-patient-access.js';
import { GuarantorOfForm } from './application/guarantor.js';
import { LocalDay } from './application/local-day.js';
import { ImportPatientHandler } from './application/import-patient.js';
import { MergePatientsHandler } from './application/merge-patients.js';
import { RegisterPatientHandler } from './application/register-patient.js';
import { ReopenCoverageHandler } from './application/reopen-coverage.js';
import { RequestPatientAccessHandler } from './application/request-patient-access.js';
import { SetPatientAlertHandler } from './application/set-patient-alert.js';
import { TakeDownPatientAlertHandler } from './application/take-down-patient-alert.js';
import { UndoPatientMergeHandler } from './application/undo-patient-merge.js';
import { AccessRequests } from './domain/access-requests.js';
import { Patients } from './domain/patients.js';

@Module({
  imports: [LocationsModule],
  controllers: [AccessRequestsController, RegistrationController, PatientsController, CoveragesController, AlertsController, MergingController],
  providers: [
    { provide: Patients, useClass: SequelizePatients },
    { provide: AccessRequests, useClass: SequelizeAccessRequests },
    PatientsQueries, PatientAlerts,
    LedgerQueries,
    LedgerReading,
    PayerChoices,
    LocalDay, GuarantorOfForm,
    FamilyQueries, LookAlikesQueries, AccessRequestsQueries,
    RequestPatientAccessHandler, GrantPatientAccessHandler, DeclinePatientAccessHandler,
    RegisterPatientHandler, ImportPatientHandler,
    EditPatientHandler,
    AddCoverageHandler,
    EditCoverageHandler,
    EndCoverageHandler, ReopenCoverageHandler,
    MergePatientsHandler, UndoPatientMergeHandler,
    SetPatientAlertHandler, TakeDownPatientAlertHandler,
    AddPatientToLocationHandler,
  ],
  exports: [PatientsQueries, PatientAlerts],
})
export class PatientsModule {}
