import { Injectable } from '@nestjs/common';
import { Sessions } from '../domain/sessions.js';

const ONCE_A_DAY_MS = 24 * 3_600_000;

/** While the product runs, sessions that ended long ago are forgotten once a day. */
@Injectable()
export class OldSessions {
  constructor(private readonly sessions: Sessions) {}

  async forget(): Promise<void> {
    await this.sessions.forgetOld();
  }

  /** @param onError a failure leaves rows that nobody reads; it is reported and tried again the next day */
  keep(onError: (error: unknown) => void): void {
    setInterval(() => void this.forget().catch(onError), ONCE_A_DAY_MS).unref();
  }
}
