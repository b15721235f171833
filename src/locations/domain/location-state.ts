import type { RowSet } from '../../shared/aggregate.js';

/** Each with the sentence that explains it wherever money is laid on invoices. */
export const ALLOCATION_RULES = {
  'oldest-first': 'Oldest first: the invoice with the earliest service date is paid before the next.',
  'by-due-date': 'By due date: the invoice that is due first is paid before the next.',
  'pro-rata': 'Pro rata: every open invoice takes its part of the payment, in proportion to what is due on it.',
} as const;

export type AllocationRule = keyof typeof ALLOCATION_RULES;

export interface OrganizationState {
  id: string;
  version: number;
  name: string;
  currency: string;
  /** Decimals of the currency: USD 2, JPY 0, KWD 3. */
  exponent: number;
  /** How a payment is laid on invoices by itself. */
  allocationRule: AllocationRule;
  /** The most that a clerk writes off in one act; `null`: no limit. */
  writeOffLimitACents: number | null;
  /** The most that a supervisor writes off in one act; `null`: no limit. Never below limit A. */
  writeOffLimitBCents: number | null;
  /** Payment terms of a location that is added without its own. */
  termsDays: number;
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
  phone: string;
  taxId: string;
  /** Stands before every invoice number of the location. */
  invoicePrefix: string;
  /** Days after finalizing until an invoice is due. */
  termsDays: number;
  /** Lines above and below what an invoice lists. */
  invoiceHeader: string;
  invoiceFooter: string;
  /** `#rrggbb`; empty: the product's own. */
  paperColor: string;
  /** SHA-256 of the logo's file; empty: none. */
  logoHash: string;
  /** 1: it would not be seen on white paper. */
  logoIsLight: number;
  state: 'active' | 'retired';
}

export interface LocationRows extends RowSet {
  root: LocationState;
}
