/** Codes of rows that are about no claim, in our own words; any other code may be typed as well. */
const WORDS: Readonly<Record<string, string>> = {
  L6: 'Interest', FB: 'Forwarding balance', WO: 'Recoupment of an overpayment', CS: 'Adjustment', 72: 'Refund the insurer received', B2: 'Rebate', CR: 'Capitation interest', IR: 'Withheld by the tax office', LE: 'Levy', SL: 'Student loan',
  E3: 'Withholding', AH: 'Origination fee', CT: 'Capitation payment', J1: 'Bonus', AP: 'Advance payment', PI: 'Periodic interim payment', 51: 'Interest penalty', 90: 'Early payment allowance',
};

export const PROVIDER_CODES = Object.entries(WORDS).map(([value, label]) => ({ value, label: `${value} · ${label}` }));

export function providerWords(code: string): string {
  return WORDS[code] ?? 'Other';
}
