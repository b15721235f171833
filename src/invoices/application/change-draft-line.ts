import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { DraftLineTerms } from './draft-line-terms.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Change a line of a draft', needs: 'invoice.draft' })
export class ChangeDraftLine extends DraftLineTerms {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare lineId: string;
  @VersionField() version?: number;

  constructor(fields: Partial<ChangeDraftLine> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(ChangeDraftLine)
export class ChangeDraftLineHandler implements ICommandHandler<ChangeDraftLine> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: ChangeDraftLine): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    const standing = draft.lines.find(({ id }) => id === command.lineId)?.providerId;
    draft.changeLine(command.lineId, await this.editing.terms(command, standing));
    await this.editing.resplit(draft);
    return { draftId: draft.id };
  }
}
