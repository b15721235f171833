import { buffer } from 'node:stream/consumers';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { actAs, systemActor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Commands } from '../../platform/commands.js';
import { newId } from '../../platform/ids.js';
import { Leases } from '../../platform/leases.js';
import { type Answer, MailServer } from '../application/mail-server.js';
import { Papers } from '../application/papers.js';
import { RecordMailTry } from '../application/record-mail-try.js';
import { MailsQueries, type WaitingMail } from './mails.queries.js';

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 20;
/** Longer than a server may take over one e-mail. */
const LEASE_MS = 180_000;

/** Sends what waits, one after the other, by one process at a time. */
@Injectable()
export class Outbox implements OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<number> | undefined;
  /** What the server said and the books do not know yet: recorded before anything is sent again. */
  readonly #answers = new Map<string, Answer>();

  constructor(
    private readonly mails: MailsQueries,
    private readonly papers: Papers,
    private readonly server: MailServer,
    private readonly commands: Commands,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** @param onError what could not be recorded is tried again at the next look */
  keep(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.deliver().catch(onError), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled([this.#running]);
  }

  /** @returns how many were tried */
  deliver(): Promise<number> {
    this.#running ??= actAs(systemActor('system:outbox'), () => this.#round()).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #round(): Promise<number> {
    if (!this.server.isSet) return 0;
    const waiting = await this.mails.waiting(this.clock.now(), AT_ONCE);
    let tried = 0;
    for (const mail of waiting) {
      if (!(await this.leases.take('outbox', LEASE_MS))) break;
      await this.#send(mail);
      tried += 1;
    }
    return tried;
  }

  async #send(mail: WaitingMail): Promise<void> {
    const answer = this.#answers.get(mail.id) ?? (await this.#try(mail));
    this.#answers.set(mail.id, answer);
    await this.commands.execute(new RecordMailTry({ mailId: mail.id, ...answer }), { submission: newId() });
    this.#answers.delete(mail.id);
  }

  async #try({ id, paperKind, paperId, toAddress, subject, body }: WaitingMail): Promise<Answer> {
    try {
      const source = this.papers.of(paperKind);
      const { fileName } = await source.describe(paperId);
      const pdf = await buffer(await source.pdf(paperId));
      return await this.server.send({ id, to: toAddress, subject, body, fileName, pdf });
    } catch (error) {
      return { isSent: false, isFinal: false, detail: `The paper could not be made: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}
