import { Model } from 'sequelize-typescript';
import { Cents, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AllocationRule, LocationState, OrganizationState } from '../domain/location-state.js';

@TableOf('organizations')
export class OrganizationRow extends Model implements OrganizationState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Text() declare name: string;
  @Key() declare currency: string;
  @Whole() declare exponent: number;
  @Key({ startsAs: 'oldest-first' }) declare allocationRule: AllocationRule;
  @Cents({ nullable: true }) declare writeOffLimitACents: number | null;
  @Cents({ nullable: true }) declare writeOffLimitBCents: number | null;
  @Whole({ startsAs: 30 }) declare termsDays: number;
}

@TableOf('locations')
export class LocationRow extends Model implements LocationState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare code: string;
  @Text() declare name: string;
  @Key() declare timeZone: string;
  @Text() declare address: string;
  @Text() declare phone: string;
  @Text() declare taxId: string;
  @Key() declare invoicePrefix: string;
  @Whole() declare termsDays: number;
  @Text() declare invoiceHeader: string;
  @Text() declare invoiceFooter: string;
  @Key() declare paperColor: string;
  @Key() declare logoHash: string;
  @Whole() declare logoIsLight: number;
  @Key() declare state: 'active' | 'retired';
}
