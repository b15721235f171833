import type { RowSet } from '../../shared/aggregate.js';
import type { Role } from './permissions.js';

export interface RoleState {
  id: string;
  version: number;
  /** What grants name it by; stays when it is renamed. */
  code: string;
  name: string;
  /** The built-in role it was copied from. */
  base: Role;
  state: 'active' | 'retired';
}

export interface RoleRightState {
  id: string;
  roleId: string;
  permission: string;
}

export interface RoleRows extends RowSet {
  root: RoleState;
  rights: RoleRightState[];
}
