import { CommandHandler } from '@nestjs/cqrs';
import { KnownChoices } from '../../choices/index.js';
import { CoverageRules, type Invoice, patientParty, type ShareParty } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { InvoiceStages, OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

@Act({ title: 'Transfer a part to another party', needs: 'invoice.apply-insurance' })
export class TransferShare {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  /** Party key of the shares it comes from. */
  @IdField({ label: 'From' }) fromPartyKey!: string;
  /** The guarantor, a coverage of the patient, or a payer. */
  @IdField({ label: 'To' }) toPartyKey!: string;
  @IdField({ label: 'Line', optional: true }) lineId?: string;
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  @TextField({ label: 'Reason code', most: 10, optional: true }) reasonCode?: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;

  constructor(fields: Partial<TransferShare> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TransferShare)
export class TransferShareHandler extends OnInvoice<TransferShare> {
  constructor(
    on: InvoiceStages,
    private readonly coverages: CoverageRules,
    private readonly choices: KnownChoices,
  ) {
    super(on);
  }

  /** What was paid on the giving part and no longer fits stays held for its line, as when insurance is applied (MONEY 3, 8). */
  protected override async perform(stage: Stage, invoice: Invoice, command: TransferShare): Promise<void> {
    const { fromPartyKey, lineId, amountCents, reasonCode = '', reason = '' } = command;
    const to = await this.#party(invoice, command.toPartyKey);
    if (reasonCode !== '') (await this.choices.now()).mustBeReason('transfer', reasonCode, 'reasonCode');
    const released = invoice.transfer({ partyKey: fromPartyKey, lineId }, to, amountCents, { reasonCode, reason }, stage.standing(invoice), stage.posting);
    stage.giveBack(invoice, released, { held: true });
  }

  async #party(invoice: Invoice, partyKey: string): Promise<ShareParty> {
    if (partyKey === invoice.guarantorId) return patientParty(partyKey);
    return { ...(await this.coverages.partyOn(invoice, partyKey)), guarantorId: null };
  }
}
