import { DomainError } from './domain-error.js';

/** The largest amount one field may hold, in whole units of the currency. */
const LIMIT_UNITS = 99_999_999;
const AMOUNT = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/;

/** Reading and writing amounts. Inside the product an amount is a whole number of the currency's minor unit (`…Cents`). */
export const Money = {
  /**
   * @param exponent decimals of the currency (USD 2, JPY 0, KWD 3)
   * @returns minor units; throws DomainError with a sentence that says what to type
   */
  parse(text: string, exponent = 2): number {
    const trimmed = text.trim().replace('\u2212', '-');
    const match = AMOUNT.exec(trimmed);
    const [, sign, units = '', decimals = ''] = match ?? [];
    if (!match || (units === '' && decimals === '')) {
      throw new DomainError('amount-unreadable', `Type the amount in digits, for example ${sample(exponent)}.`);
    }
    if (decimals.length > exponent) throw new DomainError('amount-decimals', tooManyDecimals(exponent));
    const whole = Number(units.replaceAll(',', '') || '0');
    const cents = whole * 10 ** exponent + Number(decimals.padEnd(exponent, '0') || '0');
    if (whole > LIMIT_UNITS) {
      throw new DomainError('amount-too-large', 'The amount is larger than 99,999,999; check the digits.');
    }
    return sign === '-' && cents !== 0 ? -cents : cents;
  },
};

function sample(exponent: number): string {
  return exponent === 0 ? '125' : `125.${'50'.padEnd(exponent, '0').slice(0, exponent)}`;
}

function tooManyDecimals(exponent: number): string {
  return exponent === 0
    ? 'This currency has no decimals; type a whole amount.'
    : `Type at most ${exponent} decimals, for example ${sample(exponent)}.`;
}

const formats = new Map<number, Intl.NumberFormat>();
let decimals = (): number => 2;

/** @param ofTheMoment says how many decimals the organization's currency has, wherever an amount is written without naming them: in a refusal */
export function decimalsFrom(ofTheMoment: () => number): void {
  decimals = ofTheMoment;
}

/** `123456` → `1,234.56` */
export function formatCents(cents: number, exponent = decimals()): string {
  let format = formats.get(exponent);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: exponent, maximumFractionDigits: exponent });
    formats.set(exponent, format);
  }
  return format.format(cents / 10 ** exponent);
}

export function sumCents(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

/** Half away from zero: `basisPoints` 825 of 1000 cents = 83. */
export function percentOfCents(cents: number, basisPoints: number): number {
  const product = BigInt(cents) * BigInt(basisPoints);
  const magnitude = product < 0n ? -product : product;
  const rounded = Number((magnitude * 2n + 10_000n) / 20_000n);
  return product < 0n ? -rounded : rounded;
}

/**
 * Largest remainder: parts in the order of `weights` that add to `totalCents` exactly. A weight of 0 gets 0;
 * when all weights are 0 the parts are equal. Ties go to the earlier part. Negative totals mirror positive ones.
 */
export function spreadCents(totalCents: number, weights: readonly number[]): number[] {
  if (weights.length === 0) {
    if (totalCents === 0) return [];
    throw new RangeError('nothing to spread over');
  }
  if (weights.some((weight) => weight < 0)) throw new RangeError('a weight may not be negative');
  if (totalCents < 0) return spreadCents(-totalCents, weights).map((part) => (part === 0 ? 0 : -part));
  const used = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights;
  const whole = used.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const exact = used.map((weight) => BigInt(totalCents) * BigInt(weight));
  const parts = exact.map((product) => Number(product / whole));
  const order = exact
    .map((product, index) => ({ index, remainder: product % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let missing = totalCents - sumCents(parts);
  for (const { index } of order) {
    if (missing-- <= 0) break;
    parts[index] = parts[index]! + 1;
  }
  return parts;
}
