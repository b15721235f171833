import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';

export interface PayerChoice {
  value: string;
  label: string;
}

/** Payers for a coverage's list, without those that are inactive or were merged away unless the coverage still names one. */
@Injectable()
export class PayerChoices {
  constructor(private readonly reader: Reader) {}

  async all(kept = ''): Promise<PayerChoice[]> {
    return this.reader.all<PayerChoice>(sql`
      SELECT y.id AS value, y.name AS label FROM payers y WHERE (y.merged_into IS NULL AND y.state = 'active') OR y.id = ${kept} ORDER BY y.name_key, y.id`);
  }
}
