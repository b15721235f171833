import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { ProviderState } from '../domain/provider-state.js';

@TableOf('providers')
export class ProviderRow extends Model implements ProviderState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Text() declare name: string;
  @Key() declare npi: string;
  @Key() declare npiKey: string;
  @Text() declare licenseNumber: string;
  @Key() declare state: 'active' | 'inactive';
}
