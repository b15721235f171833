export { ChoicesModule } from './choices.module.js';
export { CHOICES_REVISION, ChoicesQueries, METHOD_NAME, METHOD_SLIP, methodOptions, type Option, reasonOptions } from './adapters/choices.queries.js';
export { UsualChoices } from './adapters/usual-choices.js';
export { AddChoice } from './application/add-choice.js';
export { EditChoice } from './application/edit-choice.js';
export { KnownChoices } from './application/known-choices.js';
export type { Offered } from './domain/offered.js';
export { type ChoiceState, type Slip, SLIPS } from './domain/choice-state.js';
export { adjustmentReasonWords } from './domain/adjustment-reasons.js';
