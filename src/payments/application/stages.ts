import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { type Invoice, Invoices, postingOn } from '../../invoices/index.js';
import { latest } from '../../shared/calendar-date.js';
import { StaleWrite } from '../../platform/flush.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Payment } from '../domain/payment.js';
import { PartyGroups } from '../domain/party-groups.js';
import { VisitHoldings } from '../domain/visit-holdings.js';
import { type MoneyOnInvoices, Payments } from '../domain/payments.js';
import { MoneyElsewhere } from '../domain/elsewhere-refusals.js';
import { known } from './places.js';
import { Stage } from './stage.js';
import { visitHoldings } from './visits.js';

interface Asked {
  locationId: string;
  invoiceIds: readonly string[];
  /** Of these, the invoices whose money may come off; all of them when left out. */
  releasing?: readonly string[];
  /** Payments that take part whatever stands on the invoices. */
  paymentIds?: readonly string[];
  postingDate?: string | undefined;
  /** Days of last entries that are known already. */
  notBefore?: readonly string[];
  /** A day that was chosen already, in place of a typed one, and the locations where it is held open. */
  date?: string;
  /** A day that is open, for a look: that one or, where it is later, the day of the last entry. */
  openDay?: string;
  heldOpen?: readonly string[];
}

/**
 * Opens invoices for an act that may release money. Locks in order: day, payments, invoices. Whose money stands there is read before
 * anything is locked, and read again afterwards; if somebody else's has come meanwhile, the whole command runs again.
 */
@Injectable()
export class Stages {
  constructor(
    private readonly days: Days,
    private readonly payments: Payments,
    private readonly invoices: Invoices,
    private readonly unit: UnitOfWork,
    private readonly parties: PartyGroups,
    private readonly visits: VisitHoldings,
  ) {}

  async lock(asked: Asked): Promise<Stage> {
    const invoiceIds = [...new Set(asked.invoiceIds)];
    const found = await this.invoices.asOf(invoiceIds);
    const versions = new Map(found.map(({ id, version }) => [id, version]));
    const money = await this.payments.moneyOn(invoiceIds);
    const seen = needed(asked, money);
    const date = await this.#date(asked, found, money, seen);
    const payments = await this.#visible(invoiceIds, () => this.payments.load(seen));
    const invoices = await this.invoices.load(invoiceIds);
    const histories = await this.invoices.historyOf(invoiceIds);
    if (invoices.every((invoice) => versions.get(invoice.id) === invoice.version)) return this.#stage({ invoices, histories }, payments, money, date);
    const again = await this.payments.moneyOn(invoiceIds);
    if (needed(asked, again).some((id) => !seen.includes(id))) throw new StaleWrite('money came onto the invoice meanwhile');
    return this.#stage({ invoices, histories }, payments, again, date);
  }

  /** The same without locks, for a preview. */
  async look(asked: Asked): Promise<Stage> {
    return (await this.lookBesides(asked, [])).stage;
  }

  /** With other invoices, looked at in the same statement and no part of the act. */
  async lookBesides(asked: Asked, otherIds: readonly string[]): Promise<{ stage: Stage; besides: Invoice[] }> {
    const invoiceIds = [...new Set(asked.invoiceIds)];
    const { invoices: all, histories } = await this.invoices.lookWithHistory([...new Set([...invoiceIds, ...otherIds])]);
    const [invoices, besides] = [all.filter(({ id }) => invoiceIds.includes(id)), all.filter(({ id }) => !invoiceIds.includes(id))];
    const money = await this.payments.moneyOn(invoiceIds);
    const seen = needed(asked, money);
    const date = await this.#date(asked, invoices.map((invoice) => ({ locationId: invoice.locationId, lastPostedOn: latest(invoice.lastPostedOn())! })), money, seen);
    const payments = await this.#visible(invoiceIds, () => this.payments.lookAll(seen));
    return { stage: await this.#stage({ invoices, histories }, payments, money, date), besides };
  }

  /** A typed day is held against the records the act turns out to touch; a day that is chosen lies after all of them at once. */
  async #date(asked: Asked, found: readonly { locationId: string; lastPostedOn: string }[], { payments }: MoneyOnInvoices, seen: readonly string[]): Promise<string> {
    const taking = payments.filter(({ id }) => seen.includes(id));
    const days = [...(asked.notBefore ?? []), ...[...found, ...(asked.postingDate === undefined ? taking : [])].map(({ lastPostedOn }) => lastPostedOn)];
    const places = [asked.locationId, ...known([...found, ...taking].map((record) => record.locationId))];
    if (asked.heldOpen && places.some((place) => !asked.heldOpen!.includes(place))) throw new StaleWrite('money of another location came meanwhile');
    return asked.date ?? (asked.openDay === undefined ? undefined : latest([asked.openDay, ...days])) ?? (await this.days.postingDate(places, asked.postingDate, days));
  }

  async #stage({ invoices, histories }: Awaited<ReturnType<Invoices['lookWithHistory']>>, payments: Payment[], { allocations, payments: all }: MoneyOnInvoices, date: string): Promise<Stage> {
    const posting = this.unit.isOpen ? postingOn(date, this.unit) : previewPosting(date);
    const groups = await this.parties.of(payments.map(({ owner }) => owner.root));
    const patients = invoices.map(({ patientId }) => patientId);
    const waiting = payments.some((payment) => visitHoldings(payment).length > 0) ? await this.visits.waitingBesides(patients, invoices.map(({ id }) => id)) : [];
    return new Stage({ invoices, payments, histories, allocations, groups, waiting, posting, hidden: hiddenOf(all) });
  }

  /** An invoice the reader may not see stays missing, whatever money stands on it. */
  async #visible(invoiceIds: readonly string[], load: () => Promise<Payment[]>): Promise<Payment[]> {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      await this.invoices.look(invoiceIds);
      throw new MoneyElsewhere();
    }
  }
}

/** Whoever has money that may come off, or holds some for a line; and whoever takes part anyway. */
function needed({ paymentIds = [], invoiceIds, releasing = invoiceIds }: Asked, { allocations, holding, payments }: MoneyOnInvoices): string[] {
  const hidden = hiddenOf(payments);
  const releasable = allocations.filter(({ invoiceId, paymentId }) => releasing.includes(invoiceId) && !hidden.has(paymentId)).map(({ paymentId }) => paymentId);
  return [...new Set([...paymentIds, ...releasable, ...holding])];
}

function previewPosting(date: string) {
  let nth = 0;
  return { date, nextId: () => `preview-${(nth += 1)}`, nextOrdinal: () => (nth += 1) };
}

function hiddenOf(payments: MoneyOnInvoices['payments']): ReadonlySet<string> {
  const visible = known(payments.map(({ locationId }) => locationId));
  return new Set(payments.filter(({ locationId }) => !visible.includes(locationId)).map(({ id }) => id));
}
