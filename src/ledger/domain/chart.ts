/** The chart of accounts. Names may be changed by a clinic, the roles behind the codes may not. */
export type AccountType =
  | 'asset' | 'liability' | 'clearing' | 'equity' | 'revenue' | 'contra-revenue' | 'income' | 'expense';

export interface ChartLine {
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
}

const line = (code: string, name: string, type: AccountType): ChartLine => ({ code, name, type });

export const CHART: readonly ChartLine[] = [
  line('1000', 'Bank', 'asset'),
  line('1010', 'Undeposited funds', 'asset'),
  line('1020', 'Tills', 'asset'),
  line('1100', 'A/R insurance', 'asset'),
  line('1110', 'A/R patient', 'asset'),
  line('1120', 'A/R other payers', 'asset'),
  line('1160', 'Recoupment suspense', 'asset'),
  line('1300', 'Withholds receivable', 'asset'),
  line('1800', 'Due from other locations', 'asset'),
  line('1990', 'Posting suspense', 'asset'),
  line('2100', 'Unapplied insurance money', 'liability'),
  line('2110', 'Unapplied patient money', 'liability'),
  line('2120', 'Remittance clearing', 'clearing'),
  line('2150', 'Overpayment owed to payer', 'liability'),
  line('2160', 'Forward balance owed to payer', 'liability'),
  line('2170', 'Payer advances', 'liability'),
  line('2180', 'Deferred packages and prepaid sessions', 'liability'),
  line('2200', 'Refunds payable', 'liability'),
  line('2300', 'Tax payable', 'liability'),
  line('2400', 'Third-party levies', 'liability'),
  line('2800', 'Due to other locations', 'liability'),
  line('3000', 'Opening balances', 'equity'),
  line('4000', 'Charges', 'revenue'),
  line('4100', 'Contractual adjustments', 'contra-revenue'),
  line('4110', 'Other write-offs', 'contra-revenue'),
  line('4111', 'Courtesy write-offs', 'contra-revenue'),
  line('4112', 'Small balance write-offs', 'contra-revenue'),
  line('4113', 'Timely filing write-offs', 'contra-revenue'),
  line('4114', 'Denials written off', 'contra-revenue'),
  line('4115', 'Charity write-offs', 'contra-revenue'),
  line('4116', 'Administrative write-offs', 'contra-revenue'),
  line('4117', 'Sequestration and penalties', 'contra-revenue'),
  line('4120', 'Capitation revenue', 'revenue'),
  line('4130', 'Non-payable claim offset', 'contra-revenue'),
  line('4190', 'Other income', 'income'),
  line('4200', 'Interest from payers', 'income'),
  line('5100', 'Bad debt', 'expense'),
  line('5110', 'Bank and payer fees', 'expense'),
  line('5120', 'Cash over and short', 'expense'),
  line('5130', 'Cash rounding', 'expense'),
];

export const BANK = '1000';
export const UNDEPOSITED = '1010';
export const TILLS = '1020';
export const DUE_FROM_LOCATIONS = '1800';
export const DUE_TO_LOCATIONS = '2800';
export const CLEARING = '2120';
export const UNAPPLIED_INSURANCE = '2100';
export const UNAPPLIED_PATIENT = '2110';
export const OWED_TO_PAYER = '2150';
export const TAX_PAYABLE = '2300';
export const OPENING_BALANCES = '3000';
export const CHARGES = '4000';
/** Where received money lies until it is at the bank. */
export const MONEY_AT_HAND = [UNDEPOSITED, TILLS] as const;
/** What payments hold that no receivable has taken: unapplied, or owed back. */
export const HELD_FOR_PAYERS = [UNAPPLIED_INSURANCE, UNAPPLIED_PATIENT, OWED_TO_PAYER] as const;
/** Where a remittance puts what it says beside its claims: suspense, withholds, balances forwarded, advances, levies, capitation, interest, fees and other income. */
export const BESIDE_CLAIMS = ['1160', '1300', '1990', '2160', '2170', '2400', '4120', '4130', '4190', '4200', '5110'] as const;
export const BETWEEN_LOCATIONS = ['1800', '2800'] as const;

export type PartyKind = 'insurer' | 'patient' | 'other';

/** Where an open amount sits: what the receivable accounts add to is what all shares still owe. */
const RECEIVABLES: Record<PartyKind, string> = { insurer: '1100', patient: '1110', other: '1120' };
export const RECEIVABLE_CODES: readonly string[] = Object.values(RECEIVABLES);

export function receivableOf(partyKind: PartyKind): string {
  return RECEIVABLES[partyKind];
}

const WRITE_OFFS: Record<string, string> = {
  contractual: '4100',
  courtesy: '4111',
  'small-balance': '4112',
  'timely-filing': '4113',
  denial: '4114',
  charity: '4115',
  'admin-error': '4116',
  'bad-debt': '5100',
};

export const WRITE_OFF_CODES: readonly string[] = [...new Set(Object.values(WRITE_OFFS))];

/** Every kind of write-off has an account of its own; an unknown kind stops the act, it is never guessed. */
export function writeOffAccount(kind: string): string {
  const code = WRITE_OFFS[kind];
  if (!code) throw new RangeError(`no account for an adjustment of kind “${kind}”`);
  return code;
}
