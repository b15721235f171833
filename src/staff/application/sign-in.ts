import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { DomainError } from '../../shared/domain-error.js';
import { AccessEvents, type AccessKind } from '../domain/access-events.js';
import { Passwords } from '../domain/passwords.js';
import { NowhereToWork, SignInRefused, SignInTooSoon } from '../domain/refusals.js';
import { Sessions } from '../domain/sessions.js';
import { SignInDelay } from '../domain/sign-in-delay.js';
import { userNameOf } from '../domain/staff.js';
import { Secrets } from '../domain/staff-members.js';

export interface SignInRequest {
  userName: string;
  password: string;
  address: string;
  /** The token of the session that this one follows, which then ends. */
  earlierToken?: string | undefined;
}

export type SignInOutcome = { token: string } | { refusal: DomainError };

/** Opens a session for a user name and its password. Not a command: sessions lie outside the trail. */
@Injectable()
export class SignIn {
  readonly #delay = new SignInDelay();

  constructor(
    private readonly secrets: Secrets,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: AccessEvents,
    private readonly clock: Clock,
  ) {}

  async attempt({ userName, password, address, earlierToken }: SignInRequest): Promise<SignInOutcome> {
    const account = userNameOf(userName);
    const wait = this.#delay.begin(account, address, this.clock.epochMs());
    if (wait > 0) return this.#refused('waiting', account, address, new SignInTooSoon(wait));
    const secret = await this.secrets.ofUser(account);
    // The hash is computed for unknown users as well: the answer comes as late and reads the same.
    const matches = await this.passwords.matches(password, secret?.passwordHash);
    if (!secret || !matches) return this.#refused('refused', account, address, new SignInRefused());
    this.#delay.succeeded(account, address);
    const locationId = await this.sessions.startingLocation(secret.staffId);
    if (locationId === undefined) return this.#refused('no-role', account, address, new NowhereToWork());
    if (earlierToken !== undefined) await this.sessions.end(earlierToken);
    const token = await this.sessions.begin({ staffId: secret.staffId, locationId, address });
    await this.events.note('signed-in', { staffId: secret.staffId, address });
    return { token };
  }

  async #refused(kind: AccessKind, account: string, address: string, refusal: DomainError): Promise<SignInOutcome> {
    await this.events.note(kind, { staffId: await this.secrets.idOf(account), address });
    return { refusal };
  }
}
