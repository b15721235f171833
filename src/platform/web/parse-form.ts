import type { FastifyRequest } from 'fastify';
import qs from 'qs';
import { UnusableRequest } from './refused-form.js';

export const BODY_LIMIT = 256 * 1024;

const LIMITS = { depth: 3, arrayLimit: 500, parameterLimit: 5000, strictDepth: true, throwOnLimitExceeded: true, parseArrays: true, allowDots: false, plainObjects: true, charset: 'utf-8' } as const;
/** Names that would reach into the object that holds them. */
const REACHING = /(?:^|\[)(?:__proto__|constructor)(?:\]|\[|$)/;

/** `parts[0][amountCents]=1.00` → nested lists and objects, three levels and five thousand fields at most. */
export function parseForm(_request: FastifyRequest, body: Buffer, done: (error: Error | null, parsed?: unknown) => void): void {
  try {
    done(null, qs.parse(body.toString('utf8'), { ...LIMITS, decoder: refuseReaching }));
  } catch (error) {
    if (error instanceof UnusableRequest) return done(error);
    if (!(error instanceof RangeError)) throw error;
    done(new UnusableRequest(413, 'The form has more fields, or deeper ones, than this product takes, so nothing was recorded. Load the page again.'));
  }
}

/** A field nobody declared is refused like any other; these would be dropped on the way without a word. */
function refuseReaching(text: string, decode: (text: string, decoder?: unknown, charset?: string) => string, charset: string, type: 'key' | 'value'): string {
  const decoded = decode(text, decode, charset);
  if (type === 'key' && REACHING.test(decoded)) throw new UnusableRequest(422, `This form holds a field “${decoded.slice(0, 60)}” that the page does not have. Load the page again.`);
  return decoded;
}
