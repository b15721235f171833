import { Injectable } from '@nestjs/common';
import { Invoices } from '../../invoices/index.js';
import { latest } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { PayerBalances } from '../domain/payer-balances.js';
import { Payments } from '../domain/payments.js';
import { NegativeRemittance, NothingRemitted } from '../domain/remittance-refusals.js';
import { placesOf } from './places.js';
import { type ProviderRow, ProviderRows } from './provider-rows.js';
import { type RemittedLine, Remitting } from './remitting.js';
import type { Party } from './row-applying.js';
import type { Stage } from './stage.js';
import { Stages } from './stages.js';

/** What a remittance says, whether it is posted or still typed. */
export interface Remittance {
  locationId: string;
  amountCents: number;
  postingDate?: string | undefined;
  /** The plain payment of the same insurer that this EOB came for (MONEY 15). */
  attachTo?: string | undefined;
  /** The reversed payment in whose place it comes. */
  replacesId?: string | undefined;
  lines: readonly RemittedLine[];
  providerRows: readonly ProviderRow[];
  /** Lines whose money is sought where it went, though nothing is decided on them now. */
  soughtLines?: readonly string[];
}

export interface OpenRemittance {
  remitting: Remitting;
  provider: ProviderRows;
  stage: Stage;
}

/** Opens all that a remittance touches. Locks in order: days, payments, invoices, what is kept for the insurer. */
@Injectable()
export class RemittanceDesk {
  constructor(
    private readonly stages: Stages,
    private readonly invoices: Invoices,
    private readonly payments: Payments,
    private readonly balances: PayerBalances,
  ) {}

  async open(remittance: Remittance, party: Party, paymentId: string, { isLocked, openDay }: { isLocked: boolean; openDay?: string }): Promise<OpenRemittance> {
    const { locationId, postingDate, attachTo, replacesId, lines, providerRows } = remittance;
    const invoiceIds = [...new Set([...lines, ...providerRows.flatMap(({ claim }) => claim ?? [])].map(({ invoiceId }) => invoiceId))];
    const { since } = placesOf(locationId, await this.invoices.asOf(invoiceIds), ['payment.post-insurer'], postingDate);
    const takeable = await this.#takeable(remittance, party);
    const known = providerRows.length === 0 ? [] : await this.balances.openAt(locationId, party.group, { isLocked: false });
    const paymentIds = [...new Set([...takeable.map(({ id }) => id), ...(attachTo ? [attachTo] : []), ...(replacesId ? [replacesId] : [])])];
    const seen = await this.payments.lookAll(paymentIds);
    const notBefore = [...since, ...known.map(({ lastPostedOn }) => lastPostedOn), ...seen.map(({ lastPostedOn }) => lastPostedOn)];
    const asked = { locationId, invoiceIds, paymentIds, postingDate, notBefore, ...(openDay === undefined ? {} : { openDay: latest([openDay, ...notBefore]) }) };
    const stage = isLocked ? await this.stages.lock(asked) : await this.stages.look(asked);
    const balances = known.length > 0 && isLocked ? await this.balances.openAt(locationId, party.group, { isLocked }) : known;
    const provider = new ProviderRows({ paymentId, locationId, party, stage, takeable, balances });
    return { remitting: new Remitting({ paymentId, party, stage, provider, insurersOn: await this.invoices.insurersOn(invoiceIds) }), provider, stage };
  }

  /** Only where something is taken back: whose money it may be. */
  #takeable({ locationId, lines, providerRows, soughtLines = [] }: Remittance, { group }: Party) {
    const lineIds = lines.filter(({ takebackCents }) => takebackCents > 0).map(({ lineId }) => lineId);
    const recouping = providerRows.filter(({ amountCents }) => amountCents < 0);
    return this.payments.takeableFrom({
      locationId, payerGroup: group, lineIds: [...lineIds, ...soughtLines, ...recouping.flatMap(({ claim }) => claim?.lineId ?? [])], references: recouping.map(({ reference }) => reference).filter(Boolean),
    });
  }
}

/** What can be said about a remittance without looking anything up. */
export function checkRemittance({ amountCents, lines, providerRows, attachTo }: Remittance): void {
  if (amountCents < 0 && attachTo === undefined) throw new NegativeRemittance();
  if (lines.length + providerRows.length === 0) throw new NothingRemitted();
}

/** What stays of the amount when everything is distributed. */
export function remainderOf(amountCents: number, { remitting }: OpenRemittance): number {
  return sumCents([amountCents, -remitting.distributedCents]);
}
