import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DomainError, Forbidden } from '../shared/domain-error.js';
import { actOf, contentOf, type ActInfo } from './act.js';
import { insertAct, insertActLocations, insertEntries } from './act-record.js';
import { currentActor, mustBeAllowed, mustBeAllowedSomewhere, type Actor } from './actor.js';
import { AwaitedEventPublisher } from './awaited-event-publisher.js';
import { Clock } from './clock.js';
import { Database } from './database/database.js';
import { faultOf, violatedConstraint } from './database/errors.js';
import { Reader } from './database/reader.js';
import { Session } from './database/session.js';
import { flush, StaleWrite } from './flush.js';
import { checkKey, claimSubmission, storeAnswer, storedAnswer, type Submission } from './idempotency.js';
import { newId } from './ids.js';
import { Numbers, NumbersExhausted } from './numbers.js';
import { isInsideUnit, openUnit, OpenUnit, runInUnit } from './open-unit.js';
import { refusalFor } from './refused-constraint.js';

const MOST_ATTEMPTS = 12;
const DEADLINE_MS = 20_000;
const LONGEST_PAUSE_MS = 400;

/** The database did not answer in time; nothing says whether the last COMMIT arrived, and pressing again is safe. */
export class DatabaseUnavailable extends Error {}

interface Running {
  command: object;
  act: ActInfo;
  actor: Actor;
  submission: Submission;
}

/** The one door for writes: permission, one transaction, retried whole, exactly once per submission key. */
@Injectable()
export class Commands {
  /** Statements between BEGIN and COMMIT of the last command that ended well, for the counting tests and the bench. */
  lastStatements = 0;

  constructor(
    private readonly bus: CommandBus,
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly events: AwaitedEventPublisher,
    private readonly numbers: Numbers,
    private readonly clock: Clock,
  ) {}

  /** @returns the handler's answer; the same answer again for the same submission */
  async execute<T = unknown>(command: object, options: { submission?: string } = {}): Promise<T> {
    if (isInsideUnit()) throw new Error('A command is already running here: use Commands.within, or await the other one first.');
    const running: Running = {
      command,
      act: actOf(command),
      actor: currentActor(),
      submission: { key: checkKey(options.submission ?? newId()), content: contentOf(command) },
    };
    try {
      this.#authorize(running);
      return (await this.#retried(running)) as T;
    } catch (error) {
      if (error instanceof DomainError && error.isOnRecord) await this.#recordRefusal(running, error);
      throw error;
    }
  }

  /** Joins the running command: same transaction, same act, no key or permission of its own. */
  async within<T = unknown>(command: object): Promise<T> {
    if (!openUnit()) throw new Error('No command is running: use Commands.execute.');
    actOf(command);
    return (await this.bus.execute(command)) as T;
  }

  #authorize({ act, actor, command }: Running): void {
    if (actor.kind === 'system') return;
    if (act.needs === 'system') throw new Forbidden('Only the product itself does this.');
    const { locationId } = command as { locationId?: string };
    if (locationId === undefined) mustBeAllowedSomewhere(act.needs);
    else mustBeAllowed(act.needs, locationId);
  }

  async #retried(running: Running): Promise<unknown> {
    const deadline = Date.now() + DEADLINE_MS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.numbers.ensure();
        return await this.#attempt(running);
      } catch (error) {
        const again = error instanceof StaleWrite || error instanceof NumbersExhausted || faultOf(error)?.retry === true;
        if (!again) throw error;
        if (attempt >= MOST_ATTEMPTS || Date.now() > deadline) throw new DatabaseUnavailable('the command ran out of attempts', { cause: error });
        await pause(attempt);
      }
    }
  }

  async #attempt(running: Running): Promise<unknown> {
    const session = await Session.begin(this.database.engine);
    const unit = new OpenUnit(session, newId(), this.clock.now(), reasonOf(running.command)?.trim());
    try {
      if (!(await this.#claim(running, unit))) return await this.#earlierAnswer(running, session);
      const answer = await runInUnit(unit, () => this.#run(running, unit));
      this.lastStatements = session.statements;
      await session.commit();
      return answer;
    } catch (error) {
      await this.#rollback(session, error);
      throw await refusalFor(error, unit, this.database.constraintNames, this.reader);
    }
  }

  async #claim({ submission, act, actor }: Running, unit: OpenUnit): Promise<boolean> {
    const { session, actId, now } = unit;
    try {
      await session.writing(() => session.write(claimSubmission(submission, act, actor, actId, now)));
      return true;
    } catch (error) {
      if (violatedConstraint(error, this.database.constraintNames) === undefined) throw error;
      return false;
    }
  }

  async #earlierAnswer({ submission, act, actor }: Running, session: Session): Promise<unknown> {
    await session.rollback(false);
    const stored = await storedAnswer(this.reader, submission, act, actor);
    if (!stored) throw new StaleWrite('the earlier command with this key was rolled back meanwhile');
    return stored.answer;
  }

  async #run(running: Running, unit: OpenUnit): Promise<unknown> {
    const answer: unknown = await this.bus.execute(running.command);
    for (let events = unit.takeEvents(); events.length > 0; events = unit.takeEvents()) {
      for (const event of events) await this.events.react(event);
    }
    if (unit.session.running > 0) throw new Error(`${running.act.name} ended while a branch of it was still running: await it.`);
    await unit.session.writing(() => this.#flush(running, unit, answer));
    return answer;
  }

  async #flush({ act, actor, submission, command }: Running, unit: OpenUnit, answer: unknown): Promise<void> {
    const { session, actId, now } = unit;
    const changes = await flush(unit);
    for (const statement of unit.alongside) await session.write(statement);
    const record = { id: actId, act, actor, submission: submission.key, reason: reasonOf(command) ?? null, outcome: 'done' as const, refusal: null, now };
    const statements = [insertAct(record), insertEntries(actId, now, changes), insertActLocations(actId, [...unit.locations].sort())];
    for (const statement of statements) if (statement) await session.write(statement);
    await session.write(storeAnswer(submission.key, answer));
  }

  async #rollback(session: Session, error: unknown): Promise<void> {
    await session.rollback(faultOf(error)?.broken ?? false);
  }

  /** Refusals for a permission, a limit or a closed day are themselves part of the trail. */
  async #recordRefusal({ act, actor, submission, command }: Running, error: DomainError): Promise<void> {
    const session = await Session.begin(this.database.engine);
    const now = this.clock.now();
    const id = newId();
    const { locationId } = command as { locationId?: string };
    const record = { id, act, actor, submission: submission.key, reason: reasonOf(command) ?? null, outcome: 'refused' as const, refusal: error.sentence, now };
    try {
      await session.writing(async () => {
        await session.write(insertAct(record));
        const locations = insertActLocations(id, locationId === undefined ? [] : [locationId]);
        if (locations) await session.write(locations);
      });
      await session.commit();
    } catch (failure) {
      await this.#rollback(session, failure);
      throw failure;
    }
  }
}

function reasonOf(command: object): string | undefined {
  return (command as { reason?: string }).reason;
}

/** Full jitter: contenders that failed together do not come back together. */
function pause(attempt: number): Promise<void> {
  const most = Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most));
}
