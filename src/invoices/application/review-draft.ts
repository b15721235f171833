import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Review a draft', needs: 'invoice.review' })
export class ReviewDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;

  constructor(fields: Partial<ReviewDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReviewDraft)
export class ReviewDraftHandler implements ICommandHandler<ReviewDraft> {
  constructor(
    private readonly editing: EditDraft,
    private readonly unit: UnitOfWork,
  ) {}

  async execute(command: ReviewDraft): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    draft.review(currentActor().id, this.unit.now);
    return { draftId: draft.id };
  }
}
