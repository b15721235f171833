import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { NotFound } from '../../shared/domain-error.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { DraftDesk, POST } from './draft-desk.js';

@Act({ title: 'Take a line out of a remittance', needs: POST })
export class RemoveLine {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare rowId: string;
  /** Whether it is about no claim. */
  declare isProvider: boolean;
  @VersionField() version!: number;

  constructor(fields: Partial<RemoveLine> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RemoveLine)
export class RemoveLineHandler implements ICommandHandler<RemoveLine> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
  ) {}

  async execute(command: RemoveLine): Promise<{ draftId: string }> {
    const { id: draftId } = await this.desk.enter(command);
    const { rowId, version } = command;
    const row = command.isProvider ? await this.drafts.providerLine(rowId, version) : await this.drafts.line(rowId, version);
    if (row.state().root.draftId !== draftId) throw new NotFound();
    row.remove();
    return { draftId };
  }
}
