import { Injectable } from '@nestjs/common';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { Scan } from '../domain/scan.js';
import type { SubjectKind } from '../domain/scan-state.js';
import { Scans } from '../domain/scans.js';
import { ofSubject, visibleSubject } from './scan-subjects.js';
import { ScanRow } from './scan.rows.js';

export const scanMap = aggregateMap<Scan>({
  type: 'scan',
  root: ScanRow,
  from: (state) => Scan.from(state),
  locations: ({ root }) => [root.locationId],
});

@Injectable()
export class SequelizeScans extends Scans {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
  ) {
    super();
  }

  override one(id: string): Promise<Scan> {
    return this.unit.one(scanMap, id);
  }

  override add(scan: Scan): void {
    this.unit.add(scanMap, scan);
  }

  override expectVersion(scan: Scan, version: number): Promise<void> {
    return this.unit.expectVersion(scanMap as unknown as AggregateMap, scan, version);
  }

  override async locationOf(kind: SubjectKind, subjectId: string): Promise<string> {
    const subject = await this.reader.one<{ locationId: string }>(visibleSubject(kind, subjectId));
    if (!subject) throw new NotFound();
    return subject.locationId;
  }

  override async has(kind: SubjectKind, subjectId: string, hash: string): Promise<boolean> {
    const row = await this.reader.one(sql`SELECT s.id AS id FROM scans s WHERE ${ofSubject(kind, subjectId)} AND s.state = 'attached' AND s.hash = ${hash}`);
    return row !== undefined;
  }
}
