import { Model } from 'sequelize-typescript';
import { Cents, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { PriceState, ServiceState } from '../domain/service-state.js';

@TableOf('services')
export class ServiceRow extends Model implements ServiceState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare code: string;
  @Text() declare description: string;
  @Whole() declare taxBasisPoints: number;
  @Key() declare state: 'active' | 'retired';
}

@TableOf('prices')
export class PriceRow extends Model implements PriceState {
  @Id() declare id: string;
  @Id() declare serviceId: string;
  @Id() declare locationId: string;
  @Cents() declare priceCents: number;
}
