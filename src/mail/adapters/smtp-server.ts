import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Config, MailSettings } from '../../platform/config.js';
import { CONFIG } from '../../platform/platform.module.js';
import { type Answer, type Envelope, MailServer } from '../application/mail-server.js';

const PATIENCE_MS = 30_000;
const ON_THIS_MACHINE = /^(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

/** nodemailer’s names for what went wrong. */
const ABOUT_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

interface SmtpError extends Error {
  code?: string;
  /** The three digits of the server’s answer. */
  responseCode?: number;
  response?: string;
}

/** SMTP as MAIL_URL says. Patients’ papers go out encrypted or not at all, except to a server on this machine. */
@Injectable()
export class SmtpServer extends MailServer implements OnModuleDestroy {
  readonly #settings: MailSettings | undefined;
  readonly #transport: Transporter | undefined;

  constructor(@Inject(CONFIG) { mail }: Config) {
    super();
    this.#settings = mail;
    this.#transport = mail && createTransport({
      host: mail.host, port: mail.port, secure: mail.isTls, requireTLS: !mail.isTls && !ON_THIS_MACHINE.test(mail.host),
      ...(mail.user === '' ? {} : { auth: { user: mail.user, pass: mail.password } }),
      connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS,
      disableFileAccess: true, disableUrlAccess: true,
    });
  }

  override get isSet(): boolean {
    return this.#transport !== undefined;
  }

  override async send({ id, to, subject, body, fileName, pdf }: Envelope): Promise<Answer> {
    const [transport, from] = [this.#transport, this.#settings?.from ?? ''];
    if (!transport) return { isSent: false, isFinal: false, detail: 'No mail server is set (MAIL_URL).' };
    const messageId = `<${id}@${from.replace(/^.*@|>$/g, '')}>`;
    try {
      const { response } = (await transport.sendMail({
        from, to: { name: '', address: to }, subject, text: body, messageId, attachments: [{ filename: fileName, content: pdf, contentType: 'application/pdf' }],
      })) as { response?: string };
      return { isSent: true, isFinal: true, detail: response ?? '' };
    } catch (error) {
      return answerOf(error as SmtpError);
    }
  }

  onModuleDestroy(): void {
    this.#transport?.close();
  }
}

/** A 5xx about the addresses or the message is the server’s last word; about a password or encryption it is not, for settings get mended. */
function answerOf({ code = '', responseCode = 0, response, message }: SmtpError): Answer {
  const isFinal = responseCode >= 500 && responseCode < 600 && ABOUT_THE_MAIL.has(code);
  const said = response ?? message;
  return { isSent: false, isFinal, detail: code === 'ETLS' ? `The server offers no encryption, so nothing was sent: ${said}` : said };
}
