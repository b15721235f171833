import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PayersQueries } from '../../insurers/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { Act } from '../../platform/act.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import { applyParts, type InvoicePart, type PostedPart } from '../domain/apply-parts.js';
import type { PartyKind } from '../domain/invoice-state.js';
import type { Invoice } from '../domain/invoice.js';
import { InvoiceDrafts, Invoices } from '../domain/invoices.js';
import { InvoiceIsDraft } from '../domain/refusals.js';
import { postingOn } from './posting.js';

/** Sent by a payment within its own act: all its rows at once, so that locks are taken in one order and statements stay few. */
@Act({ title: 'Apply a payment to invoices', needs: 'system' })
export class ApplyPayment {
  paymentId!: string;
  postingDate!: string;
  /** The location that received the money; the invoices may be of any whose days the act holds open. */
  locationId?: string;
  partyKind!: PartyKind;
  payerRoot?: string;
  /** Every record that is this payer by now; looked up when left out. */
  payerGroup?: readonly string[];
  guarantorId?: string;
  /** Every record that is this guarantor by now; looked up when left out. */
  guarantorGroup?: readonly string[];
  parts!: InvoicePart[];

  constructor(fields: Partial<ApplyPayment> = {}) {
    Object.assign(this, fields);
  }
}

export interface PaymentApplied {
  parts: PostedPart[];
}

@CommandHandler(ApplyPayment)
export class ApplyPaymentHandler implements ICommandHandler<ApplyPayment> {
  constructor(
    private readonly invoices: Invoices,
    private readonly drafts: InvoiceDrafts,
    private readonly unit: UnitOfWork,
    private readonly payers: PayersQueries,
    private readonly patients: PatientsQueries,
  ) {}

  async execute(command: ApplyPayment): Promise<PaymentApplied> {
    const { paymentId, partyKind, payerRoot, guarantorId, parts } = command;
    const invoices = await this.#invoices(parts.map((part) => part.invoiceId), command.locationId);
    const payerGroup = command.payerGroup ?? (payerRoot === undefined ? [] : await this.payers.group(payerRoot));
    const guarantorGroup = command.guarantorGroup ?? (guarantorId === undefined ? [] : await this.patients.group(guarantorId));
    const request = { paymentId, party: { partyKind, payerRoot, payerGroup, guarantorId, guarantorGroup }, parts };
    return { parts: applyParts(invoices, request, postingOn(command.postingDate, this.unit)) };
  }

  /** Asked only once something is missing: a draft at the payment's own location is no secret and has its own remedy. */
  async #invoices(ids: readonly string[], locationId: string | undefined): Promise<Invoice[]> {
    try {
      return await this.invoices.load(ids);
    } catch (error) {
      if (error instanceof NotFound && locationId !== undefined && (await this.drafts.isAmong(ids, locationId))) throw new InvoiceIsDraft();
      throw error;
    }
  }
}
