import { Aggregate } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import { OrganizationSetUp } from './events.js';
import { ALLOCATION_RULES, type AllocationRule, type OrganizationRows } from './location-state.js';
import { AllocationRuleUnknown, CurrencyUnknown, LimitsOutOfOrder, OtherCurrency } from './refusals.js';
import { termsOf, USUAL_TERMS_DAYS } from './terms.js';

export interface OrganizationSettings {
  name: string;
  allocationRule: string;
  writeOffLimitACents?: number | null;
  writeOffLimitBCents?: number | null;
  termsDays: number;
}

/** Whose books these are. One organization, one currency. */
export class Organization extends Aggregate<OrganizationRows> {
  private constructor(private readonly rows: OrganizationRows) {
    super();
  }

  static from(rows: OrganizationRows): Organization {
    return new Organization(rows);
  }

  static setUp(id: string, details: { name: string; currency: string }): Organization {
    const settings = { allocationRule: 'oldest-first', writeOffLimitACents: null, writeOffLimitBCents: null, termsDays: USUAL_TERMS_DAYS } as const;
    const organization = new Organization({ root: { id, version: 0, name: nameOf(details.name), ...currencyOf(details.currency), ...settings } });
    organization.raise(new OrganizationSetUp(id));
    return organization;
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): OrganizationRows {
    return { root: { ...this.rows.root } };
  }

  /** The currency is not among them: every amount in the books is in it. */
  edit(settings: OrganizationSettings): void {
    Object.assign(this.rows.root, {
      name: nameOf(settings.name),
      allocationRule: ruleOf(settings.allocationRule),
      ...limitsOf(settings.writeOffLimitACents ?? null, settings.writeOffLimitBCents ?? null),
      termsDays: termsOf(settings.termsDays),
    });
  }
}

/** Refuses every currency but the organization's own. */
export function mustBeOwnCurrency(typed: string, own: string): void {
  const { currency } = currencyOf(typed);
  if (currency !== own) throw new OtherCurrency(currency, own);
}

function nameOf(typed: string): string {
  return requiredText(typed, { label: 'Name', field: 'name', most: 120 });
}

function ruleOf(typed: string): AllocationRule {
  if (!Object.hasOwn(ALLOCATION_RULES, typed)) throw new AllocationRuleUnknown();
  return typed as AllocationRule;
}

/** No limit for a supervisor is above every limit for a clerk; no limit for a clerk leaves none to a supervisor. */
function limitsOf(a: number | null, b: number | null): { writeOffLimitACents: number | null; writeOffLimitBCents: number | null } {
  const isInOrder = b === null || (a !== null && a <= b);
  if ((a ?? 0) < 0 || (b ?? 0) < 0 || !isInOrder) throw new LimitsOutOfOrder();
  return { writeOffLimitACents: a, writeOffLimitBCents: b };
}

function currencyOf(typed: string): { currency: string; exponent: number } {
  const currency = typed.trim().toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency)) throw new CurrencyUnknown(typed.trim().slice(0, 20));
  const { maximumFractionDigits } = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions();
  return { currency, exponent: maximumFractionDigits ?? 2 };
}
