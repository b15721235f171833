export { MailModule } from './mail.module.js';
export { Outbox } from './adapters/outbox.js';
export { MailServer } from './application/mail-server.js';
export { Papers, type MailablePaper } from './application/papers.js';
export { SEND, SendPaper } from './application/send-paper.js';
