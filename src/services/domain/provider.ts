import { Aggregate } from '../../shared/aggregate.js';
import { optionalText, requiredText } from '../../shared/plain-text.js';
import { NpiUnreadable } from './refusals.js';
import type { ProviderRows } from './provider-state.js';

export interface ProviderDetails {
  name: string;
  npi?: string;
  licenseNumber?: string;
  isInactive?: boolean;
}

/** Who renders services. Invoices copy name and NPI. */
export class Provider extends Aggregate<ProviderRows> {
  private constructor(private readonly rows: ProviderRows) {
    super();
  }

  static from(rows: ProviderRows): Provider {
    return new Provider(rows);
  }

  static add(id: string, details: ProviderDetails): Provider {
    return new Provider({ root: { id, version: 0, ...factsOf(id, details) } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): ProviderRows {
    return { root: { ...this.rows.root } };
  }

  edit(details: ProviderDetails): void {
    Object.assign(this.rows.root, factsOf(this.id, details));
  }
}

function factsOf(id: string, details: ProviderDetails) {
  const npi = npiOf(details.npi ?? '');
  return {
    name: requiredText(details.name, { label: 'Name', field: 'name', most: 120 }),
    npi,
    npiKey: npi || id,
    licenseNumber: optionalText(details.licenseNumber, { label: 'License number', field: 'licenseNumber', most: 40 }),
    state: details.isInactive ? ('inactive' as const) : ('active' as const),
  };
}

function npiOf(typed: string): string {
  const npi = typed.replace(/[\s-]/g, '');
  if (npi !== '' && !(/^[12]\d{9}$/.test(npi) && hasCheckDigit(npi))) throw new NpiUnreadable();
  return npi;
}

/** The check digit of the card numbers (Luhn), over the prefix 80840 that an NPI is thought to carry. */
function hasCheckDigit(npi: string): boolean {
  const digits = [...`80840${npi}`].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
