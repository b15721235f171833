import type { FastifyRequest } from 'fastify';

const MOST_ADDRESS = 60;

/** Where a request came from, no longer than its column: a proxy on this machine passes on whatever it was told. */
export function addressOf(request: FastifyRequest): string {
  return request.ip.slice(0, MOST_ADDRESS);
}
