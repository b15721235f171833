import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '../../src/platform/config.js';

export interface TakenMail {
  to: string;
  /** As it came over the wire. */
  raw: string;
}

/** A mail server on this machine that says what it is told to say. */
export class LocalMailServer {
  readonly taken: TakenMail[] = [];
  /** The answer to the next recipient: undefined takes it. */
  answer: { code: number; text: string } | undefined;
  #server: SMTPServer;
  #port = 0;

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
      onRcptTo: (_, _session, callback) => callback(this.answer && Object.assign(new Error(this.answer.text), { responseCode: this.answer.code })),
      onData: (stream, session, callback) => {
        void buffer(stream).then((bytes) => {
          this.taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(' '), raw: bytes.toString('latin1') });
          callback(null, 'taken');
        });
      },
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.server.address() as AddressInfo).port;
  }

  settings(host = '127.0.0.1'): MailSettings {
    return { host, port: this.#port, isTls: false, user: '', password: '', from: 'Maple Street Clinic <billing@clinic.test>' };
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}
