import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { PayerKind, PayerState } from '../domain/payer-state.js';

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
  @Key() declare state: 'active';
  @Id({ nullable: true }) declare mergedInto: string | null;
}
