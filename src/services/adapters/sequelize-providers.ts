import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Provider } from '../domain/provider.js';
import { Providers } from '../domain/providers.js';
import { NpiTaken } from '../domain/refusals.js';
import { ProviderRow } from './provider.rows.js';

export const providerMap = aggregateMap<Provider>({
  type: 'provider',
  root: ProviderRow,
  from: Provider.from,
  locations: () => [],
  constraints: { uq_providers_npi: (state) => new NpiTaken(state.root.npi) },
});

@Injectable()
export class SequelizeProviders extends Providers {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override one(id: string): Promise<Provider> {
    return this.unit.one(providerMap, id);
  }

  override add(provider: Provider): void {
    this.unit.add(providerMap, provider);
  }

  override async expectVersion(provider: Provider, version: number): Promise<void> {
    await this.unit.expectVersion(providerMap as unknown as AggregateMap, provider, version);
  }
}
