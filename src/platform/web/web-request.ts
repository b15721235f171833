import type {} from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from './authenticator.js';

/** A file as it arrived, in memory. */
export interface UploadedFile {
  /** As the sender’s computer called it: shown, never used as a path. */
  name: string;
  bytes: Buffer;
}

/** What the web adds to a request on its way. */
export interface WebRequest extends FastifyRequest {
  signedIn?: SignedIn;
  /** Set when the form carried one. */
  submission?: string;
  /** Set when the form carried a file. */
  upload?: UploadedFile | undefined;
  body: unknown;
}

export type WebReply = FastifyReply;

export function isHtmx(request: WebRequest): boolean {
  return request.headers['hx-request'] === 'true';
}

/** Whether htmx replaces a part of the page; a boosted link or a restored page wants the whole of it. */
export function wantsFragment(request: WebRequest): boolean {
  return isHtmx(request) && request.headers['hx-request-type'] !== 'full' && request.headers['hx-history-restore-request'] !== 'true';
}

export function isUnsafe(request: WebRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}

/** The path without its query: a query may hold a patient's name. */
export function pathOf(request: WebRequest): string {
  return request.url.split('?', 1)[0]!;
}
