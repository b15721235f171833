import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Config } from '../platform/config.js';
import { type ControlReply, type ControlRequest, controlSocketPath, databaseIdentity, type Greeting } from '../platform/control-socket.js';
import { CannotRun } from './failures.js';

interface ServerConnection {
  send(request: ControlRequest): Promise<ControlReply>;
  close(): Promise<void>;
}

/** @returns nothing when no product runs on this data folder, or one that keeps its books in another database */
export async function connectToServer(config: Config): Promise<ServerConnection | undefined> {
  const socket = await connected(controlSocketPath(config));
  if (!socket) return undefined;
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new CannotRun('The running product ended meanwhile; run this again, nothing happens twice.');
    return JSON.parse(value) as unknown;
  };
  const close = (): Promise<void> => new Promise((resolve) => socket.end(resolve));
  const greeting = (await next()) as Greeting;
  if (greeting.database !== databaseIdentity(config)) {
    await close();
    return undefined;
  }
  return {
    send: async (request) => {
      socket.write(`${JSON.stringify(request)}\n`);
      return (await next()) as ControlReply;
    },
    close,
  };
}

function connected(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      // From here on a broken connection shows as the end of the lines.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(new CannotRun(`The running product cannot be reached (${error.code}): run this as the account that started it.`));
    });
  });
}
