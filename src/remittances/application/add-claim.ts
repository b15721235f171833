import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invoices } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { LineTwice, NotOnInvoice, TooManyRows } from '../domain/refusals.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { RemittanceLine } from '../domain/remittance-rows.js';
import { DraftDesk, POST } from './draft-desk.js';

export const MOST_LINES = 400;

/** Puts a claim's service lines at the end of the grid, one row each. */
@Act({ title: 'Add a claim to a remittance', needs: POST })
export class AddClaim {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @IdField({ label: 'Claim' }) invoiceId!: string;

  constructor(fields: Partial<AddClaim> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddClaim)
export class AddClaimHandler implements ICommandHandler<AddClaim> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
    private readonly invoices: Invoices,
  ) {}

  async execute(command: AddClaim): Promise<{ rowIds: string[] }> {
    const { id: draftId, locationId } = await this.desk.enter(command);
    const [invoice] = await this.invoices.look([command.invoiceId]);
    const lineIds = await this.drafts.invoiceLines(invoice!.id);
    if (lineIds.length === 0) throw new NotOnInvoice();
    const standing = await this.drafts.linesOf(draftId);
    const fresh = lineIds.filter((lineId) => !standing.some((row) => row.lineId === lineId));
    if (fresh.length === 0) throw new LineTwice();
    if (standing.length + fresh.length > MOST_LINES) throw new TooManyRows(MOST_LINES);
    const last = standing.at(-1)?.position ?? 0;
    const rows = fresh.map((lineId, index) => RemittanceLine.start({ id: newId(), locationId, draftId, position: last + index + 1 }, { invoiceId: invoice!.id, lineId }));
    for (const row of rows) this.drafts.addLine(row);
    return { rowIds: rows.map(({ id }) => id) };
  }
}
