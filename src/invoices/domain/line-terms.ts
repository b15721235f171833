import type { CalendarDate } from '../../shared/calendar-date.js';
import { percentOfCents } from '../../shared/money.js';
import * as refuse from './draft-refusals.js';
import type { DraftLineState } from './draft-state.js';

const QUANTITY_LIMIT = 9_999;
export const CHARGE_LIMIT_CENTS = 9_999_999_999;

export interface PricedService {
  serviceId: string;
  code: string;
  description: string;
  priceCents: number;
  taxBasisPoints: number;
}

/** What the clerk decides about a line; the price list and the tax rate are not among it. */
export interface LineTerms {
  quantity: number;
  serviceDate: CalendarDate;
  providerId?: string | undefined;
  /** Letters of the diagnoses it is for. */
  pointers?: string | undefined;
  /** A special price; the price list's when left out. */
  unitPriceCents?: number | undefined;
  priceReason?: string | undefined;
  /** One of the two, on quantity × price. */
  discountBasisPoints?: number | undefined;
  discountCents?: number | undefined;
  discountReason?: string | undefined;
}

type Priced = Pick<
  DraftLineState,
  'quantity' | 'serviceDate' | 'providerId' | 'unitPriceCents' | 'priceReason' | 'discountKind' | 'discountValue' | 'discountCents' | 'discountReason' | 'netCents' | 'taxCents' | 'chargeCents'
>;

/** net = quantity × price − discount; tax rounded once per line, half away from zero; charge = net + tax. */
export function priced(listPriceCents: number, taxBasisPoints: number, terms: LineTerms): Priced {
  const { quantity, serviceDate, providerId = null } = terms;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > QUANTITY_LIMIT) throw new refuse.QuantityOutOfRange();
  const price = priceOf(listPriceCents, terms);
  const grossCents = quantity * price.unitPriceCents;
  if (grossCents > CHARGE_LIMIT_CENTS) throw new refuse.ChargeTooLarge();
  const discount = discountOf(grossCents, terms);
  const netCents = grossCents - discount.discountCents;
  const taxCents = percentOfCents(netCents, taxBasisPoints);
  return { quantity, serviceDate, providerId, ...price, ...discount, netCents, taxCents, chargeCents: netCents + taxCents };
}

function priceOf(listPriceCents: number, { unitPriceCents = listPriceCents, priceReason = '' }: LineTerms) {
  if (unitPriceCents < 0) throw new refuse.PriceBelowZero();
  const isSpecial = unitPriceCents !== listPriceCents;
  if (isSpecial && priceReason.trim() === '') throw new refuse.SpecialPriceUnexplained(listPriceCents);
  return { unitPriceCents, priceReason: isSpecial ? priceReason.trim() : '' };
}

function discountOf(grossCents: number, { discountBasisPoints = 0, discountCents = 0, discountReason = '' }: LineTerms) {
  if (discountBasisPoints > 0 && discountCents !== 0) throw new refuse.DiscountTwice();
  const cents = discountBasisPoints > 0 ? percentOfCents(grossCents, discountBasisPoints) : discountCents;
  if (cents < 0 || cents > grossCents) throw new refuse.DiscountOutOfRange(grossCents);
  if (cents === 0) return { discountKind: '', discountValue: 0, discountCents: 0, discountReason: '' } as const;
  if (discountReason.trim() === '') throw new refuse.DiscountUnexplained();
  const kind = discountBasisPoints > 0 ? ('percent' as const) : ('amount' as const);
  return { discountKind: kind, discountValue: kind === 'percent' ? discountBasisPoints : cents, discountCents: cents, discountReason: discountReason.trim() };
}
