import { Injectable } from '@nestjs/common';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Mail } from '../domain/mail.js';
import { Mails } from '../domain/mails.js';
import { MailRow, MailTryRow } from './mail.rows.js';

export const mailMap = aggregateMap<Mail>({
  type: 'mail',
  root: MailRow,
  children: { attempts: MailTryRow },
  parent: 'mailId',
  from: (state) => Mail.from(state),
  locations: ({ root }) => [root.locationId],
  constraints: { uq_mail_tries: 'This e-mail was tried at the same moment. Load the page again.' },
});

@Injectable()
export class SequelizeMails extends Mails {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override one(id: string): Promise<Mail> {
    return this.unit.one(mailMap, id);
  }

  override add(mail: Mail): void {
    this.unit.add(mailMap, mail);
  }

  override expectVersion(mail: Mail, version: number): Promise<void> {
    return this.unit.expectVersion(mailMap as unknown as AggregateMap, mail, version);
  }
}
