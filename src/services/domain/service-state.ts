import type { RowSet } from '../../shared/aggregate.js';

export interface ServiceState {
  id: string;
  version: number;
  code: string;
  description: string;
  taxBasisPoints: number;
  state: 'active' | 'retired';
}

export interface PriceState {
  id: string;
  serviceId: string;
  locationId: string;
  priceCents: number;
}

export interface ServiceRows extends RowSet {
  root: ServiceState;
  prices: PriceState[];
}
