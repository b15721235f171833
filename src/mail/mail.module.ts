import { Module } from '@nestjs/common';
import { MailController } from './adapters/mail.controller.js';
import { MailsQueries } from './adapters/mails.queries.js';
import { Outbox } from './adapters/outbox.js';
import { SequelizeMails } from './adapters/sequelize-mails.js';
import { SmtpServer } from './adapters/smtp-server.js';
import { CancelMailHandler } from './application/cancel-mail.js';
import { MailServer } from './application/mail-server.js';
import { Papers } from './application/papers.js';
import { RecordMailTryHandler } from './application/record-mail-try.js';
import { SendPaperHandler } from './application/send-paper.js';
import { TryMailAgainHandler } from './application/try-mail-again.js';
import { Mails } from './domain/mails.js';

/** Papers by e-mail. Each module that makes papers names them here. */
@Module({
  controllers: [MailController],
  providers: [
    { provide: Mails, useClass: SequelizeMails }, { provide: MailServer, useClass: SmtpServer },
    Papers, MailsQueries, Outbox, SendPaperHandler, RecordMailTryHandler, TryMailAgainHandler, CancelMailHandler,
  ],
  exports: [MailServer, Papers],
})
export class MailModule {}
