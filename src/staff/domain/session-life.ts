const MINUTE_MS = 60_000;
const IDLE_MS = 15 * MINUTE_MS;
const ABSOLUTE_MS = 10 * 60 * MINUTE_MS;
/** A request notes that the session is in use at most this often. */
const TOUCH_MS = MINUTE_MS;

/** Instants in milliseconds. */
export interface SessionTimes {
  signedInAt: number;
  seenAt: number;
}

/** Idle for 15 minutes, or 10 hours old whatever its use. */
export function hasEnded({ signedInAt, seenAt }: SessionTimes, now: number): boolean {
  return now - seenAt >= IDLE_MS || now - signedInAt >= ABSOLUTE_MS;
}

export function needsTouch({ seenAt }: SessionTimes, now: number): boolean {
  return now - seenAt >= TOUCH_MS;
}

const KEPT_MS = 90 * 24 * 60 * MINUTE_MS;

/** Sessions last used before then are forgotten. */
export function forgottenBefore(now: number): number {
  return now - KEPT_MS;
}

/** The instant before which a session that was not used since has ended. */
export function idleSince(now: number): number {
  return now - IDLE_MS;
}
