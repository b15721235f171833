export const ACCESS_KINDS = {
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  refused: 'Turned away: name and password did not match',
  waiting: 'Turned away: too many tries',
  'no-role': 'Turned away: no role at any location',
  'session-ended': 'Ended a session of their own',
} as const;

export type AccessKind = keyof typeof ACCESS_KINDS;

/** Comings and goings: they lie beside the sessions, outside the audit trail, and are only ever added to. */
export abstract class AccessEvents {
  /** @param staffId left out when nobody has the typed name: what was typed is not kept, it may be a password */
  abstract note(kind: AccessKind, event: { staffId?: string | undefined; address: string }): Promise<void>;
}
