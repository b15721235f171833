import type { RowSet } from '../../shared/aggregate.js';

/**
 * waiting: will be sent as soon as the server is asked · sent: the server took it · failed: the last try failed, another follows by itself ·
 * parked: not tried again until somebody says so · canceled: somebody took it back before it was sent.
 */
export const MAIL_STATES = ['waiting', 'sent', 'failed', 'parked', 'canceled'] as const;
export type MailStateName = (typeof MAIL_STATES)[number];

export interface MailState {
  id: string;
  version: number;
  locationId: string;
  /** With `paperId`: what is enclosed, for example `receipt`. */
  paperKind: string;
  paperId: string;
  /** What people call it, for example `Receipt 12`. */
  paperTitle: string;
  toAddress: string;
  subject: string;
  body: string;
  queuedBy: string;
  queuedName: string;
  /** UTC. */
  queuedAt: string;
  state: MailStateName;
  tries: number;
  /** UTC; null when nothing will happen by itself. */
  nextTryAt: string | null;
}

/** What the mail server said, once. */
export interface MailTryState {
  id: string;
  mailId: string;
  ordinal: number;
  triedAt: string;
  outcome: 'sent' | 'failed';
  detail: string;
}

export interface MailRows extends RowSet {
  root: MailState;
  attempts: MailTryState[];
}
