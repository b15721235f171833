import type { FormTokens } from './form-tokens.js';
import { StaleForm } from './refused-form.js';
import type { WebRequest } from './web-request.js';

const OTHER_SITE = 'This form was sent from another site, so nothing was recorded. Open the page here and enter it again.';
const EXPIRED = 'This form was opened more than 24 hours ago. Nothing was recorded and what you typed is still here: press the button again.';
const OTHER_PERSON = 'This form was opened by somebody else or is incomplete. Nothing was recorded and what you typed is still here: load the page again in a new tab to compare, and enter it there.';

/** Browsers say where a form comes from; what says nothing is no browser and carries nobody's cookie by accident. */
export function mustComeFromHere({ headers }: WebRequest): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin') throw new StaleForm(OTHER_SITE, false);
    return;
  }
  const { origin } = headers;
  if (origin === undefined) return;
  const isHere = URL.canParse(origin) && new URL(origin).host === headers.host;
  if (!isHere) throw new StaleForm(OTHER_SITE, false);
}

export function mustBeOwnForm(tokens: FormTokens, token: unknown, personId: string): void {
  const state = tokens.judge(token, personId);
  if (state === 'expired') throw new StaleForm(EXPIRED, true);
  if (state === 'foreign') throw new StaleForm(OTHER_PERSON, false);
}
