import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { IdField } from '../../platform/form-fields.js';
import { PaperSources } from '../domain/documents.js';
import { SuperbillIncomplete } from '../domain/refusals.js';
import { PaperDesk } from './paper-desk.js';

export const ISSUE = 'document.issue';

@Act({ title: 'Issue an insurance receipt', needs: ISSUE })
export class IssueSuperbill {
  @IdField({ label: 'Invoice' }) invoiceId!: string;

  constructor(fields: Partial<IssueSuperbill> = {}) {
    Object.assign(this, fields);
  }
}

/** As often as it is asked for: each says what was paid by then. */
@CommandHandler(IssueSuperbill)
export class IssueSuperbillHandler implements ICommandHandler<IssueSuperbill> {
  constructor(
    private readonly sources: PaperSources,
    private readonly desk: PaperDesk,
  ) {}

  async execute({ invoiceId }: IssueSuperbill): Promise<{ documentId: string }> {
    const invoice = await this.sources.invoice(invoiceId);
    mustBeAllowed(ISSUE, invoice.locationId);
    const { superbill, gaps } = await this.desk.superbill(invoice);
    if (gaps.length > 0) throw new SuperbillIncomplete(gaps.map(({ sentence }) => sentence));
    return this.desk.issue('superbill', invoice.locationId, superbill);
  }
}
