import type { RowSet } from '../../shared/aggregate.js';

/** The lists that clerks choose from. */
export const LISTS = { 'payment-method': 'Payment methods', reason: 'Reasons' } as const;
export type ListName = keyof typeof LISTS;

/** Whose payment a method receives. */
export const PAYERS = { insurer: 'Insurance payment', patient: 'Patient payment', other: 'Other payer payment' } as const;

/** What a reason is given for. */
export const ACTS = {
  'row-adjustment': 'Adjustment in a payment', 'row-transfer': 'Patient’s part in a payment', adjustment: 'Adjust an invoice', transfer: 'Transfer a part',
  reversal: 'Reverse or correct what was posted', void: 'Void or correct an invoice',
} as const;
export type ReasonedAct = keyof typeof ACTS;

/** The part of a bank's slip that a method's receipts stand in. Cash lies in the till until then. */
export const SLIPS = { cash: 'Cash', checks: 'Checks', cards: 'Cards', transfers: 'EFT and transfers' } as const;
export type Slip = keyof typeof SLIPS;

export interface ChoiceState {
  id: string;
  version: number;
  list: ListName;
  /** What records name it by; stays when it is renamed. */
  code: string;
  name: string;
  position: number;
  /** What it is offered for, comma between: who pays, or for which acts. */
  serves: string;
  /** 1: a payment by it needs its number, for example a check. */
  needsNumber: number;
  /** Of a method; empty for a reason. */
  slip: Slip | '';
  /** 1: its receipts are proposed for the next bank deposit; 0: only when their part of the slip is chosen. */
  onSlip: number;
  state: 'active' | 'retired';
}

export interface ChoiceRows extends RowSet {
  root: ChoiceState;
}
