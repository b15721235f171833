import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { belongsTo, type Invoice, Invoices, openCentsOf } from '../../invoices/index.js';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { freeOf } from '../domain/holdings.js';
import { PartyGroups } from '../domain/party-groups.js';
import type { Payment } from '../domain/payment.js';
import { Payments } from '../domain/payments.js';
import type { PaymentRow } from '../domain/receipt.js';
import { NothingToAllocate } from '../domain/refusals.js';
import { MoneyReleased } from '../domain/released-money.js';
import { Credits } from './credits.js';
import { partyOf, type Party } from './row-applying.js';

/** The money of a corrected invoice goes to the one in its place: each payment's to its own party's parts, up to what is open. */
@Act({ title: 'Apply released money', needs: 'payment.allocate' })
export class ApplyReleased {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  @VersionField() version?: number;
  /** Why it is posted into a soft closed month. */
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<ApplyReleased> = {}) {
    Object.assign(this, fields);
  }
}

/** Each payment's own location is in it, wherever that is. Locks in order: days, payments, invoice. */
@CommandHandler(ApplyReleased)
export class ApplyReleasedHandler implements ICommandHandler<ApplyReleased> {
  constructor(
    private readonly released: MoneyReleased,
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly invoices: Invoices,
    private readonly parties: PartyGroups,
    private readonly credits: Credits,
  ) {}

  async execute({ locationId, invoiceId, version }: ApplyReleased): Promise<{ invoiceId: string }> {
    const released = await this.released.for(invoiceId);
    const ids = released.map(({ paymentId }) => paymentId);
    const seen = await this.payments.lookAll(ids);
    for (const payment of seen) mustBeAllowed('payment.allocate', payment.locationId);
    const lastPosted = [...seen, ...(await this.invoices.asOf([invoiceId]))].map(({ lastPostedOn }) => lastPostedOn);
    const postingDate = await this.days.postingDate([locationId, ...seen.map((payment) => payment.locationId)], undefined, lastPosted);
    const payments = await this.payments.load(ids);
    const invoice = (await this.invoices.load([invoiceId]))[0]!;
    if (invoice.locationId !== locationId) throw new NotFound();
    await this.invoices.expectVersion(invoice, version);
    const groups = await this.parties.of(payments.map(({ owner }) => owner.root));
    let usedCents = 0;
    for (const [index, payment] of payments.entries()) {
      const { kind, root } = payment.owner;
      const party: Party = { kind, root, group: groups.get(root) ?? [root], payerId: null, guarantorId: null };
      const amountCents = Math.min(released[index]!.restCents, freeCentsOf(payment), owedBy(party, invoice));
      if (amountCents > 0) await this.credits.use(payment, party, [moneyOnly(invoiceId, amountCents)], { locationId, postingDate });
      usedCents += Math.max(amountCents, 0);
    }
    if (usedCents === 0) throw new NothingToAllocate();
    return { invoiceId };
  }
}

function freeCentsOf(payment: Payment): number {
  const { kind } = freeOf(payment.owner.kind);
  return sumCents(payment.state().holdings.filter((holding) => holding.kind === kind).map(({ amountCents }) => amountCents));
}

function owedBy(party: Party, { shares }: Invoice): number {
  return sumCents(shares.filter((share) => belongsTo(share, partyOf(party))).map(openCentsOf));
}

function moneyOnly(invoiceId: string, amountCents: number): PaymentRow {
  return { invoiceId, amountCents, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
}
