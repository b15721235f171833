import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Send a reviewed draft back', needs: 'invoice.review' })
export class SendBackDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;
  @TextField({ label: 'Note', most: 500 }) reason!: string;

  constructor(fields: Partial<SendBackDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SendBackDraft)
export class SendBackDraftHandler implements ICommandHandler<SendBackDraft> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: SendBackDraft): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    draft.sendBack(command.reason ?? '');
    return { draftId: draft.id };
  }
}
