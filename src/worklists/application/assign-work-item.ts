import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, DateField, IdField, TextField, WholeField } from '../../platform/form-fields.js';
import { LeftTheList, OwnerNotHere } from '../domain/refusals.js';
import { WORK_KINDS, type WorkKind } from '../domain/work-item-state.js';
import { WorkItems } from '../domain/work-items.js';

export const WORK = 'worklist.work';

@Act({ title: 'Assign an item of a worklist', needs: WORK })
export class AssignWorkItem {
  @IdField({ label: 'Location' }) locationId!: string;
  @ChoiceField(WORK_KINDS, { label: 'Worklist' }) kind!: WorkKind;
  @TextField({ label: 'Item', most: 60 }) subjectKey!: string;
  /** As the form showed it: 0 for an item nobody had touched. */
  @WholeField({ label: 'Version', least: 0 }) version!: number;
  @TextField({ label: 'Owner', most: 40, optional: true }) ownerId?: string;
  @DateField({ label: 'Next date', optional: true }) nextOn?: string;
  @TextField({ label: 'Note', most: 500, optional: true }) note?: string;

  constructor(fields: Partial<AssignWorkItem> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AssignWorkItem)
export class AssignWorkItemHandler implements ICommandHandler<AssignWorkItem> {
  constructor(private readonly items: WorkItems) {}

  async execute({ locationId, kind, subjectKey, version, ownerId, nextOn, note }: AssignWorkItem): Promise<{ workItemId: string }> {
    const subject = { locationId, kind, subjectKey };
    if (!(await this.items.isListed(subject))) throw new LeftTheList();
    const owner = ownerId ? (await this.items.owners(locationId)).find(({ id }) => id === ownerId) : undefined;
    if (ownerId && !owner) throw new OwnerNotHere();
    const item = await this.items.about(subject);
    await this.items.expectVersion(item, version);
    item.assign({ owner, nextOn, note });
    return { workItemId: item.id };
  }
}
