import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { NotFound } from '../../shared/domain-error.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { DraftDesk, POST } from './draft-desk.js';

/** What the EOB says of one line; kept also while it does not add up yet. */
@Act({ title: 'Type a line of a remittance', needs: POST })
export class TypeLine {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare rowId: string;
  @VersionField() version!: number;
  @MoneyField({ label: 'Allowed', optional: true }) allowedCents?: number;
  @MoneyField({ label: 'Deductible', optional: true }) deductibleCents?: number;
  @MoneyField({ label: 'Coinsurance', optional: true }) coinsuranceCents?: number;
  @MoneyField({ label: 'Copay', optional: true }) copayCents?: number;
  @MoneyField({ label: 'Paid', optional: true }) paidCents?: number;
  @MoneyField({ label: 'Takeback', optional: true }) takebackCents?: number;
  @TextField({ label: 'Codes', most: 200, optional: true }) codes?: string;
  @TextField({ label: 'Follow-up', most: 200, optional: true }) followUp?: string;
  @TextField({ label: 'Claim no.', most: 120, optional: true }) claimNumber?: string;

  constructor(fields: Partial<TypeLine> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TypeLine)
export class TypeLineHandler implements ICommandHandler<TypeLine> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
  ) {}

  async execute(command: TypeLine): Promise<{ draftId: string }> {
    const { id: draftId } = await this.desk.enter(command);
    const line = await this.drafts.line(command.rowId, command.version);
    if (line.state().root.draftId !== draftId) throw new NotFound();
    const { allowedCents = null, deductibleCents = 0, coinsuranceCents = 0, copayCents = 0, paidCents = null, takebackCents = 0, codes = '', followUp = '', claimNumber = '' } = command;
    line.type({ allowedCents, deductibleCents, coinsuranceCents, copayCents, paidCents, takebackCents, codes, followUp, claimNumber });
    return { draftId };
  }
}
