import type { Mail } from './mail.js';

/** Loading locks. */
export abstract class Mails {
  abstract one(id: string): Promise<Mail>;
  abstract add(mail: Mail): void;
  abstract expectVersion(mail: Mail, version: number): Promise<void>;
}
