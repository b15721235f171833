import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { DaysAhead } from '../calendar/index.js';
import { UsualChoices } from '../choices/index.js';
import { actOf } from '../platform/act.js';
import { Commands } from '../platform/commands.js';
import { type Config, ensureDataDir } from '../platform/config.js';
import { type ControlReply, type ControlRequest, executeByName } from '../platform/control-socket.js';
import { Database } from '../platform/database/database.js';
import { WriterLock } from '../platform/database/writer-lock.js';
import { JsonLog } from '../platform/json-log.js';
import { databaseSentence } from './database-sentence.js';
import { CannotRun, Refused } from './failures.js';
import { connectToServer } from './server-door.js';

type CommandOf<F> = new (fields: F) => object;

/** The one way in which the command line changes something: the product's commands, here or in the running product. */
export abstract class Door {
  protected abstract send(request: ControlRequest): Promise<ControlReply>;
  abstract close(): Promise<void>;

  /** @param submission the same key again gives the same answer and no second effect */
  async try<F extends object>(command: CommandOf<F>, fields: F, submission?: string): Promise<ControlReply> {
    const { name } = actOf(command.prototype as object);
    return this.send({ command: name, payload: fields as Record<string, unknown>, ...(submission === undefined ? {} : { submission }) });
  }

  /** Where a refusal ends everything. */
  async execute<T, F extends object = object>(command: CommandOf<F>, fields: F, submission?: string): Promise<T> {
    const reply = await this.try(command, fields, submission);
    if (reply.ok) return reply.answer as T;
    throw reply.isRefusal ? new Refused(reply.sentence) : new CannotRun(reply.sentence);
  }
}

/** Through the running product when there is one, otherwise as the one process that writes. */
export async function openDoor(config: Config): Promise<Door> {
  ensureDataDir(config);
  const server = await connectToServer(config);
  if (server) return new ServerDoor(server);
  const lock = await WriterLock.take(config);
  if (!lock && config.databaseUrl === undefined) throw new CannotRun(`Another process is writing to ${config.dataDir}; wait until it has ended, then run this again.`);
  return LocalDoor.open(lock);
}

type Server = NonNullable<Awaited<ReturnType<typeof connectToServer>>>;

class ServerDoor extends Door {
  constructor(private readonly server: Server) {
    super();
  }

  protected override send(request: ControlRequest): Promise<ControlReply> {
    return this.server.send(request);
  }

  override close(): Promise<void> {
    return this.server.close();
  }
}

class LocalDoor extends Door {
  private constructor(
    private readonly app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>,
    private readonly lock: WriterLock | undefined,
  ) {
    super();
  }

  static async open(lock: WriterLock | undefined): Promise<LocalDoor> {
    try {
      const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
      app.get(JsonLog).write = (line) => void process.stderr.write(`${line}\n`);
      await app.get(DaysAhead).ensure();
      await app.get(UsualChoices).ensure();
      return new LocalDoor(app, lock);
    } catch (error) {
      await lock?.release();
      const sentence = databaseSentence(error);
      throw sentence === undefined ? error : new CannotRun(sentence);
    }
  }

  protected override send(request: ControlRequest): Promise<ControlReply> {
    return executeByName(this.app.get(Commands), request);
  }

  override async close(): Promise<void> {
    const database = this.app.get(Database);
    await this.app.close();
    await database.close();
    await this.lock?.release();
  }
}
