export { PatientsModule } from './patients.module.js';
export { PatientsQueries, type ActiveCoverage, type PatientSummary } from './adapters/patients.queries.js';
export { AddCoverage } from './application/add-coverage.js';
export { AddPatientToLocation } from './application/add-patient-to-location.js';
export { EditCoverage } from './application/edit-coverage.js';
export { EditPatient } from './application/edit-patient.js';
export { EndCoverage } from './application/end-coverage.js';
export { ImportPatient } from './application/import-patient.js';
export { RegisterPatient } from './application/register-patient.js';
