import { Aggregate } from '../../shared/aggregate.js';
import { optionalLines, optionalText, requiredText } from '../../shared/plain-text.js';
import { LocationAdded, LocationZoneChanged } from './events.js';
import type { LocationRows, LocationState } from './location-state.js';
import { paperColorOf } from './paper-look.js';
import { InvoicePrefixUnusable, LocationRetired } from './refusals.js';
import { termsOf, USUAL_TERMS_DAYS } from './terms.js';

export interface LocationDetails {
  code: string;
  name: string;
  /** Already known to be one, for example `America/Chicago`. */
  timeZone: string;
  address?: string;
  phone?: string;
  taxId?: string;
  termsDays?: number;
  invoiceHeader?: string;
  invoiceFooter?: string;
}

/** A logo whose file is kept. */
export interface Logo {
  hash: string;
  isLight: boolean;
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

  /** @param details its `invoicePrefix` is the code when left out */
  static add(id: string, details: LocationDetails & { invoicePrefix?: string }): Location {
    const facts = factsOf(details);
    const location = new Location({ root: { id, version: 0, ...facts, invoicePrefix: prefixOf(details.invoicePrefix ?? facts.code), paperColor: '', logoHash: '', logoIsLight: 0, state: 'active' } });
    location.raise(new LocationAdded(id, details.timeZone));
    return location;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  get invoicePrefix(): string {
    return this.rows.root.invoicePrefix;
  }

  override state(): LocationRows {
    return { root: { ...this.rows.root } };
  }

  isIn(timeZone: string): boolean {
    return this.rows.root.timeZone === timeZone;
  }

  /** Its numbers are not among these: they change together with their series. */
  edit(details: LocationDetails): void {
    this.#mustBeActive();
    const moved = !this.isIn(details.timeZone);
    Object.assign(this.rows.root, factsOf(details));
    if (moved) this.raise(new LocationZoneChanged(this.id, details.timeZone));
  }

  /** Invoices from now on bear another prefix; those that are out keep theirs. */
  renumber(prefix: string): void {
    this.#mustBeActive();
    this.rows.root.invoicePrefix = prefixOf(prefix);
  }

  /** How its papers look from now on. @param logo `undefined` leaves the one there is, `null` takes it off */
  dress(color: string, logo?: Logo | null): void {
    this.#mustBeActive();
    this.rows.root.paperColor = paperColorOf(color);
    if (logo === undefined) return;
    Object.assign(this.rows.root, { logoHash: logo?.hash ?? '', logoIsLight: logo?.isLight ? 1 : 0 });
  }

  /** Nobody works there from then on; what is in its books stays readable. */
  retire(): void {
    this.#mustBeActive();
    this.rows.root.state = 'retired';
  }

  reactivate(): void {
    this.rows.root.state = 'active';
  }

  #mustBeActive(): void {
    if (this.rows.root.state === 'retired') throw new LocationRetired(this.rows.root.name);
  }
}

function factsOf(details: LocationDetails): Omit<LocationState, 'id' | 'version' | 'state' | 'invoicePrefix' | 'paperColor' | 'logoHash' | 'logoIsLight'> {
  return {
    code: requiredText(details.code, { label: 'Code', field: 'code', most: 20 }).toUpperCase(),
    name: requiredText(details.name, { label: 'Name', field: 'name', most: 120 }),
    timeZone: details.timeZone,
    address: optionalText(details.address, { label: 'Address', field: 'address', most: 300 }),
    phone: optionalText(details.phone, { label: 'Phone', field: 'phone', most: 40 }),
    taxId: optionalText(details.taxId, { label: 'Tax id', field: 'taxId', most: 40 }),
    termsDays: termsOf(details.termsDays ?? USUAL_TERMS_DAYS),
    invoiceHeader: optionalLines(details.invoiceHeader, { label: 'Header of an invoice', field: 'invoiceHeader', most: 500 }),
    invoiceFooter: optionalLines(details.invoiceFooter, { label: 'Footer of an invoice', field: 'invoiceFooter', most: 500 }),
  };
}

function prefixOf(typed: string): string {
  const prefix = typed.trim().toUpperCase();
  if (!PREFIX.test(prefix)) throw new InvoicePrefixUnusable();
  return prefix;
}
