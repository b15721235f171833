import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import * as mysql2 from 'mysql2/promise';

const SERVER = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].find((path) => existsSync(path));
export const canKillMariadb = SERVER !== undefined && process.env.LEDGERLINE_TEST_MARIADB !== 'none';

/** A MariaDB of the test's own, that it may kill: own folder, own port, never the one others use. */
export class KillableMariadb {
  #child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async create(): Promise<KillableMariadb> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerline-killable-'));
    const made = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${join(folder, 'data')}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot()]);
    if (made.status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error('mariadb-install-db failed');
    }
    return new KillableMariadb(folder, await freePort());
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const options = ['--no-defaults', `--datadir=${join(this.folder, 'data')}`, `--port=${this.port}`, '--bind-address=127.0.0.1', `--socket=${join(this.folder, 'db.sock')}`, ...asRoot()];
    this.#child = spawn(SERVER!, options, { stdio: 'ignore' });
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (await this.#answers()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the private MariaDB did not answer');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    try {
      const connection = await mysql2.createConnection({ uri: this.url, connectTimeout: 1000 });
      await connection.query('CREATE DATABASE IF NOT EXISTS ledgerline_test_crash CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
      await connection.end();
      return true;
    } catch {
      return false;
    }
  }
}

function asRoot(): string[] {
  return userInfo().uid === 0 ? ['--user=root'] : [];
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
