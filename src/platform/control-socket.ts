import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { allActs } from './act.js';
import { actAs, systemActor } from './actor.js';
import { Commands, DatabaseUnavailable } from './commands.js';
import type { Config } from './config.js';

/** One line of JSON each way; the first line a client hears is the greeting. */
export interface ControlRequest {
  command: string;
  payload: Record<string, unknown>;
  submission?: string;
}

export type ControlReply =
  | { ok: true; answer: unknown }
  | { ok: false; isRefusal: boolean; code: string; sentence: string; fields: readonly string[] };

export interface Greeting {
  product: 'ledgerline';
  /** So that a command line set to another database does not write into this one. */
  database: string;
}

type Settings = Pick<Config, 'dataDir' | 'databaseUrl'>;
/** Longer paths cannot be bound on every system. */
const LONGEST_PATH = 100;

export function controlSocketPath({ dataDir }: Pick<Config, 'dataDir'>): string {
  const path = join(dataDir, 'ledgerline.sock');
  return path.length <= LONGEST_PATH ? path : join(tmpdir(), `ledgerline-${shortHash(dataDir)}.sock`);
}

export function databaseIdentity({ dataDir, databaseUrl }: Settings): string {
  if (databaseUrl === undefined) return `sqlite:${shortHash(dataDir)}`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `mysql:${shortHash(`${hostname}:${port || 3306}${pathname}`)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Runs a command by its name, as the command line, wherever it was typed. */
export async function executeByName(commands: Commands, { command, payload, submission }: ControlRequest): Promise<ControlReply> {
  const act = allActs().get(command);
  if (!act) return refused('command-unknown', `There is no command “${command}”.`);
  try {
    const instance = new (act.command as new (fields: object) => object)(payload);
    const answer = await actAs(systemActor('system:cli'), () => commands.execute(instance, submission === undefined ? {} : { submission }));
    return { ok: true, answer: answer ?? null };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code, error.sentence, error.fields);
    if (error instanceof DatabaseUnavailable) return failed('The database did not answer in time; running the command again is safe.');
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function refused(code: string, sentence: string, fields: readonly string[] = []): ControlReply {
  return { ok: false, isRefusal: true, code, sentence, fields };
}

function failed(sentence: string): ControlReply {
  return { ok: false, isRefusal: false, code: 'failed', sentence, fields: [] };
}

/** Where a command line beside the running product brings its commands, one at a time; only this account can open it. */
@Injectable()
export class ControlSocket implements OnModuleDestroy {
  #server: Server | undefined;
  readonly #clients = new Set<Socket>();
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly commands: Commands) {}

  /** Whoever calls this holds the writer lock, so a socket that is already there belongs to a process that is gone. */
  async listen(settings: Settings): Promise<void> {
    const path = controlSocketPath(settings);
    rmSync(path, { force: true });
    const greeting: Greeting = { product: 'ledgerline', database: databaseIdentity(settings) };
    const server = createServer((socket) => this.#welcome(socket, greeting));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
    this.#server = server;
  }

  async onModuleDestroy(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const running of [...this.#running]) await running;
    for (const client of this.#clients) client.destroy();
    await closed;
  }

  #welcome(socket: Socket, greeting: Greeting): void {
    this.#clients.add(socket);
    socket.on('close', () => this.#clients.delete(socket));
    // A client that goes away in mid-command loses its answer, not the command: the key finds it again.
    socket.on('error', () => socket.destroy());
    send(socket, greeting);
    this.#serve(socket).catch(() => socket.destroy());
  }

  async #serve(socket: Socket): Promise<void> {
    for await (const line of createInterface({ input: socket })) {
      if (!this.#server) return;
      const running = this.#answer(socket, line);
      this.#running.add(running);
      await running;
      this.#running.delete(running);
    }
  }

  async #answer(socket: Socket, line: string): Promise<void> {
    send(socket, await this.#reply(line));
  }

  async #reply(line: string): Promise<ControlReply> {
    try {
      return await executeByName(this.commands, JSON.parse(line) as ControlRequest);
    } catch (error) {
      return failed(`This line is not a command: ${(error as Error).message}`);
    }
  }
}

function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}
