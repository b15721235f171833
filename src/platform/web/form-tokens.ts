import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import type { Config } from '../config.js';
import { CONFIG } from '../platform.module.js';
import { serverSecret } from './server-secret.js';

const VALID_MS = 24 * 60 * 60 * 1000;

export type TokenState = 'good' | 'expired' | 'foreign';

/** The hidden `_token` of a form: bound to the person, not to the session, so that a form outlives signing in again. */
@Injectable()
export class FormTokens {
  readonly #secret: Buffer;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
  ) {
    this.#secret = serverSecret(config.dataDir);
  }

  issue(personId: string): string {
    const issued = this.clock.epochMs().toString(36);
    return `${issued}.${this.#sign(personId, issued)}`;
  }

  judge(token: unknown, personId: string): TokenState {
    const [issued, signature, ...more] = typeof token === 'string' ? token.split('.') : [];
    if (!issued || !signature || more.length > 0) return 'foreign';
    const expected = Buffer.from(this.#sign(personId, issued));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'foreign';
    const age = this.clock.epochMs() - Number.parseInt(issued, 36);
    return age >= -60_000 && age <= VALID_MS ? 'good' : 'expired';
  }

  #sign(personId: string, issued: string): string {
    return createHmac('sha256', this.#secret).update(`form\n${personId}\n${issued}`).digest('base64url');
  }
}
