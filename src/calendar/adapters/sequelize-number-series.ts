import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NumberSeries, type PlainSeries } from '../domain/days.js';
import { SeriesMissing } from '../domain/refusals.js';
import { Series } from '../domain/series.js';
import { seriesMap } from './calendar.maps.js';

@Injectable()
export class SequelizeNumberSeries extends NumberSeries {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override async take(locationId: string, kind: 'invoice'): Promise<string> {
    const found = await this.reader.one<{ id: string }>(sql`SELECT s.id AS id FROM series s WHERE s.location_id = ${locationId} AND s.kind = ${kind}`);
    if (!found) throw new SeriesMissing(kind);
    const series = await this.unit.one(seriesMap, found.id);
    // Read only now: whoever changes the prefix changes the series as well, and has ended.
    const location = await this.reader.one<{ prefix: string }>(sql`SELECT l.invoice_prefix AS prefix FROM locations l WHERE l.id = ${locationId}`);
    return `${location!.prefix}-${series.take()}`;
  }

  override async takePlain(locationId: string, kind: PlainSeries): Promise<number> {
    const found = await this.reader.one<{ id: string }>(sql`SELECT s.id AS id FROM series s WHERE s.location_id = ${locationId} AND s.kind = ${kind}`);
    if (found) return (await this.unit.one(seriesMap, found.id)).take();
    const series = Series.begin(newId(), { locationId, kind, firstNumber: 1 });
    this.unit.add(seriesMap, series);
    return series.take();
  }
}
