import { Model } from 'sequelize-typescript';
import { Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { Role } from '../domain/permissions.js';
import type { RoleRightState, RoleState } from '../domain/role-state.js';
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
  @Key() declare role: string;
  @Key() declare locationId: string;
}

@TableOf('roles')
export class RoleRow extends Model implements RoleState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Key() declare code: string;
  @Text() declare name: string;
  @Key() declare base: Role;
  @Key() declare state: 'active' | 'retired';
}

@TableOf('role_rights')
export class RoleRightRow extends Model implements RoleRightState {
  @Id() declare id: string;
  @Id() declare roleId: string;
  @Key() declare permission: string;
}
