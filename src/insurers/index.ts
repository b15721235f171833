export { InsurersModule } from './insurers.module.js';
export { PayersQueries, type PayerSummary } from './adapters/payers.queries.js';
export { AddPayer } from './application/add-payer.js';
export { AddPayerContact } from './application/add-payer-contact.js';
export { DeactivatePayer } from './application/deactivate-payer.js';
export { EditPayer } from './application/edit-payer.js';
export { ReactivatePayer } from './application/reactivate-payer.js';
export { PAYER_KINDS, PAYER_KIND_NAMES, type PayerKind } from './domain/payer-state.js';
