import { Model } from 'sequelize-typescript';
import { Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { MailState, MailStateName, MailTryState } from '../domain/mail-state.js';

@TableOf('mails')
export class MailRow extends Model implements MailState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare paperKind: string;
  @Id() declare paperId: string;
  @Text() declare paperTitle: string;
  @Text() declare toAddress: string;
  @Text() declare subject: string;
  @Text() declare body: string;
  @Key() declare queuedBy: string;
  @Text() declare queuedName: string;
  @Instant() declare queuedAt: string;
  @Key() declare state: MailStateName;
  @Whole() declare tries: number;
  @Instant({ nullable: true }) declare nextTryAt: string | null;
}

@TableOf('mail_tries')
export class MailTryRow extends Model implements MailTryState {
  @Id() declare id: string;
  @Id() declare mailId: string;
  @Whole() declare ordinal: number;
  @Instant() declare triedAt: string;
  @Key() declare outcome: 'sent' | 'failed';
  @Text() declare detail: string;
}
