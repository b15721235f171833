import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { Deposit } from '../domain/deposit.js';
import { Deposits } from '../domain/deposits.js';
import { DepositItemRow, DepositRow } from './deposit.rows.js';

export const depositMap = aggregateMap<Deposit>({
  type: 'deposit',
  root: DepositRow,
  children: { items: DepositItemRow },
  parent: 'depositId',
  from: Deposit.from,
  locations: (state) => [state.root.locationId],
  constraints: {
    uq_deposits_slip: 'Another deposit took this slip number at the same moment. Press the button again.',
    uq_deposit_items: 'A receipt stands twice in this deposit. Load the page again.',
  },
});

@Injectable()
export class SequelizeDeposits extends Deposits {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override one(id: string): Promise<Deposit> {
    return this.unit.one(depositMap, id);
  }

  override async look(id: string): Promise<Deposit> {
    return (await this.unit.peek(depositMap, [id]))[0]!;
  }

  override add(deposit: Deposit): void {
    this.unit.add(depositMap, deposit);
  }

  override async expectVersion(deposit: Deposit, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.unit.expectVersion(depositMap as unknown as AggregateMap, deposit, version);
  }

  override async receivedOn(paymentIds: readonly string[]): Promise<CalendarDate[]> {
    const rows = await this.reader.all<{ day: CalendarDate }>(
      sql`SELECT DISTINCT COALESCE(p.money_moved_on, p.posting_date) AS day FROM payments p WHERE p.id IN (${list(paymentIds)})`,
    );
    return rows.map((row) => row.day);
  }
}
