import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Remove a line from a draft', needs: 'invoice.draft' })
export class RemoveDraftLine {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare lineId: string;
  @VersionField() version?: number;

  constructor(fields: Partial<RemoveDraftLine> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RemoveDraftLine)
export class RemoveDraftLineHandler implements ICommandHandler<RemoveDraftLine> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: RemoveDraftLine): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    draft.removeLine(command.lineId);
    await this.editing.resplit(draft);
    return { draftId: draft.id };
  }
}
