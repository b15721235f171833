import { Conflict, DomainError } from '../shared/domain-error.js';
import { formatCents } from '../shared/money.js';
import type { Actor } from './actor.js';
import type { ActInfo } from './act.js';
import type { Reader } from './database/reader.js';
import { sql, type Sql } from './database/sql.js';
import { currentExponent } from './form-context.js';

export interface Submission {
  key: string;
  content: { bytes: Buffer; hash: string };
}

interface Stored {
  command: string;
  actorId: string;
  contentHash: string;
  content: Buffer;
  answer: Buffer | null;
}

const KEY = /^[A-Za-z0-9:_-]{8,64}$/;

export function checkKey(key: string): string {
  if (KEY.test(key)) return key;
  throw new DomainError('submission-unreadable', 'This form is damaged. Open the page again and enter it once more.');
}

/** The first statement of every command: whoever inserts it runs, everybody else gets that command's answer. */
export function claimSubmission(submission: Submission, act: ActInfo, actor: Actor, actId: string, now: string): Sql {
  const { key, content } = submission;
  return sql`INSERT INTO idempotency (submission, command, actor_id, content_hash, content, act_id, answer, entered_at)
    VALUES (${key}, ${act.name}, ${actor.id}, ${content.hash}, ${content.bytes}, ${actId}, NULL, ${now})`;
}

export function storeAnswer(key: string, answer: unknown): Sql {
  return sql`UPDATE idempotency SET answer = ${Buffer.from(JSON.stringify(answer ?? null), 'utf8')} WHERE submission = ${key}`;
}

/** The answer the same submission got before; refuses when the key was used for something else, showing both to the same person. */
export async function storedAnswer(reader: Reader, submission: Submission, act: ActInfo, actor: Actor): Promise<{ answer: unknown } | undefined> {
  const stored = await reader.one<Stored>(
    sql`SELECT command AS command, actor_id AS actorId, content_hash AS contentHash, content AS content, answer AS answer
        FROM idempotency WHERE submission = ${submission.key}`,
  );
  if (!stored) return undefined;
  if (stored.actorId !== actor.id) throw new Conflict('foreign-submission', 'This form was opened by somebody else. Open the page again and enter it once more.');
  if (stored.command !== act.name || stored.contentHash !== submission.content.hash) throw new ReusedSubmission(stored, submission);
  return { answer: JSON.parse(Buffer.from(stored.answer ?? 'null').toString('utf8')) };
}

/** Same key, other content: nothing is done, both are shown. */
export class ReusedSubmission extends Conflict {
  readonly recorded: string;
  readonly received: string;

  constructor(stored: Stored, submission: Submission) {
    const { first, second } = differing(Buffer.from(stored.content).toString('utf8'), submission.content.bytes.toString('utf8'));
    super(
      'submission-reused',
      `This form was already sent with other entries. Recorded then: ${first}. Sent now, and not recorded: ${second}. Open the page again to enter something new.`,
    );
    this.recorded = first;
    this.received = second;
  }
}

const MOST_SHOWN = 400;
const CENTS = /Cents$/;

function differing(recorded: string, received: string): { first: string; second: string } {
  const before = JSON.parse(recorded) as Record<string, unknown>;
  const after = JSON.parse(received) as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const show = (content: Record<string, unknown>): string =>
    keys.map((key) => `${key.replace(CENTS, '')} ${readable(key, content[key])}`).join(', ').slice(0, MOST_SHOWN);
  return { first: show(before), second: show(after) };
}

/** Amounts as they were typed, not as they are kept. */
function readable(name: string, value: unknown): string {
  if (CENTS.test(name) && typeof value === 'number') return formatCents(value, currentExponent());
  const inside = (key: string, inner: unknown): unknown => (CENTS.test(key) && typeof inner === 'number' ? formatCents(inner, currentExponent()) : inner);
  return JSON.stringify(value, inside)?.replaceAll('Cents":', '":') ?? 'nothing';
}
