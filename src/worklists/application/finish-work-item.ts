import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { Act } from '../../platform/act.js';
import { ChoiceField, IdField, TextField, WholeField } from '../../platform/form-fields.js';
import { LeftTheList } from '../domain/refusals.js';
import { WORK_KINDS, type WorkKind } from '../domain/work-item-state.js';
import { WorkItems } from '../domain/work-items.js';
import { WORK } from './assign-work-item.js';

/** For what only a person can tell: a claim was sent, a marked line was looked at. */
@Act({ title: 'Mark an item of a worklist as done', needs: WORK })
export class FinishWorkItem {
  @IdField({ label: 'Location' }) locationId!: string;
  @ChoiceField(WORK_KINDS, { label: 'Worklist' }) kind!: WorkKind;
  @TextField({ label: 'Item', most: 60 }) subjectKey!: string;
  @WholeField({ label: 'Version', least: 0 }) version!: number;
  @TextField({ label: 'What was done', most: 500, optional: true }) outcome?: string;

  constructor(fields: Partial<FinishWorkItem> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(FinishWorkItem)
export class FinishWorkItemHandler implements ICommandHandler<FinishWorkItem> {
  constructor(
    private readonly items: WorkItems,
    private readonly days: Days,
  ) {}

  async execute({ locationId, kind, subjectKey, version, outcome }: FinishWorkItem): Promise<{ workItemId: string }> {
    const subject = { locationId, kind, subjectKey };
    if (!(await this.items.isListed(subject))) throw new LeftTheList();
    const item = await this.items.about(subject);
    await this.items.expectVersion(item, version);
    item.finish(outcome, await this.days.today(locationId));
    return { workItemId: item.id };
  }
}
