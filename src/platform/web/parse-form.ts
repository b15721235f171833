import type { FastifyRequest } from 'fastify';
import qs from 'qs';
import { UnusableRequest } from './refused-form.js';

export const BODY_LIMIT = 256 * 1024;

const LIMITS = { depth: 3, arrayLimit: 500, parameterLimit: 5000, strictDepth: true, throwOnLimitExceeded: true, parseArrays: true, allowDots: false, charset: 'utf-8' } as const;

/** `parts[0][amountCents]=1.00` → nested lists and objects, three levels and five thousand fields at most. */
export function parseForm(_request: FastifyRequest, body: Buffer, done: (error: Error | null, parsed?: unknown) => void): void {
  try {
    done(null, qs.parse(body.toString('utf8'), LIMITS));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    done(new UnusableRequest(413, 'The form has more fields, or deeper ones, than this product takes, so nothing was recorded. Load the page again.'));
  }
}
