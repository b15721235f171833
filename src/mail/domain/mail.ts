import { Aggregate } from '../../shared/aggregate.js';
import { optionalLines, optionalText, requiredText } from '../../shared/plain-text.js';
import type { MailRows, MailState, MailTryState } from './mail-state.js';
import * as refuse from './refusals.js';

const ADDRESS = /^[^\s@,;<>"()]+@[^\s@,;<>"()]+\.[^\s@,;<>"().]+$/;

/** Minutes until the next try after the first, second … failure; after the last of them the e-mail is parked. */
export const PAUSES = [1, 5, 30, 120, 720] as const;

export type NewMail = Pick<MailState, 'id' | 'locationId' | 'paperKind' | 'paperId' | 'paperTitle' | 'queuedBy' | 'queuedName' | 'queuedAt'>;

export interface Letter {
  to: string | undefined;
  subject: string;
  body: string | undefined;
}

export interface Attempt {
  id: string;
  at: string;
  /** UTC of the next try, by how many minutes from now it is. */
  after(minutes: number): string;
}

/** One e-mail with one paper: never lost, and what became of it stays on record. */
export class Mail extends Aggregate<MailRows> {
  private constructor(private readonly rows: MailRows) {
    super();
  }

  static from({ root, attempts }: MailRows): Mail {
    return new Mail({ root: { ...root }, attempts: [...attempts] });
  }

  static compose(facts: NewMail, { to, subject, body }: Letter): Mail {
    const toAddress = requiredText(to, { label: 'The e-mail address', field: 'to', most: 160 });
    if (!ADDRESS.test(toAddress)) throw new refuse.AddressUnreadable();
    const said = { toAddress, subject: optionalText(subject, { label: 'Subject', field: 'subject', most: 200 }), body: optionalLines(body, { label: 'The message', field: 'body', most: 2_000 }) };
    return new Mail({ root: { ...facts, ...said, version: 0, state: 'waiting', tries: 0, nextTryAt: facts.queuedAt }, attempts: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get locationId(): string {
    return this.rows.root.locationId;
  }

  override state(): MailRows {
    return this.rows;
  }

  sent(attempt: Attempt, detail: string): void {
    this.#tried(attempt, 'sent', detail);
    Object.assign(this.rows.root, { state: 'sent', nextTryAt: null } satisfies Partial<MailState>);
  }

  /** @param isFinal the server will never take it, so asking again is of no use */
  failed(attempt: Attempt, detail: string, isFinal: boolean): void {
    this.#tried(attempt, 'failed', detail);
    const pause = isFinal ? undefined : PAUSES[this.#failuresInARow() - 1];
    const next: Partial<MailState> = pause === undefined ? { state: 'parked', nextTryAt: null } : { state: 'failed', nextTryAt: attempt.after(pause) };
    Object.assign(this.rows.root, next);
  }

  /** Somebody wants it tried at once, whatever was said before. */
  again(at: string): void {
    const { root } = this.rows;
    if (root.state !== 'failed' && root.state !== 'parked') throw new refuse.NothingToTryAgain();
    Object.assign(root, { state: 'waiting', nextTryAt: at } satisfies Partial<MailState>);
  }

  cancel(): void {
    const { root } = this.rows;
    if (root.state === 'sent' || root.state === 'canceled') throw new refuse.TooLateToCancel();
    Object.assign(root, { state: 'canceled', nextTryAt: null } satisfies Partial<MailState>);
  }

  /** Since it was last asked for by hand there is no mark in the rows: a full round of pauses is granted for every round of tries. */
  #failuresInARow(): number {
    const rounds = PAUSES.length + 1;
    return ((this.rows.attempts.length - 1) % rounds) + 1;
  }

  #tried({ id, at }: Attempt, outcome: MailTryState['outcome'], detail: string): void {
    const { root, attempts } = this.rows;
    if (root.nextTryAt === null) throw new refuse.NothingToTry();
    root.tries += 1;
    attempts.push({ id, mailId: this.id, ordinal: attempts.length + 1, triedAt: at, outcome, detail });
  }
}
