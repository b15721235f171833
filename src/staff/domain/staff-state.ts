import type { RowSet } from '../../shared/aggregate.js';

/** Stands for every location of the organization, those to come included. */
export const ORGANIZATION = '*';

export interface StaffState {
  id: string;
  version: number;
  userName: string;
  displayName: string;
  state: 'active' | 'disabled';
}

export interface GrantState {
  id: string;
  staffId: string;
  /** Code of a built-in role or of the clinic's own. */
  role: string;
  /** A location, or ORGANIZATION. */
  locationId: string;
}

export interface StaffRows extends RowSet {
  root: StaffState;
  grants: GrantState[];
}
