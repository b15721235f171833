import { Injectable } from '@nestjs/common';
import { PayersQueries } from '../../insurers/index.js';
import { InvoicesQueries } from '../../invoices/index.js';
import { scopeFor } from '../../platform/actor.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { AdjustInvoice, AdjustInvoiceHandler } from '../application/adjust-invoice.js';
import { ApplyInsurance, ApplyInsuranceHandler } from '../application/apply-insurance.js';
import type { Effect } from '../application/effect.js';
import { ReleaseAllocation, ReleaseAllocationHandler } from '../application/release-allocation.js';
import { TransferShare, TransferShareHandler } from '../application/transfer-share.js';
import { VoidInvoice, VoidInvoiceHandler } from '../application/void-invoice.js';
import type { EffectForm, ReleaseForm } from './release.forms.js';

/** What an act would do, by the act's own function on records that are only looked at, with the names a person reads. */
@Injectable()
export class ActEffects {
  constructor(
    private readonly invoices: InvoicesQueries,
    private readonly payers: PayersQueries,
    private readonly adjusting: AdjustInvoiceHandler,
    private readonly applying: ApplyInsuranceHandler,
    private readonly transferring: TransferShareHandler,
    private readonly voiding: VoidInvoiceHandler,
    private readonly releasing: ReleaseAllocationHandler,
  ) {}

  async ofInvoice(act: string, invoiceId: string, typed: EffectForm) {
    const { version: _, kind = 'contractual', reason, ...form } = typed;
    const fields = { ...form, invoiceId, reason: reason?.trim() ? reason : 'Not typed yet' };
    if (act === 'void' || act === 'correct') return this.#shown(invoiceId, () => this.voiding.preview(new VoidInvoice(fields)));
    if (!form.amountCents) return { effect: null };
    if (act === 'adjust') return this.#shown(invoiceId, () => this.adjusting.preview(new AdjustInvoice({ ...fields, kind })));
    if (act === 'insurance' && form.partyKey) return this.#shown(invoiceId, () => this.applying.preview(new ApplyInsurance(fields)));
    if (act === 'transfer' && form.toPartyKey) return this.#shown(invoiceId, () => this.transferring.preview(new TransferShare(fields)));
    return { effect: null };
  }

  ofRelease(paymentId: string, allocationId: string, invoiceId: string, { version: _, ...form }: ReleaseForm) {
    return this.#shown(invoiceId, () => this.releasing.preview(new ReleaseAllocation({ ...form, reason: form.reason ?? '', paymentId, allocationId })));
  }

  /** What would be refused says so in its place. */
  async #shown(invoiceId: string, effect: () => Promise<Effect>) {
    try {
      return { effect: await this.#named(invoiceId, await effect()) };
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return { effect: null, sentence: error.sentence };
    }
  }

  async #named(invoiceId: string, effect: Effect) {
    const { invoice, parties } = await this.invoices.standing(invoiceId, scopeFor('invoice.read'));
    const names = new Map(parties.map(({ payerId, partyKey, partyName }) => [payerId ?? partyKey, partyName]));
    names.set(invoice.guarantorId, invoice.guarantorName);
    const named = [];
    for (const party of effect.parties) named.push({ ...party, name: names.get(party.partyId) ?? (await this.payers.get(party.partyId))?.name ?? 'The patient' });
    return { ...effect, parties: named };
  }
}
