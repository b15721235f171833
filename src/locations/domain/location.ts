import { Aggregate } from '../../shared/aggregate.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { LocationAdded } from './events.js';
import type { LocationRows, LocationState } from './location-state.js';
import { InvoicePrefixUnusable } from './refusals.js';
import { termsOf, USUAL_TERMS_DAYS } from './terms.js';

export interface LocationDetails {
  code: string;
  name: string;
  /** Already known to be one, for example `America/Chicago`. */
  timeZone: string;
  address?: string;
  taxId?: string;
  /** The code when left out. */
  invoicePrefix?: string;
  termsDays?: number;
}

const PREFIX = /^[A-Z0-9]{1,10}$/;

/** One clinic of the organization: its own days, numbers, invoices and payments. */
export class Location extends Aggregate<LocationRows> {
  private constructor(private readonly rows: LocationRows) {
    super();
  }

  static from(rows: LocationRows): Location {
    return new Location(rows);
  }

  static add(id: string, details: LocationDetails): Location {
    const location = new Location({ root: { id, version: 0, ...factsOf(details), state: 'active' } });
    location.raise(new LocationAdded(id, details.timeZone));
    return location;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): LocationRows {
    return { root: { ...this.rows.root } };
  }
}

function factsOf(details: LocationDetails): Omit<LocationState, 'id' | 'version' | 'state'> {
  const code = requiredText(details.code, { label: 'Code', field: 'code', most: 20 }).toUpperCase();
  return {
    code,
    name: requiredText(details.name, { label: 'Name', field: 'name', most: 120 }),
    timeZone: details.timeZone,
    address: optionalText(details.address, { label: 'Address', field: 'address', most: 300 }),
    taxId: optionalText(details.taxId, { label: 'Tax id', field: 'taxId', most: 40 }),
    invoicePrefix: prefixOf(details.invoicePrefix ?? code),
    termsDays: termsOf(details.termsDays ?? USUAL_TERMS_DAYS),
  };
}

function prefixOf(typed: string): string {
  const prefix = typed.trim().toUpperCase();
  if (!PREFIX.test(prefix)) throw new InvoicePrefixUnusable();
  return prefix;
}
