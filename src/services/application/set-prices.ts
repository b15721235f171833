import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LocationRetired, LocationsQueries } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { IdField, ListField, MoneyField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { PriceChangedMeanwhile } from '../domain/refusals.js';
import type { Service } from '../domain/service.js';
import { Services } from '../domain/services.js';

/** A service of the list: what it should cost, and what it cost when the list was shown. Nothing: no price, it is not offered. */
export class ListedPrice {
  @IdField({ label: 'Service' }) serviceId!: string;
  @MoneyField({ label: 'Price', optional: true }) priceCents?: number;
  @MoneyField({ label: 'Price as shown', optional: true }) seenCents?: number;
}

const MOST_ROWS = 100;

/** Several prices of one location at once; those left as they were shown are not touched. */
@Act({ title: 'Set the prices of a location', needs: 'service.edit' })
export class SetPrices {
  declare locationId: string;
  @ListField(() => ListedPrice, { label: 'Prices', most: MOST_ROWS }) prices!: ListedPrice[];

  constructor(fields: Partial<SetPrices> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetPrices)
export class SetPricesHandler implements ICommandHandler<SetPrices> {
  constructor(
    private readonly services: Services,
    private readonly locations: LocationsQueries,
  ) {}

  /** @returns how many prices are others than before */
  async execute({ locationId, prices }: SetPrices): Promise<{ changed: number }> {
    const location = await this.locations.get(locationId);
    if (!location) throw new NotFound();
    if (location.state === 'retired') throw new LocationRetired(location.name);
    const wanted = new Map(prices.filter((row) => row.priceCents !== row.seenCents).map((row) => [row.serviceId, row]));
    for (const service of await this.services.all([...wanted.keys()])) set(service, locationId, wanted.get(service.id)!);
    return { changed: wanted.size };
  }
}

function set(service: Service, locationId: string, { priceCents, seenCents }: ListedPrice): void {
  const current = service.priceAt(locationId);
  if (current !== seenCents && current !== priceCents) throw new PriceChangedMeanwhile(service.code, current);
  if (priceCents === undefined) service.clearPrice(locationId);
  else service.setPrice(locationId, priceCents, newId);
}
