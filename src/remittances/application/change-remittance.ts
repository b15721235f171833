import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, VersionField } from '../../platform/form-fields.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { DraftDesk, POST } from './draft-desk.js';
import { headOf, RemittanceHeadFields } from './remittance-head.js';

@Act({ title: 'Change the head of a remittance', needs: POST })
export class ChangeRemittance extends RemittanceHeadFields {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version!: number;

  constructor(fields: Partial<ChangeRemittance> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(ChangeRemittance)
export class ChangeRemittanceHandler implements ICommandHandler<ChangeRemittance> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
  ) {}

  async execute(command: ChangeRemittance): Promise<{ draftId: string }> {
    const draft = await this.desk.open(command);
    await this.drafts.expect(draft, command.version);
    draft.change(headOf(command));
    return { draftId: draft.id };
  }
}
