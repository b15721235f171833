import { connect, createServer, type Server, type Socket } from 'node:net';

/** The cable between the product and its database: it can be cut, also at the very moment a COMMIT has gone out. */
export class Cable {
  #server: Server | undefined;
  #sockets = new Set<Socket>();
  #port = 0;
  #cutsAtCommit = false;

  private constructor(private readonly target: { host: string; port: number }) {}

  static async to(url: string): Promise<Cable> {
    const { hostname, port } = new URL(url);
    const cable = new Cable({ host: hostname, port: Number(port || 3306) });
    await cable.mend();
    return cable;
  }

  /** The same database at the other end of the cable. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(this.#port);
    return changed.toString();
  }

  async mend(): Promise<void> {
    this.#cutsAtCommit = false;
    const server = createServer((near) => this.#join(near));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as { port: number }).port;
    this.#server = server;
  }

  cut(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The COMMIT arrives at the database, its answer never at the product. */
  cutAtNextCommit(): void {
    this.#cutsAtCommit = true;
  }

  #join(near: Socket): void {
    const far = connect(this.target);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => this.#sockets.delete(from) && to.destroy());
    }
    near.on('data', (bytes) => {
      const isCommit = this.#cutsAtCommit && bytes.includes('COMMIT');
      far.write(bytes, () => {
        // Long enough for the server to carry it out.
        if (isCommit) setTimeout(() => this.cut(), 150);
      });
      if (isCommit) far.removeAllListeners('data');
    });
    far.on('data', (bytes) => near.write(bytes));
  }
}
