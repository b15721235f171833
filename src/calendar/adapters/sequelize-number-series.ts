import { Injectable } from '@nestjs/common';
import { sql } from '../../platform/database/sql.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { NumberSeries } from '../domain/number-series.js';
import { seriesMap } from './calendar.rows.js';

@Injectable()
export class SequelizeNumberSeries extends NumberSeries {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  async take(locationId: string, kind: 'invoice'): Promise<string> {
    const found = await this.reader.one<{ id: string; prefix: string }>(
      sql`SELECT s.id AS id, l.invoice_prefix AS prefix FROM series s JOIN locations l ON l.id = s.location_id
          WHERE s.location_id = ${locationId} AND s.kind = ${kind}`,
    );
    if (!found) throw new NotFound('This location has no invoice numbers yet. Ask an administrator to add the series.');
    const series = await this.unit.one(seriesMap, found.id);
    return `${found.prefix}-${series.take()}`;
  }
}
