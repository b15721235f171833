import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AccountRoot } from '../domain/account.js';
import type { EntryState, JournalRoot } from '../domain/journal.js';

@TableOf('accounts')
export class AccountRow extends Model implements AccountRoot {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare code: string;
  @Text() declare name: string;
  @Key() declare type: string;
}

@TableOf('journals')
export class JournalRow extends Model implements JournalRoot {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Whole() declare number: number;
  @Id() declare actId: string;
  @Key() declare cause: string;
  @Text() declare memo: string;
  @Key() declare sourceType: string;
  @Id() declare sourceId: string;
  @Day() declare postingDate: string;
  @Day() declare eventDate: string;
  @Id({ nullable: true }) declare reversesId: string | null;
}

@TableOf('entries')
export class EntryRow extends Model implements EntryState {
  @Id() declare id: string;
  @Id() declare journalId: string;
  @Whole() declare position: number;
  @Id() declare locationId: string;
  @Day() declare postingDate: string;
  @Key() declare accountCode: string;
  @Cents() declare amountCents: number;
  @Id({ nullable: true }) declare invoiceId: string | null;
  @Id({ nullable: true }) declare shareId: string | null;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Id({ nullable: true }) declare payerId: string | null;
  @Id({ nullable: true }) declare patientId: string | null;
  @Id({ nullable: true }) declare itemId: string | null;
  @Id({ nullable: true }) declare counterLocationId: string | null;
}
