import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Payer } from '../domain/payer.js';
import { Payers } from '../domain/payers.js';
import { PayerNameTaken } from '../domain/refusals.js';
import { PayersQueries } from './payers.queries.js';
import { PayerContactRow, PayerRow } from './payer.rows.js';

export const payerMap = aggregateMap<Payer>({
  type: 'payer',
  root: PayerRow,
  children: { contacts: PayerContactRow },
  parent: 'payerId',
  from: Payer.from,
  locations: () => [],
  constraints: { uq_payers_name: (state) => new PayerNameTaken(state.root.name) },
});

@Injectable()
export class SequelizePayers extends Payers {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly queries: PayersQueries,
  ) {
    super();
  }

  override one(id: string): Promise<Payer> {
    return this.unit.one(payerMap, id);
  }

  override async groupOf(id: string): Promise<Payer[]> {
    // Once it is locked nobody else joins the group or leaves it.
    await this.unit.one(payerMap, id);
    const others = (await this.queries.group(id)).filter((other) => other !== id);
    return this.unit.load(payerMap, [id, ...others]);
  }

  override isInUse(id: string): Promise<boolean> {
    return this.queries.isInUse(id);
  }

  override add(payer: Payer): void {
    this.unit.add(payerMap, payer);
  }

  override async expectVersion(payer: Payer, version: number): Promise<void> {
    await this.unit.expectVersion(payerMap as unknown as AggregateMap, payer, version);
  }
}
