import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, MoneyField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { ClaimOfRaise } from '../domain/refusals.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { ProviderLine } from '../domain/remittance-rows.js';
import { DraftDesk, POST } from './draft-desk.js';

@Act({ title: 'Add a provider-level row to a remittance', needs: POST })
export class AddProviderLine {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @TextField({ label: 'Code', most: 2 }) code!: string;
  @TextField({ label: 'Their reference', most: 60, optional: true }) reference?: string;
  /** What it does to the check: minus lowers it. */
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  /** The line that a recoupment by letter is about. */
  declare about?: { invoiceId: string; lineId: string };

  constructor(fields: Partial<AddProviderLine> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddProviderLine)
export class AddProviderLineHandler implements ICommandHandler<AddProviderLine> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
  ) {}

  async execute(command: AddProviderLine): Promise<{ rowId: string }> {
    const { id: draftId, locationId } = await this.desk.enter(command);
    const { code, reference = '', amountCents, about = { invoiceId: null, lineId: null } } = command;
    if (about.invoiceId !== null && amountCents > 0) throw new ClaimOfRaise();
    const last = (await this.drafts.providerLinesOf(draftId)).at(-1)?.position ?? 0;
    const row = ProviderLine.start({ id: newId(), locationId, draftId, position: last + 1 }, { code: code.toUpperCase(), reference, amountCents, ...about });
    this.drafts.addProviderLine(row);
    return { rowId: row.id };
  }
}
