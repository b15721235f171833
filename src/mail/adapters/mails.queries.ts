import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, sql, within, type Sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import type { MailState, MailStateName, MailTryState } from '../domain/mail-state.js';

export type WaitingMail = Pick<MailState, 'id' | 'paperKind' | 'paperId' | 'toAddress' | 'subject' | 'body'>;

export interface MailItem extends Pick<MailState, 'id' | 'paperTitle' | 'toAddress' | 'queuedName' | 'queuedAt' | 'state' | 'tries' | 'nextTryAt'> {
  locationName: string;
  /** What the server said last. */
  lastSaid: string;
}

export interface ShownMail {
  mail: MailState;
  attempts: Pick<MailTryState, 'ordinal' | 'triedAt' | 'outcome' | 'detail'>[];
}

export interface MailFilter {
  state?: MailStateName | undefined;
  location?: string | undefined;
  before?: string | undefined;
}

const PAGE = 25;
const OF_ONE_PAPER = 10;

@Injectable()
export class MailsQueries {
  constructor(private readonly reader: Reader) {}

  /** Due now, the longest waiting first. */
  waiting(now: string, most: number): Promise<WaitingMail[]> {
    return this.reader.all<WaitingMail>(sql`
      SELECT m.id AS id, m.paper_kind AS paperKind, m.paper_id AS paperId, m.to_address AS toAddress, m.subject AS subject, m.body AS body
      FROM mails m WHERE m.next_try_at <= ${now} ORDER BY m.next_try_at, m.id ${limit(most)}`);
  }

  /** Newest first. */
  async list(scope: Scope, { state, location, before }: MailFilter): Promise<{ items: MailItem[]; next: string | undefined }> {
    const given: [unknown, Sql][] = [[state, sql`m.state = ${state ?? ''}`], [location, sql`m.location_id = ${location ?? ''}`], [before, sql`m.id < ${before ?? ''}`]];
    const rows = await this.#items(join([within(scope, sql`m.location_id`), ...given.flatMap(([value, condition]) => (value ? [condition] : []))], ' AND '), PAGE + 1);
    const items = rows.slice(0, PAGE);
    return { items, next: rows.length > PAGE ? items.at(-1)!.id : undefined };
  }

  /** The latest e-mails with one paper. */
  ofPaper(scope: Scope, kind: string, paperId: string): Promise<MailItem[]> {
    return this.#items(sql`${within(scope, sql`m.location_id`)} AND m.paper_kind = ${kind} AND m.paper_id = ${paperId}`, OF_ONE_PAPER);
  }

  async show(id: string, scope: Scope): Promise<ShownMail> {
    const mail = await this.reader.one<MailState>(sql`
      SELECT m.id AS id, m.version AS version, m.location_id AS locationId, m.paper_kind AS paperKind, m.paper_id AS paperId, m.paper_title AS paperTitle, m.to_address AS toAddress, m.subject AS subject,
             m.body AS body, m.queued_by AS queuedBy, m.queued_name AS queuedName, m.queued_at AS queuedAt, m.state AS state, m.tries AS tries, m.next_try_at AS nextTryAt
      FROM mails m WHERE m.id = ${id} AND ${within(scope, sql`m.location_id`)}`);
    if (!mail) throw new NotFound();
    const attempts = await this.reader.all<ShownMail['attempts'][number]>(sql`
      SELECT t.ordinal AS ordinal, t.tried_at AS triedAt, t.outcome AS outcome, t.detail AS detail FROM mail_tries t WHERE t.mail_id = ${id} ORDER BY t.ordinal DESC`);
    return { mail, attempts };
  }

  #items(where: Sql, most: number): Promise<MailItem[]> {
    return this.reader.all<MailItem>(sql`
      SELECT m.id AS id, m.paper_title AS paperTitle, m.to_address AS toAddress, m.queued_name AS queuedName, m.queued_at AS queuedAt, m.state AS state, m.tries AS tries, m.next_try_at AS nextTryAt, l.name AS locationName,
             COALESCE((SELECT t.detail FROM mail_tries t WHERE t.mail_id = m.id AND t.ordinal = m.tries), '') AS lastSaid
      FROM mails m JOIN locations l ON l.id = m.location_id WHERE ${where} ORDER BY m.id DESC ${limit(most)}`);
  }
}
