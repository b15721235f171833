export { InsurersModule } from './insurers.module.js';
export { PayersQueries, type PayerSummary } from './adapters/payers.queries.js';
export { AddPayer } from './application/add-payer.js';
export { EditPayer } from './application/edit-payer.js';
export { PAYER_KINDS, PAYER_KIND_NAMES, type PayerKind } from './domain/payer-state.js';
