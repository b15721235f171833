import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { ServiceCodeTaken } from '../domain/refusals.js';
import { Service } from '../domain/service.js';
import { Services } from '../domain/services.js';
import { PriceRow, ServiceRow } from './service.rows.js';

export const serviceMap = aggregateMap<Service>({
  type: 'service',
  root: ServiceRow,
  children: { prices: PriceRow },
  parent: 'serviceId',
  from: Service.from,
  locations: () => [],
  constraints: { uq_services_code: (state) => new ServiceCodeTaken(state.root.code) },
});

@Injectable()
export class SequelizeServices extends Services {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override one(id: string): Promise<Service> {
    return this.unit.one(serviceMap, id);
  }

  override all(ids: readonly string[]): Promise<Service[]> {
    return this.unit.load(serviceMap, ids);
  }

  override add(service: Service): void {
    this.unit.add(serviceMap, service);
  }

  override async expectVersion(service: Service, version: number): Promise<void> {
    await this.unit.expectVersion(serviceMap as unknown as AggregateMap, service, version);
  }
}
