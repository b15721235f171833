import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Discard a draft', needs: 'invoice.draft' })
export class DiscardDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;

  constructor(fields: Partial<DiscardDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DiscardDraft)
export class DiscardDraftHandler implements ICommandHandler<DiscardDraft> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: DiscardDraft): Promise<{ draftId: string; patientId: string }> {
    const draft = await this.editing.open(command);
    draft.discard();
    return { draftId: draft.id, patientId: draft.patientId };
  }
}
