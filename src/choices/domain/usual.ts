import type { ChoiceState, ReasonedAct, Slip } from './choice-state.js';

type Facts = Omit<ChoiceState, 'id' | 'version' | 'state'>;

const method = (code: string, name: string, serves: string, slip: Slip) => ({ list: 'payment-method' as const, code, name, serves, slip });
const reason = (code: string, name: string, ...acts: ReasonedAct[]) => ({ list: 'reason' as const, code, name, serves: acts.join(','), slip: '' as const });

/** What every clinic begins with, in the order of the screens. */
export const USUAL: readonly Facts[] = [
  method('insurance-eft', 'Insurance EFT/ACH', 'insurer', 'transfers'),
  method('insurance-check', 'Insurance check', 'insurer', 'checks'),
  method('insurance-card', 'Insurance card', 'insurer', 'cards'),
  method('insurance', 'Insurance', 'insurer', 'transfers'),
  method('cash', 'Cash', 'patient,other', 'cash'),
  method('card', 'Card', 'patient,other', 'cards'),
  method('check', 'Check', 'patient,other', 'checks'),
  method('transfer', 'Transfer', 'patient,other', 'transfers'),
  reason('CO-45', 'Contractual', 'row-adjustment', 'adjustment'),
  reason('CO-97', 'Included', 'row-adjustment', 'adjustment'),
  reason('CO-59', 'Multiple', 'row-adjustment', 'adjustment'),
  reason('CO-253', 'Sequestration', 'row-adjustment', 'adjustment'),
  reason('OA-23', 'Earlier payer', 'row-adjustment', 'adjustment'),
  reason('PR-2', 'Coinsurance', 'row-transfer', 'transfer'),
  reason('PR-1', 'Deductible', 'row-transfer', 'transfer'),
  reason('PR-3', 'Copay', 'row-transfer', 'transfer'),
  reason('PR-96', 'Not covered', 'row-transfer', 'transfer'),
  reason('COB', 'Coordination of benefits', 'transfer'),
  reason('PAYER', 'Posted to the wrong payer', 'reversal'),
  reason('AMOUNT', 'Wrong amount', 'reversal', 'void'),
  reason('TWICE', 'Entered twice', 'reversal', 'void'),
  reason('PATIENT', 'Wrong patient', 'void'),
].map((facts, index) => ({ ...facts, position: (index + 1) * 10, needsNumber: 0, onSlip: facts.list === 'payment-method' ? 1 : 0 }));
