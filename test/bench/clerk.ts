import { Agent, request } from 'node:http';
import { newId } from '../../src/platform/ids.js';

interface Answered {
  status: number;
  body: string;
  cookie: string;
  location: string;
}

/** A signed-in browser without a window: keeps its connections, cookie and form token. */
export class Clerk {
  readonly #agent: Agent;
  #cookie = '';
  #token = '';

  constructor(
    private readonly address: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async signIn(userName: string, password: string): Promise<void> {
    const entered = await this.#send('POST', '/sign-in', { userName, password });
    if (entered.status !== 303) throw new Error(`sign-in answered ${entered.status}`);
    this.#cookie = String(entered.cookie).split(';')[0]!;
    const page = await this.#send('GET', '/payments/new?kind=insurance');
    this.#token = /name="_token" value="([^"]+)"/.exec(page.body)![1]!;
  }

  /** Posts a form as htmx would, with a submission key of its own. @returns status, body and the page it led to */
  post(path: string, fields: Record<string, string>): Promise<{ status: number; body: string; location: string }> {
    return this.#send('POST', path, { _token: this.#token, submission: newId(), ...fields }, { 'hx-request': 'true' });
  }

  get(path: string): Promise<{ status: number; body: string }> {
    return this.#send('GET', path);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, fields?: Record<string, string>, more: Record<string, string> = {}): Promise<Answered> {
    const payload = fields ? new URLSearchParams(fields).toString() : undefined;
    const headers = { origin: this.address, cookie: this.#cookie, ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(payload) }), ...more };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.address}${path}`, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString('utf8'), cookie: String(response.headers['set-cookie'] ?? ''), location: String(response.headers['hx-redirect'] ?? '') }));
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}
