import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, IdField, VersionField, WholeField } from '../../platform/form-fields.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Change a line of a draft', needs: 'invoice.draft' })
export class ChangeDraftLine {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare lineId: string;
  @VersionField() version?: number;
  @WholeField({ label: 'Quantity', least: 1, most: 9_999 }) quantity!: number;
  @DateField({ label: 'Service date' }) serviceDate!: string;

  constructor(fields: Partial<ChangeDraftLine> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ChangeDraftLine)
export class ChangeDraftLineHandler implements ICommandHandler<ChangeDraftLine> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: ChangeDraftLine): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    draft.changeLine(command.lineId, command.quantity, command.serviceDate);
    await this.editing.resplit(draft);
    return { draftId: draft.id };
  }
}
