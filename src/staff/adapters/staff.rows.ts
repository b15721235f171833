import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { Role } from '../domain/permissions.js';
import type { GrantState, StaffState } from '../domain/staff-state.js';

@TableOf('staff')
export class StaffRow extends Model implements StaffState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare userName: string;
  @Text() declare displayName: string;
  @Key() declare state: 'active' | 'disabled';
}

@TableOf('grants')
export class GrantRow extends Model implements GrantState {
  @Id() declare id: string;
  @Id() declare staffId: string;
  @Key() declare role: Role;
  @Key() declare locationId: string;
}
