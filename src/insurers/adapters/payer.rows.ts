import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { PayerContact, PayerKind, PayerState } from '../domain/payer-state.js';

@TableOf('payers')
export class PayerRow extends Model implements PayerState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Text() declare name: string;
  @Key() declare nameKey: string;
  @Key() declare kind: PayerKind;
  @Key() declare payerRef: string;
  @Text() declare address: string;
  @Text() declare phone: string;
  @Whole({ nullable: true }) declare termsDays: number | null;
  @Text() declare claimGuidelines: string;
  @Text() declare claimAddress: string;
  @Whole({ nullable: true }) declare filingLimitDays: number | null;
  @Whole({ nullable: true }) declare answerDays: number | null;
  @Text() declare notes: string;
  @Key() declare state: 'active' | 'inactive';
  @Id({ nullable: true }) declare mergedInto: string | null;
  @Id({ nullable: true }) declare mergedRoot: string | null;
}

@TableOf('payer_contacts')
export class PayerContactRow extends Model implements PayerContact {
  @Id() declare id: string;
  @Id() declare payerId: string;
  @Text() declare role: string;
  @Text() declare name: string;
  @Text() declare phone: string;
  @Text() declare fax: string;
  @Text() declare email: string;
  @Text() declare hours: string;
}
