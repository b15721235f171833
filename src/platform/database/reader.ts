import { Injectable } from '@nestjs/common';
import { openUnit } from '../open-unit.js';
import { Database } from './database.js';
import type { Sql } from './sql.js';

/**
 * Plain reads; never locks. Inside a unit of work it reads in that transaction, outside on a connection that cannot write.
 * Column aliases are the names of the result; COUNT and SUM are numbers, days `YYYY-MM-DD`, instants UTC text.
 */
@Injectable()
export class Reader {
  constructor(private readonly database: Database) {}

  async all<T>(query: Sql): Promise<T[]> {
    const unit = openUnit();
    const rows = unit ? await unit.session.select(query) : await this.database.engine.read(query.text, query.values);
    this.database.countRead();
    return rows as T[];
  }

  async one<T>(query: Sql): Promise<T | undefined> {
    return (await this.all<T>(query))[0];
  }
}
