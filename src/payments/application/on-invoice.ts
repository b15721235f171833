import { Injectable } from '@nestjs/common';
import { type Invoice, Invoices } from '../../invoices/index.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Effect } from './effect.js';
import type { Stage } from './stage.js';
import { Stages } from './stages.js';

export interface InvoiceAct {
  locationId: string;
  invoiceId: string;
  version?: number;
  postingDate?: string;
}

/** What the acts on an invoice need that may release its money. */
@Injectable()
export class InvoiceStages {
  constructor(
    readonly stages: Stages,
    readonly invoices: Invoices,
  ) {}
}

/** An act on one invoice: posted, or only shown, by the same function. */
@Injectable()
export abstract class OnInvoice<C extends InvoiceAct> {
  constructor(protected readonly on: InvoiceStages) {}

  protected abstract perform(stage: Stage, invoice: Invoice, command: C): Promise<void> | void;

  protected async open(command: C): Promise<{ stage: Stage; invoice: Invoice }> {
    const stage = await this.on.stages.lock({ ...command, invoiceIds: [command.invoiceId] });
    const invoice = mustBeAt(stage.invoice(command.invoiceId), command.locationId);
    await this.on.invoices.expectVersion(invoice, command.version);
    return { stage, invoice };
  }

  async execute(command: C): Promise<{ invoiceId: string }> {
    const { stage, invoice } = await this.open(command);
    await this.perform(stage, invoice, command);
    stage.settle();
    return { invoiceId: invoice.id };
  }

  /** What it would do; nothing is written. */
  async preview(command: C): Promise<Effect> {
    const stage = await this.on.stages.look({ ...command, invoiceIds: [command.invoiceId] });
    await this.perform(stage, mustBeAt(stage.invoice(command.invoiceId), command.locationId), command);
    stage.settle();
    return stage.effect();
  }
}

/** The permission was checked for the location the form names; a record of another location is not there. */
function mustBeAt(invoice: Invoice, locationId: string): Invoice {
  if (invoice.locationId !== locationId) throw new NotFound();
  return invoice;
}
