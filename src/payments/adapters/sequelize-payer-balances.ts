import { Injectable } from '@nestjs/common';
import { Model } from 'sequelize-typescript';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { Cents, Day, Id, Key, TableOf, Whole } from '../../platform/database/columns.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { PayerBalance, type PayerBalanceState } from '../domain/payer-balance.js';
import { PayerBalances } from '../domain/payer-balances.js';

@TableOf('payer_balances')
export class PayerBalanceRow extends Model implements PayerBalanceState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare payerRoot: string;
  @Key() declare accountCode: string;
  @Key() declare reference: string;
  @Cents() declare openCents: number;
  @Day() declare since: string;
  @Day() declare lastPostedOn: string;
}

export const payerBalanceMap = aggregateMap<PayerBalance>({
  type: 'payer_balance',
  root: PayerBalanceRow,
  from: PayerBalance.from,
  locations: (state) => [state.root.locationId],
  constraints: { uq_payer_balances: 'Somebody posted under the same reference at the same moment. Press the button again.' },
});

@Injectable()
export class SequelizePayerBalances extends PayerBalances {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  async openAt(locationId: string, payerGroup: readonly string[], { isLocked }: { isLocked: boolean }): Promise<PayerBalance[]> {
    const rows = await this.reader.all<{ id: string }>(sql`SELECT id AS id FROM payer_balances WHERE location_id = ${locationId} AND payer_root IN (${list(payerGroup)})`);
    const ids = rows.map(({ id }) => id).sort();
    return isLocked ? this.unit.load(payerBalanceMap, ids) : this.unit.peek(payerBalanceMap, ids);
  }

  load(ids: readonly string[]): Promise<PayerBalance[]> {
    return this.unit.load(payerBalanceMap, ids);
  }

  add(balance: PayerBalance): void {
    this.unit.add(payerBalanceMap, balance);
  }
}
