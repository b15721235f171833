interface Credited {
  chargeCents: number;
  taxCents: number;
  creditedCents: number;
  taxCreditedCents: number;
}

/**
 * The tax inside a credit (MONEY 24): the tax of everything credited so far including this, less the tax credited so far,
 * never below 0 and never above what is left of either. A negative credit gives tax back within the same bounds.
 */
export function creditTaxCents(line: Credited, creditCents: number): number {
  if (line.chargeCents === 0) return 0;
  const target = roundedShare(line.taxCents, line.creditedCents + creditCents, line.chargeCents);
  const step = target - line.taxCreditedCents;
  return creditCents >= 0
    ? clamp(step, 0, Math.min(creditCents, line.taxCents - line.taxCreditedCents))
    : clamp(step, -Math.min(-creditCents, line.taxCreditedCents), 0);
}

/** `total × part ÷ whole`, half away from zero; exact for any safe integers. */
function roundedShare(totalCents: number, partCents: number, wholeCents: number): number {
  const doubled = 2n * BigInt(totalCents) * BigInt(Math.max(partCents, 0));
  return Number((doubled + BigInt(wholeCents)) / (2n * BigInt(wholeCents)));
}

function clamp(value: number, low: number, high: number): number {
  const bounded = Math.min(Math.max(value, low), high);
  return bounded === 0 ? 0 : bounded;
}
