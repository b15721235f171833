import type { RowSet } from '../../shared/aggregate.js';

export interface ProviderState {
  id: string;
  version: number;
  name: string;
  /** Ten digits, or empty where there is none. */
  npi: string;
  /** The NPI where there is one, otherwise the provider's own id: so that only a real NPI can be taken. */
  npiKey: string;
  licenseNumber: string;
  state: 'active' | 'inactive';
}

export interface ProviderRows extends RowSet {
  root: ProviderState;
}
