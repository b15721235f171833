import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { DepositItemState, DepositStanding, DepositState, ItemStanding } from '../domain/deposit-state.js';

@TableOf('deposits')
export class DepositRow extends Model implements DepositState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Whole() declare slipNumber: number;
  @Day() declare postingDate: string;
  @Cents() declare amountCents: number;
  @Text() declare notes: string;
  @Key() declare postedBy: string;
  @Key() declare state: DepositStanding;
  @Day() declare lastPostedOn: string;
}

@TableOf('deposit_items')
export class DepositItemRow extends Model implements DepositItemState {
  @Id() declare id: string;
  @Id() declare depositId: string;
  @Id() declare paymentId: string;
  @Cents() declare amountCents: number;
  @Whole() declare isCash: number;
  @Key() declare state: ItemStanding;
  @Day({ nullable: true }) declare bankDate: string | null;
}
