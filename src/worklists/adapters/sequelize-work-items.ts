import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { visiblePayments } from '../../payments/index.js';
import { type AggregateMap, aggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { newId } from '../../platform/ids.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { holdersAt } from '../../staff/index.js';
import { WORK } from '../application/assign-work-item.js';
import { WorkItem } from '../domain/work-item.js';
import { type Subject, WorkItems } from '../domain/work-items.js';
import { candidates } from './candidates.js';
import { WorkItemRow } from './work-item.rows.js';

export const workItemMap = aggregateMap<WorkItem>({
  type: 'work-item',
  root: WorkItemRow,
  from: (state) => WorkItem.from(state),
  locations: ({ root }) => [root.locationId],
  constraints: { uq_work_items_subject: 'A colleague took this up at the same moment. Open it again to see what was agreed.' },
});

@Injectable()
export class SequelizeWorkItems extends WorkItems {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly days: Days,
  ) {
    super();
  }

  override async about(subject: Subject): Promise<WorkItem> {
    const known = await this.reader.one<{ id: string }>(sql`SELECT w.id AS id FROM work_items w WHERE w.kind = ${subject.kind} AND w.subject_key = ${subject.subjectKey}`);
    if (known) return this.unit.one(workItemMap, known.id);
    const item = WorkItem.about(subject, newId());
    this.unit.add(workItemMap, item);
    return item;
  }

  override expectVersion(item: WorkItem, version: number): Promise<void> {
    return this.unit.expectVersion(workItemMap as unknown as AggregateMap, item, version);
  }

  override async isListed({ locationId, kind, subjectKey }: Subject): Promise<boolean> {
    const scope = { locationIds: [locationId] };
    const row = await this.reader.one<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM ${candidates([kind], scope, visiblePayments(), await this.days.today(locationId))} c WHERE c.subjectKey = ${subjectKey}`);
    return row!.n > 0;
  }

  override owners(locationId: string): Promise<{ id: string; name: string }[]> {
    return this.reader.all(holdersAt(WORK, locationId));
  }
}
