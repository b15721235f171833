import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, ElsewhereFirst, type SignedIn } from '../../platform/web/index.js';
import { staffActor } from '../application/staff-actor.js';
import { isPermission } from '../domain/permissions.js';
import { Sessions } from '../domain/sessions.js';
import { addressOf } from './client-address.js';
import { tokenIn } from './session-cookie.js';

const OWN_ACCOUNT = '/account';
/** Open while a first password waits to be changed. */
const MEANWHILE = new Set([OWN_ACCOUNT, '/account/password', '/sign-out']);
const MOST_REF = 16;
const MOST_REQUEST_ID = 40;

@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override async authenticate(request: FastifyRequest): Promise<SignedIn | undefined> {
    const token = tokenIn(request);
    const session = token === undefined ? undefined : await this.sessions.find(token);
    const first = session?.places[0];
    if (!session || !first) return undefined;
    if (session.mustChangePassword && !MEANWHILE.has(request.url.split('?')[0]!)) throw new ElsewhereFirst(OWN_ACCOUNT);
    const actor = staffActor({
      id: session.staffId,
      name: session.displayName,
      grants: session.grants,
      roles: session.roles,
      address: addressOf(request),
      sessionRef: session.sessionId.slice(-MOST_REF),
      requestId: request.id.slice(0, MOST_REQUEST_ID),
    });
    const location = session.places.find(({ id }) => id === session.locationId) ?? first;
    return { actor, location, locations: session.places, exponent: session.exponent };
  }

  override knows(permission: string): boolean {
    return isPermission(permission);
  }
}
