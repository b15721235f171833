import { currentActor } from '../../platform/actor.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { NotAllowedElsewhere } from '../domain/elsewhere-refusals.js';
import type { PaymentKind } from '../domain/payment-state.js';

interface InvoiceSeen {
  locationId: string;
  lastPostedOn: CalendarDate;
}

interface PlacesOfRows {
  /** The location that has the money first: the days of all are held open. */
  locationIds: string[];
  /** The days of the last entries of the invoices, as far as they bound the posting date. */
  since: CalendarDate[];
}

/**
 * Where an act posts that takes money of one location to invoices of any: what is applied elsewhere is in the books of both (MONEY 22, 23).
 * @param rights what it takes at each of the other locations
 * @param typed the posting date that was asked for: entries after it are the invoice's own to refuse, share by share
 */
export function placesOf(locationId: string, invoices: readonly InvoiceSeen[], rights: readonly string[], typed: CalendarDate | undefined): PlacesOfRows {
  const elsewhere = known(invoices.map((invoice) => invoice.locationId)).filter((id) => id !== locationId);
  const actor = currentActor();
  if (elsewhere.some((id) => !rights.every((right) => actor.can(right, id)))) throw new NotAllowedElsewhere();
  return { locationIds: [locationId, ...elsewhere], since: invoices.map(({ lastPostedOn }) => lastPostedOn).filter((day) => typed === undefined || day <= typed) };
}

/** A location without any grant is left out: its records look missing as soon as they are opened. */
export function known(locationIds: readonly string[]): string[] {
  const { granted } = currentActor();
  return [...new Set(locationIds)].filter((id) => granted === 'all' || granted.includes(id));
}

/** What it takes to receive money of this kind. */
export function rightToTake(kind: PaymentKind): string {
  return kind === 'patient' ? 'payment.take-patient' : 'payment.post-insurer';
}
