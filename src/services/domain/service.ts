import { Aggregate } from '../../shared/aggregate.js';
import { requiredText } from '../../shared/plain-text.js';
import { PriceOutOfRange, TaxOutOfRange } from './refusals.js';
import type { PriceState, ServiceRows } from './service-state.js';

export interface ServiceDetails {
  code: string;
  description: string;
  taxBasisPoints?: number;
  isRetired?: boolean;
}

const MOST_CENTS = 9_999_999_999;
const WHOLE_RATE = 10_000;

/** What the clinic does or hands out, with its price at each location. Invoices copy code, description, price and rate. */
export class Service extends Aggregate<ServiceRows> {
  private constructor(private readonly rows: ServiceRows) {
    super();
  }

  static from(rows: ServiceRows): Service {
    return new Service(rows);
  }

  static add(id: string, details: ServiceDetails): Service {
    return new Service({ root: { id, version: 0, ...factsOf(details) }, prices: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): ServiceRows {
    return { root: { ...this.rows.root }, prices: this.rows.prices.map((price) => ({ ...price })) };
  }

  edit(details: ServiceDetails): void {
    Object.assign(this.rows.root, factsOf(details));
  }

  /** Holds for lines added from now on; what is invoiced keeps its own copy. */
  setPrice(locationId: string, priceCents: number, newId: () => string): void {
    if (!Number.isSafeInteger(priceCents) || priceCents < 0 || priceCents > MOST_CENTS) throw new PriceOutOfRange();
    const price = this.#priceAt(locationId);
    if (price) price.priceCents = priceCents;
    else this.rows.prices.push({ id: newId(), serviceId: this.id, locationId, priceCents });
  }

  /** It is not offered there any more. */
  clearPrice(locationId: string): void {
    this.rows.prices = this.rows.prices.filter((price) => price.locationId !== locationId);
  }

  /** In cents; `undefined` where it is not offered. */
  priceAt(locationId: string): number | undefined {
    return this.#priceAt(locationId)?.priceCents;
  }

  get code(): string {
    return this.rows.root.code;
  }

  #priceAt(locationId: string): PriceState | undefined {
    return this.rows.prices.find((price) => price.locationId === locationId);
  }
}

function factsOf(details: ServiceDetails) {
  return {
    code: requiredText(details.code, { label: 'Code', field: 'code', most: 30 }).toUpperCase(),
    description: requiredText(details.description, DESCRIPTION),
    taxBasisPoints: rateOf(details.taxBasisPoints ?? 0),
    state: details.isRetired ? ('retired' as const) : ('active' as const),
  };
}

const DESCRIPTION = { label: 'Description', field: 'description', most: 160 };

function rateOf(basisPoints: number): number {
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > WHOLE_RATE) throw new TaxOutOfRange();
  return basisPoints;
}
