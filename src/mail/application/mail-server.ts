export interface Envelope {
  /** The same for every try, so that a mail taken twice can be known for one. */
  id: string;
  to: string;
  subject: string;
  body: string;
  fileName: string;
  pdf: Buffer;
}

export interface Answer {
  isSent: boolean;
  /** Nothing will change by trying again: there is no such mailbox, or the message itself is refused. */
  isFinal: boolean;
  /** What the server said. */
  detail: string;
}

/** The clinic’s mail server, if it has one. */
export abstract class MailServer {
  abstract readonly isSet: boolean;
  /** Never throws: whatever goes wrong is an answer. */
  abstract send(envelope: Envelope): Promise<Answer>;
}
