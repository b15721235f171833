import { HttpException } from '@nestjs/common';
import { Conflict, DomainError, Forbidden, NotFound } from '../../shared/domain-error.js';
import { DatabaseUnavailable } from '../commands.js';
import { faultOf } from '../database/errors.js';
import { RefusedForm, StaleForm, UnusableRequest, type FieldSentence } from './refused-form.js';

export interface Refusal {
  status: number;
  heading: string;
  errors: readonly FieldSentence[];
  /** Whether the failure is the product's own, so that it is logged and gets a reference. */
  isFault: boolean;
}

const NOTHING_HERE = 'There is no such page here. Check the address, or start from Home.';
const ABOUT_REQUESTS: Record<number, string> = {
  400: 'The request cannot be read. Load the page again.',
  404: NOTHING_HERE,
  405: NOTHING_HERE,
  413: 'The form is larger than 256 KB, so nothing was recorded. Split it into smaller parts.',
  414: 'The address is too long. Start from Home.',
  415: 'This product takes forms only. Open the page in a browser and use its form.',
  431: 'The browser sent too much with its request. Close other tabs of this site and sign in again.',
};

/** What an error means to the person in front of the screen. */
export function refusalOf(error: unknown, isUnsafe: boolean): Refusal {
  if (error instanceof DomainError) return domainRefusal(error, isUnsafe);
  if (isDatabaseGone(error)) return databaseGone(isUnsafe);
  const status = statusOf(error);
  if (status !== undefined && status < 500) return { status, heading: status === 404 ? 'Not found' : 'Not accepted', errors: [plain(ABOUT_REQUESTS[status] ?? ABOUT_REQUESTS[400]!)], isFault: false };
  return { status: 500, heading: 'Something went wrong', errors: [plain('This should not have happened, and it is written down. If you were recording something, press the button again: it is recorded at most once.')], isFault: true };
}

function domainRefusal(error: DomainError, isUnsafe: boolean): Refusal {
  const further = error instanceof Conflict ? error.details : [];
  const errors = error instanceof RefusedForm ? error.errors : [{ field: error.fields[0] ?? null, sentence: error.sentence }, ...further];
  const [status, heading] = statusAndHeading(error, isUnsafe);
  return { status, heading, errors, isFault: false };
}

function statusAndHeading(error: DomainError, isUnsafe: boolean): [number, string] {
  if (error instanceof NotFound) return [404, 'Not found'];
  if (error instanceof Forbidden) return [403, 'Not allowed'];
  if (error instanceof Conflict) return [409, 'Changed meanwhile'];
  if (error instanceof StaleForm) return [403, 'The form is out of date'];
  if (error instanceof UnusableRequest) return [error.status, 'Not accepted'];
  return [422, isUnsafe ? 'Nothing was recorded' : 'This cannot be shown so'];
}

function isDatabaseGone(error: unknown): boolean {
  const fault = faultOf(error);
  return error instanceof DatabaseUnavailable || (fault !== undefined && (fault.broken || fault.retry));
}

function databaseGone(isUnsafe: boolean): Refusal {
  const sentence = isUnsafe
    ? 'The database did not answer, so it is not known whether this was recorded. Press the button again: it is safe, the payment is recorded at most once.'
    : 'The database did not answer. Load the page again in a moment.';
  return { status: 503, heading: 'The database did not answer', errors: [plain(sentence)], isFault: true };
}

/** Nest's and Fastify's own errors carry their HTTP status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : undefined;
}

function plain(sentence: string): FieldSentence {
  return { field: null, sentence };
}
