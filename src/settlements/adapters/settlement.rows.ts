import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { PairState, SettlementState } from '../domain/pair-state.js';

@TableOf('location_pairs')
export class LocationPairRow extends Model implements PairState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare oneId: string;
  @Id() declare otherId: string;
}

@TableOf('location_settlements')
export class LocationSettlementRow extends Model implements SettlementState {
  @Id() declare id: string;
  @Id() declare pairId: string;
  @Id() declare fromId: string;
  @Id() declare toId: string;
  @Cents() declare amountCents: number;
  @Text() declare reference: string;
  @Text() declare reason: string;
  @Day() declare postingDate: string;
  @Key() declare postedBy: string;
  @Id({ nullable: true }) declare reversesId: string | null;
}
