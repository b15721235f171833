// Finds the MariaDB the tests may use: the one that answers on 127.0.0.1:3306, else a private one from this machine's binaries.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';

const LOCAL = 'mysql://root@127.0.0.1:3306';
const PATIENCE_MS = 60_000;

/** @returns where it is and how to stop it, or the sentence that says why there is none */
export async function findMariadb() {
  if (process.env.LEDGERLINE_TEST_MARIADB === 'none') return { why: 'LEDGERLINE_TEST_MARIADB=none asked for it' };
  if (process.env.LEDGERLINE_TEST_MARIADB) return { url: process.env.LEDGERLINE_TEST_MARIADB, stop: async () => undefined };
  if (await answers(LOCAL)) return { url: LOCAL, stop: async () => undefined };
  const server = program(['mariadbd', 'mysqld']);
  const installer = program(['mariadb-install-db', 'mysql_install_db']);
  if (!server || !installer) return { why: 'no MariaDB answers root without a password on 127.0.0.1:3306, and mariadbd is not installed (Debian: apt-get install mariadb-server)' };
  return startPrivate(server, installer);
}

async function startPrivate(server, installer) {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-mariadb-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
  const made = spawnSync(installer, ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot], { encoding: 'utf8' });
  if (made.status !== 0) return { why: `mariadb-install-db failed: ${lastLine(made.stderr || made.stdout)}` };
  const options = ['--no-defaults', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(folder, 'db.sock')}`, '--max-connections=400', ...asRoot];
  const child = spawn(server, options, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `mysql://root@127.0.0.1:${port}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    if (await answers(url)) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  return { why: 'a private mariadbd was started and did not answer' };
}

async function answers(url) {
  if (!(await isListening(Number(new URL(url).port)))) return false;
  try {
    const connection = await mysql.createConnection({ uri: url, connectTimeout: 3000 });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true) || socket.destroy());
    socket.on('error', () => resolve(false));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function program(names) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
