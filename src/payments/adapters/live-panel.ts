import { Injectable } from '@nestjs/common';
import { sumCents } from '../../shared/money.js';
import { isVisible } from '../application/duplicate-numbers.js';
import { PaymentPreview, type PartyChange, type PreviewedPayment, type PreviewedRow } from '../application/payment-preview.js';
import type { Party } from '../application/receipts.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { OLDEST_FIRST } from '../domain/distribution.js';
import { type PaymentRow, referenceKeyOf } from '../domain/receipt.js';
import { RecordedNumbers } from '../domain/recorded-numbers.js';
import { PayingQueries } from './paying.queries.js';
import type { TypedPaymentForm } from './payment.forms.js';
import { kindOf } from './payment-words.js';

interface Said {
  name: string;
  label: string;
  beforeCents: number;
  afterCents: number;
  /** Who is asked next, on the line of the one who pays. */
  next: { name: string; cents: number }[];
}

export interface LiveRow {
  invoiceId: string;
  isTouched: boolean;
  dueCents: number;
  paidCents: number;
  adjustedCents: number;
  toPatientCents: number;
  leftCents: number;
  counterBeforeCents: number;
  counterAfterCents: number;
  refusal: string;
}

const PARTY_LABELS: Record<PaymentKind, string> = { insurer: 'Insurance pending', patient: 'Patient due', other: 'Other payer' };
const ORDER: PaymentKind[] = ['insurer', 'other', 'patient'];

/** Before → after per party, who is asked next, what remains, and what looks like a payment recorded already. */
@Injectable()
export class LivePanel {
  constructor(
    private readonly previews: PaymentPreview,
    private readonly paying: PayingQueries,
    private readonly recorded: RecordedNumbers,
  ) {}

  async of(form: TypedPaymentForm, rows: readonly PaymentRow[], party: Party | undefined) {
    const kind = kindOf(form.kind);
    const { locationId, amountCents, postingDate } = form;
    const preview = await this.previews.of({ locationId, kind, party, amountCents, postingDate, rows });
    const says = await this.#says(preview, kind, party);
    const liveRows = preview.rows.map((row) => liveRow(row, kind, party));
    return {
      totalCents: preview.totalCents, appliedCents: preview.appliedCents, adjustedCents: preview.adjustedCents, remainingCents: preview.remainingCents,
      says, credit: await this.#credit(kind, party, preview), rows: liveRows, sums: sumsOf(liveRows), rule: OLDEST_FIRST,
      ...(await this.#alike(form, party)),
    };
  }

  async #says({ parties }: PreviewedPayment, kind: PaymentKind, party: Party | undefined): Promise<Said[]> {
    const names = await this.paying.names(parties.map(({ partyId }) => partyId));
    const nameOf = (change: PartyChange): string => names.get(change.partyId) ?? 'Unknown payer';
    const isPaying = (change: PartyChange): boolean => change.partyKind === kind && change.partyId === party?.root;
    const next = ORDER.flatMap((each) => parties.filter((change) => change.partyKind === each && !isPaying(change) && change.nextCents > 0))
      .map((change) => ({ name: change.partyKind === 'patient' ? 'patient' : nameOf(change), cents: change.nextCents }));
    return ORDER.flatMap((each) => parties.filter((change) => change.partyKind === each)).map((change) => ({
      name: nameOf(change), label: PARTY_LABELS[change.partyKind], beforeCents: change.beforeCents, afterCents: change.afterCents,
      next: isPaying(change) ? next.slice(0, 1) : [],
    }));
  }

  async #credit(kind: PaymentKind, party: Party | undefined, { remainingCents, parties }: PreviewedPayment) {
    const owing = parties.filter(({ partyKind }) => partyKind === 'patient').map(({ partyId }) => partyId);
    const isPatients = kind === 'patient' && party !== undefined;
    const beforeCents = await this.paying.creditCents(isPatients ? party.group : owing);
    const afterCents = beforeCents + (isPatients ? Math.max(remainingCents, 0) : 0);
    return beforeCents === 0 && afterCents === 0 ? null : { beforeCents, afterCents };
  }

  /** The same number is a question to answer; the same amount near that date is only worth a look. */
  async #alike({ reference, amountCents, paymentDate, locationId, duplicateReason }: TypedPaymentForm, party: Party | undefined) {
    const nothing = { duplicate: null, elsewhere: null, alike: [], answered: false };
    if (!party) return nothing;
    const key = referenceKeyOf(reference ?? '', locationId);
    const [standing] = key === locationId ? [] : await this.recorded.standing(party.group, key);
    if (standing) {
      const seen = isVisible(standing) ? standing : null;
      return { ...nothing, duplicate: seen, elsewhere: seen ? null : standing.reference, answered: (duplicateReason ?? '') !== '' };
    }
    const alike = amountCents && paymentDate ? await this.paying.lookAlikes(party.group, amountCents, paymentDate) : [];
    return { ...nothing, alike };
  }
}

function liveRow({ invoiceId, isTouched, applied, refusal = '', parties }: PreviewedRow, kind: PaymentKind, party: Party | undefined): LiveRow {
  const sum = (change: (each: (typeof parties)[number]) => number, wanted: PaymentKind): number =>
    sumCents(parties.filter(({ partyKind }) => partyKind === wanted).map(change));
  const counter = kind === 'patient' ? 'insurer' : 'patient';
  const own = parties.find((each) => each.partyKind === kind && (each.payerId ?? each.guarantorId) === party?.root);
  const { dueCents = own?.beforeCents ?? 0, paidCents = 0, adjustedCents = 0, toPatientCents = 0, leftCents = own?.beforeCents ?? 0 } = applied ?? {};
  return {
    invoiceId, isTouched, dueCents, paidCents, adjustedCents, toPatientCents, leftCents, refusal,
    counterBeforeCents: sum((each) => each.beforeCents, counter), counterAfterCents: sum((each) => each.afterCents, counter),
  };
}

function sumsOf(rows: readonly LiveRow[]) {
  const sum = (cents: (row: LiveRow) => number): number => sumCents(rows.map(cents));
  return { counterBeforeCents: sum((row) => row.counterBeforeCents), counterAfterCents: sum((row) => row.counterAfterCents), leftCents: sum((row) => row.leftCents) };
}
