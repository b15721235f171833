import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { FlagField, IdField, ListField, TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { EditDraft } from './edit-draft.js';
import { PayersOnInvoice } from './payers-on-invoice.js';

/** One place among those who are asked: 1 primary, 2 secondary, 3 tertiary, 4 whoever else. */
export class PayerAt {
  @WholeField({ label: 'Place', least: 1, most: 4 }) sequence!: number;
  @IdField({ label: 'Payer', optional: true }) payerId?: string;
  /** Empty: as it stands on the invoice, or on the coverage. */
  @TextField({ label: 'Member no.', most: 60, optional: true }) memberId?: string;
  @TextField({ label: 'Group', most: 60, optional: true }) groupNumber?: string;

  constructor(fields: Partial<PayerAt> = {}) {
    Object.assign(this, fields);
  }
}

@Act({ title: 'Enter the payers of a draft', needs: 'invoice.draft' })
export class SetDraftPayers {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;
  @FlagField() asCoverage?: boolean;
  @ListField(() => PayerAt, { label: 'Payers', most: 4, optional: true }) payers?: PayerAt[];

  constructor(fields: Partial<SetDraftPayers> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetDraftPayers)
export class SetDraftPayersHandler implements ICommandHandler<SetDraftPayers> {
  constructor(
    private readonly editing: EditDraft,
    private readonly payers: PayersOnInvoice,
  ) {}

  async execute(command: SetDraftPayers): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    const before = await this.editing.rules(draft);
    draft.setPayers(command.asCoverage ? null : await this.payers.entered(draft, command.payers ?? []), before.coverages, newId);
    await this.editing.resplit(draft);
    return { draftId: draft.id };
  }
}
