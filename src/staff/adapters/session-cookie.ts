import type { FastifyReply, FastifyRequest } from 'fastify';

const PLAIN_NAME = 'ledgerline';
/** Browsers take a `__Host-` cookie only over TLS, from exactly this host. */
const SECURE_NAME = `__Host-${PLAIN_NAME}`;

export function tokenIn(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(request)];
}

export function giveToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(nameFor(request), token, attributes(request));
}

export function takeToken(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(nameFor(request), attributes(request));
}

function nameFor(request: FastifyRequest): string {
  return isOverTls(request) ? SECURE_NAME : PLAIN_NAME;
}

function attributes(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isOverTls(request) } as const;
}

function isOverTls(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}
