import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PayersQueries } from '../../insurers/index.js';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { NotFound } from '../../shared/domain-error.js';
import { RemittanceDraft } from '../domain/remittance-draft.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { DraftDesk, POST } from './draft-desk.js';
import { headOf, RemittanceHeadFields } from './remittance-head.js';

@Act({ title: 'Start a remittance', needs: POST })
export class StartRemittance extends RemittanceHeadFields {
  @IdField({ label: 'Location' }) locationId!: string;

  constructor(fields: Partial<StartRemittance> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(StartRemittance)
export class StartRemittanceHandler implements ICommandHandler<StartRemittance> {
  constructor(
    private readonly drafts: RemittanceDrafts,
    private readonly payers: PayersQueries,
    private readonly desk: DraftDesk,
  ) {}

  async execute(command: StartRemittance): Promise<{ draftId: string }> {
    if (!(await this.payers.all()).some(({ payerId }) => payerId === command.payerId)) throw new NotFound();
    const draft = RemittanceDraft.start({ id: newId(), locationId: command.locationId }, headOf(command), this.desk.hand);
    this.drafts.add(draft);
    return { draftId: draft.id };
  }
}
