import { Injectable } from '@nestjs/common';
import type { AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import type { Account } from '../domain/account.js';
import { Accounts } from '../domain/accounts.js';
import { accountMap } from './ledger.maps.js';

@Injectable()
export class SequelizeAccounts extends Accounts {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override async codes(): Promise<ReadonlySet<string>> {
    const rows = await this.reader.all<{ code: string }>(sql`SELECT code FROM accounts`);
    return new Set(rows.map((row) => row.code));
  }

  override one(id: string): Promise<Account> {
    return this.unit.one(accountMap, id);
  }

  override expectVersion(account: Account, version: number): Promise<void> {
    return this.unit.expectVersion(accountMap as unknown as AggregateMap, account, version);
  }

  override add(account: Account): void {
    this.unit.add(accountMap, account);
  }
}
