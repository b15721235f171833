import type { FastifyInstance } from 'fastify';
import type { JsonLog } from '../json-log.js';
import { isAsset } from './assets.js';
import type { WebRequest } from './web-request.js';

/** One line per answer: the route's pattern, never the address, which may hold a name. */
export function logRequests(fastify: FastifyInstance, log: JsonLog): void {
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    if (isAsset(request.url)) return;
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      staffId: (request as WebRequest).signedIn?.actor.id,
    });
  });
}
