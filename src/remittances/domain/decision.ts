/** Claim adjustment groups of an explanation of benefits. */
export type Group = 'CO' | 'PR' | 'OA' | 'PI';

/** What posting does with a code's amount: write it off, leave it with the insurer as denied, ask the next party, or hold it against what earlier payers did. */
export type Treatment = 'contractual' | 'denied' | 'responsibility' | 'prior';

export interface LineCode {
  group: Group;
  reason: string;
  amountCents: number;
  treatment: Treatment;
}

/** charge = paid + codes. */
export interface LineDecision {
  allowedCents: number | null;
  paidCents: number;
  codes: LineCode[];
  /** Remark codes. */
  remarks: string[];
}

export interface DecidedRow {
  invoiceId: string;
  lineId: string;
  takebackCents: number;
  decision: LineDecision | null;
  claimNumber: string;
  followUp: string;
}
