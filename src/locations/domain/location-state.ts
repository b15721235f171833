import type { RowSet } from '../../shared/aggregate.js';

export interface OrganizationState {
  id: string;
  version: number;
  name: string;
  currency: string;
  /** Decimals of the currency: USD 2, JPY 0, KWD 3. */
  exponent: number;
}

export interface OrganizationRows extends RowSet {
  root: OrganizationState;
}

export interface LocationState {
  id: string;
  version: number;
  code: string;
  name: string;
  timeZone: string;
  address: string;
  taxId: string;
  /** Stands before every invoice number of the location. */
  invoicePrefix: string;
  /** Days after finalizing until an invoice is due. */
  termsDays: number;
  state: 'active' | 'retired';
}

export interface LocationRows extends RowSet {
  root: LocationState;
}
