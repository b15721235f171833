const FREE_TRIES = 3;
const LONGEST_S = 900;
const FORGET_MS = 60 * 60_000;
const MOST_PAIRS = 20_000;

interface Tries {
  count: number;
  lastAt: number;
}

/**
 * Waiting that doubles with each failed try, per account and address: an attacker slows down only themselves,
 * and never locks somebody else out. It lives in memory; a restart forgets it.
 */
export class SignInDelay {
  readonly #tries = new Map<string, Tries>();

  /**
   * Counts a try before its outcome is known, so that tries in parallel do not slip through.
   * @returns seconds still to wait, and then nothing was counted; 0 when the try may go on
   */
  begin(account: string, address: string, now: number): number {
    const key = keyOf(account, address);
    const tries = this.#current(key, now);
    const wait = tries ? waitSeconds(tries.count) * 1000 - (now - tries.lastAt) : 0;
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#tries.delete(key);
    this.#tries.set(key, { count: (tries?.count ?? 0) + 1, lastAt: now });
    this.#forgetOldest();
    return 0;
  }

  succeeded(account: string, address: string): void {
    this.#tries.delete(keyOf(account, address));
  }

  #current(key: string, now: number): Tries | undefined {
    const tries = this.#tries.get(key);
    return tries && now - tries.lastAt < FORGET_MS ? tries : undefined;
  }

  #forgetOldest(): void {
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > MOST_PAIRS && oldest !== undefined) this.#tries.delete(oldest);
  }
}

/** After 3 tries 1 second, then 2, 4, 8 … at most a quarter of an hour. */
function waitSeconds(count: number): number {
  return count < FREE_TRIES ? 0 : Math.min(LONGEST_S, 2 ** (count - FREE_TRIES));
}

function keyOf(account: string, address: string): string {
  return `${account}\n${address}`;
}
