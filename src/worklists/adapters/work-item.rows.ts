import { Model } from 'sequelize-typescript';
import { Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { WorkItemState, WorkKind } from '../domain/work-item-state.js';

@TableOf('work_items')
export class WorkItemRow extends Model implements WorkItemState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare kind: WorkKind;
  @Key() declare subjectKey: string;
  @Key() declare ownerId: string;
  @Text() declare ownerName: string;
  @Day({ nullable: true }) declare nextOn: string | null;
  @Text() declare note: string;
  @Key() declare state: 'open' | 'done';
  @Day({ nullable: true }) declare doneOn: string | null;
  @Text() declare outcome: string;
}
