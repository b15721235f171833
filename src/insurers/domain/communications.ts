import type { Communication, ContactSubject, Somebody } from './communication.js';

/** The log of what was said with payers, as the use cases need it. */
export abstract class Communications {
  abstract one(id: string): Promise<Communication>;
  abstract add(communication: Communication): void;
  abstract expectVersion(communication: Communication, version: number): Promise<void>;
  /** What an entry is about, with its location; throws NotFound for what the actor may not see. */
  abstract subject(payerId: string, about: { invoiceId?: string | undefined; paymentId?: string | undefined }): Promise<ContactSubject>;
  /** An active member of staff. */
  abstract colleague(id: string): Promise<Somebody | undefined>;
}
