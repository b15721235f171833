import { CommandHandler } from '@nestjs/cqrs';
import { KnownChoices } from '../../choices/index.js';
import { ADJUSTMENT_KINDS, type AdjustmentKind, type Invoice, refuseAboveLimit } from '../../invoices/index.js';
import { OrganizationQueries } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { currentActor } from '../../platform/actor.js';
import { ChoiceField, DateField, IdField, MoneyField, TextField, VersionField } from '../../platform/form-fields.js';
import { InvoiceStages, OnInvoice } from './on-invoice.js';
import type { Stage } from './stage.js';

@Act({ title: 'Adjust an invoice', needs: 'invoice.adjust' })
export class AdjustInvoice {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  /** One share, or … */
  @IdField({ label: 'Share', optional: true }) shareId?: string;
  /** … the shares of one party in line order, on all lines or on one. */
  @IdField({ label: 'Party', optional: true }) partyKey?: string;
  @IdField({ label: 'Line', optional: true }) lineId?: string;
  @ChoiceField(ADJUSTMENT_KINDS, { label: 'Kind' }) kind!: AdjustmentKind;
  /** Signed: positive lowers what is owed. */
  @MoneyField({ label: 'Amount' }) amountCents!: number;
  @TextField({ label: 'Reason code', most: 10, optional: true }) reasonCode?: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;

  constructor(fields: Partial<AdjustInvoice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AdjustInvoice)
export class AdjustInvoiceHandler extends OnInvoice<AdjustInvoice> {
  constructor(
    on: InvoiceStages,
    private readonly organization: OrganizationQueries,
    private readonly choices: KnownChoices,
  ) {
    super(on);
  }

  /** On a part that is paid it releases the money, which is then free (MONEY 24). */
  protected override async perform(stage: Stage, invoice: Invoice, command: AdjustInvoice): Promise<void> {
    await this.#refuseAboveLimit(command);
    const { shareId, partyKey, lineId, kind, reasonCode = '', reason = '' } = command;
    if (reasonCode !== '') (await this.choices.now()).mustBeReason('adjustment', reasonCode, 'reasonCode');
    const released = invoice.adjust({ shareId, partyKey, lineId }, command.amountCents, { kind, reasonCode, reason }, stage.standing(invoice), stage.posting);
    stage.giveBack(invoice, released, { held: false });
  }

  async #refuseAboveLimit({ amountCents, locationId }: AdjustInvoice): Promise<void> {
    const settings = await this.organization.get();
    const limits = { clerkCents: settings?.writeOffLimitACents ?? null, supervisorCents: settings?.writeOffLimitBCents ?? null };
    const actor = currentActor();
    if (actor.kind === 'staff') refuseAboveLimit(amountCents, limits, actor.can('invoice.adjust-above-limit', locationId));
  }
}
