import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProduct, runToEnd, startProduct } from '../support/built.js';

describe('starting and stopping the product', () => {
  let folder: string;
  beforeAll(() => {
    buildProduct();
    folder = mkdtempSync(join(tmpdir(), 'ledgerline-test-'));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [{ PORT: 'abc' }, 'PORT is “abc”; write a number from 0 to 65535, for example PORT=3000.'],
    [{ HOST: 'my clinic' }, 'HOST is “my clinic”; write an address of this machine, for example HOST=127.0.0.1.'],
    [{ MAIL_URL: 'mail.clinic.example' }, 'MAIL_URL cannot be read; write it as MAIL_URL=smtps://user:password@mail.clinic.example:465, or leave it out to send no e-mail.'],
    [{ MAIL_URL: 'smtp://mail.clinic.example' }, 'MAIL_FROM is the address that e-mails come from; write it as MAIL_FROM=billing@clinic.example.'],
    [{ DATABASE_URL: 'postgres://x/y' }, 'DATABASE_URL cannot be read; write it as DATABASE_URL=mysql://user:password@127.0.0.1:3306/ledgerline, or leave it out for the SQLite file.'],
  ])('%j stops the start with one sentence that says what to write', async (setting, sentence) => {
    const { code, output } = await runToEnd({ DATA_DIR: folder, ...setting } as Record<string, string>);
    expect(output.trim()).toBe(sentence);
    expect(code).toBe(2);
  });

  test('a data folder that cannot be made stops the start with a sentence', async () => {
    const { code, output } = await runToEnd({ DATA_DIR: '/dev/null/data' });
    expect(sentences(output)).toMatch(/^DATA_DIR \/dev\/null\/data cannot be created; write a folder/);
    expect(code).toBe(2);
  });

  test('a port in use stops the start with a sentence', async () => {
    const first = await startProduct({ DATA_DIR: join(folder, 'first') });
    const { code, output } = await runToEnd({ DATA_DIR: join(folder, 'second'), PORT: String(first.port) });
    first.child.kill('SIGTERM');
    expect(output).toContain(`PORT ${first.port} is in use; write another one`);
    expect(code).toBe(1);
    expect(await first.ended).toBe(0);
  }, 120_000);

  test('a request in flight is finished though the signal comes twice, nothing new is let in, and the end is clean', async () => {
    const product = await startProduct({ DATA_DIR: folder });
    // Browsers open connections in advance; they must not hold up the end.
    await connected(product.port);
    const socket = await connected(product.port);
    const body = 'userName=dana&password=wrong-password-once';
    socket.write(`POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
    await pause(300);
    product.child.kill('SIGTERM');
    await pause(200);
    product.child.kill('SIGTERM');
    product.child.kill('SIGINT');
    await pause(300);
    expect(product.child.exitCode).toBeNull();
    await expect(connected(product.port)).rejects.toThrow(/ECONNREFUSED/);
    const answer = answered(socket);
    socket.write(body.slice(10));
    expect(await answer).toMatch(/^HTTP\/1\.1 (200|303|401|422) /);
    expect(await product.ended).toBe(0);
    expect(product.output()).toContain('"event":"stopped"');
  }, 120_000);
});

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

function answered(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.once('close', () => resolve(text));
    socket.once('end', () => resolve(text));
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Without the log. */
function sentences(output: string): string {
  return output.split('\n').filter((line) => !line.startsWith('{')).join('\n').trim();
}
