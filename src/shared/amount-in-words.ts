const ONES = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const GROUPS: readonly [number, string][] = [[1_000_000_000, 'billion'], [1_000_000, 'million'], [1_000, 'thousand'], [100, 'hundred']];

/** As on a check: `One hundred twenty-five and 50/100`; without decimals the whole amount alone. Amounts are not negative. */
export function amountInWords(cents: number, exponent: number): string {
  const unit = 10 ** exponent;
  const whole = words(Math.floor(cents / unit));
  const said = whole.charAt(0).toUpperCase() + whole.slice(1);
  return exponent === 0 ? said : `${said} and ${String(cents % unit).padStart(exponent, '0')}/${unit}`;
}

function words(number: number): string {
  if (number < 20) return ONES[number]!;
  if (number < 100) return TENS[Math.floor(number / 10)]! + (number % 10 === 0 ? '' : `-${ONES[number % 10]!}`);
  const [size, name] = GROUPS.find(([least]) => number >= least)!;
  const rest = number % size;
  return `${words(Math.floor(number / size))} ${name}${rest === 0 ? '' : ` ${words(rest)}`}`;
}
