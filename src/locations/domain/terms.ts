import { TermsOutOfRange } from './refusals.js';

export const USUAL_TERMS_DAYS = 30;

/** Days after finalizing until an invoice is due. */
export function termsOf(days: number): number {
  if (!Number.isInteger(days) || days < 0 || days > 365) throw new TermsOutOfRange();
  return days;
}
