import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';

export interface ChartItem {
  id: string;
  version: number;
  code: string;
  name: string;
  type: string;
}

@Injectable()
export class ChartQueries {
  constructor(private readonly reader: Reader) {}

  /** Every account by code, under the name the clinic gave it. */
  all(): Promise<ChartItem[]> {
    return this.reader.all<ChartItem>(sql`SELECT a.id AS id, a.version AS version, a.code AS code, a.name AS name, a.type AS type FROM accounts a ORDER BY a.code`);
  }
}
