// Amounts as whole cents: text to number and back without ever touching a fraction.
const exponent = Number(document.documentElement.dataset.exponent ?? 2);
const unit = 10 ** exponent;
const amount = new RegExp(`^\\s*([-\\u2212]?)(\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.(\\d{0,${exponent}}))?\\s*$`);

/** `undefined` for what is not an amount (the server says why), 0 for blank. */
export function parseCents(text) {
  if (text.trim() === '') return 0;
  const found = amount.exec(text);
  if (!found || (found[2] === undefined && !found[3])) return undefined;
  const cents = Number((found[2] ?? '0').replaceAll(',', '')) * unit + Number((found[3] ?? '').padEnd(exponent, '0') || '0');
  if (!Number.isSafeInteger(cents)) return undefined;
  return found[1] ? -cents : cents;
}

export function formatCents(cents, thousands = '') {
  const digits = String(Math.abs(cents)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, thousands);
  const fraction = exponent ? `.${digits.slice(-exponent)}` : '';
  return `${cents < 0 ? '\u2212' : ''}${whole}${fraction}`;
}
