import { Aggregate } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import type { OrganizationRows } from './location-state.js';
import { CurrencyUnknown, OtherCurrency } from './refusals.js';

/** Whose books these are. One organization, one currency. */
export class Organization extends Aggregate<OrganizationRows> {
  private constructor(private readonly rows: OrganizationRows) {
    super();
  }

  static from(rows: OrganizationRows): Organization {
    return new Organization(rows);
  }

  static setUp(id: string, details: { name: string; currency: string }): Organization {
    const name = requiredText(details.name, { label: 'Name', field: 'name', most: 120 });
    return new Organization({ root: { id, version: 0, name, ...currencyOf(details.currency) } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): OrganizationRows {
    return { root: { ...this.rows.root } };
  }
}

/** Refuses every currency but the organization's own. */
export function mustBeOwnCurrency(typed: string, own: string): void {
  const { currency } = currencyOf(typed);
  if (currency !== own) throw new OtherCurrency(currency, own);
}

function currencyOf(typed: string): { currency: string; exponent: number } {
  const currency = typed.trim().toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency)) throw new CurrencyUnknown(typed.trim().slice(0, 20));
  const { maximumFractionDigits } = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions();
  return { currency, exponent: maximumFractionDigits ?? 2 };
}
