import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../ids.js';
import { JsonLog } from '../json-log.js';
import { isAsset, serveAssets } from './assets.js';
import { BODY_LIMIT, parseForm } from './parse-form.js';
import { logRequests } from './request-log.js';

const FORM = 'application/x-www-form-urlencoded';

/** Before the application exists: what Fastify itself must know. */
export function webAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => newId(),
    trustProxy: 'loopback',
    frameworkErrors: (_error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.status(400).type('text/plain; charset=utf-8').send('The address cannot be read. Start from Home.');
    },
  });
}

/** Headers, cookies, forms, static files and the request log, in the order in which they must be registered. */
export async function setUpWeb(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  logRequests(fastify, app.get(JsonLog));
  await fastify.register(helmet, securityHeaders());
  await fastify.register(cookie);
  fastify.addHook('onSend', async (request, reply) => {
    if (isAsset(request.url)) return;
    reply.header('Cache-Control', 'no-store').header('Vary', 'HX-Request, HX-Request-Type');
  });
  serveAssets(fastify);
  fastify.removeAllContentTypeParsers();
  await fastify.register(multipart);
  app.useBodyParser(FORM, { bodyLimit: BODY_LIMIT }, parseForm);
}

function securityHeaders(): Parameters<typeof helmet>[1] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Not no-referrer: with it browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    // TLS, and therefore HSTS, belongs to the proxy in front.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  };
}
