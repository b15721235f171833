import { Injectable } from '@nestjs/common';
import { ChoicesQueries } from '../../choices/index.js';
import { sumCents } from '../../shared/money.js';
import { DuplicateNumbers } from '../application/duplicate-numbers.js';
import { isVisible } from '../application/duplicate-numbers.js';
import { PaymentPreview, type PartyChange, type PreviewedPayment, type PreviewedRow } from '../application/payment-preview.js';
import type { Party } from '../application/row-applying.js';
import type { Correcting } from '../application/without-payment.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { type PaymentRow, referenceKeyOf } from '../domain/receipt.js';
import { PayingQueries, type Person } from './paying.queries.js';
import { CREDIT, creditsOf, type TypedPaymentForm } from './payment.forms.js';
import { kindOf, RULE_SENTENCES } from './payment-words.js';

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
  what: string;
}

const PARTY_LABELS: Record<PaymentKind, string> = { insurer: 'Insurance pending', patient: 'Patient due', other: 'Other payer' };
const NOTHING_ALIKE = { duplicate: null, elsewhere: null, alike: [] };
const MOST_SHOWN = 2;
const ORDER: PaymentKind[] = ['insurer', 'other', 'patient'];

/** Before → after per party, who is asked next, what remains, and what looks like a payment recorded already. */
@Injectable()
export class LivePanel {
  constructor(
    private readonly previews: PaymentPreview,
    private readonly paying: PayingQueries,
    private readonly choices: ChoicesQueries,
    private readonly duplicates: DuplicateNumbers,
  ) {}

  async of(form: TypedPaymentForm, rows: readonly PaymentRow[], party: Party | undefined, { today, correcting, isAsRecorded }: { today: string; correcting?: Correcting | undefined; isAsRecorded?: boolean | undefined }) {
    const kind = kindOf(form.kind);
    const { locationId, postingDate } = form;
    const isCreditOnly = form.method === CREDIT;
    const creditCents = isCreditOnly ? sumCents(rows.map((row) => row.amountCents)) : sumCents(creditsOf(form.credits).map((use) => use.amountCents));
    const amountCents = isCreditOnly ? 0 : form.amountCents;
    const preview = await this.previews.of({ locationId, kind, party, amountCents, creditCents, postingDate, today, rows, correcting });
    const people = await this.paying.people([...preview.parties.map(({ partyId }) => partyId), ...(party?.group ?? [])], correcting?.paymentId);
    const says = saysOf(preview, kind, party, people);
    const liveRows = preview.rows.map((row, index) => liveRow(row, kind, rows[index]!.payeeId ?? party?.root));
    return {
      totalCents: preview.totalCents, creditCents, tenders: await this.#tendersSaid(form), appliedCents: preview.appliedCents, adjustedCents: preview.adjustedCents, remainingCents: preview.remainingCents,
      says, credit: creditOf(kind, party, preview, people), rows: liveRows, sums: sumsOf(liveRows), rule: RULE_SENTENCES[form.rule ?? 'oldest-first'],
      ...(isAsRecorded ? { ...NOTHING_ALIKE, answered: false } : await this.#alike(form, party, { corrected: correcting?.paymentId, invoiceIds: rows.map(({ invoiceId }) => invoiceId) })),
    };
  }

  /** What the last way of paying takes, once part of the total is paid otherwise. */
  async #tendersSaid({ amountCents = 0, method, tenders = [] }: TypedPaymentForm) {
    const partsCents = sumCents(tenders.map((tender) => tender.amountCents ?? 0));
    if (tenders.length === 0 || method === undefined || method === CREDIT) return null;
    return { restCents: amountCents - partsCents, method: await this.choices.methodName(method) };
  }

  /** The same number is a question to answer; the same amount near that date is only worth a look. */
  async #alike({ reference = '', amountCents, paymentDate, locationId, duplicateReason, tenders = [] }: TypedPaymentForm, party: Party | undefined, { corrected, invoiceIds }: { corrected: string | undefined; invoiceIds: string[] }) {
    const nothing = { ...NOTHING_ALIKE, answered: (duplicateReason ?? '') !== '' };
    const key = referenceKeyOf(reference, locationId);
    const referenceKey = key === locationId ? undefined : key;
    if (!party || (referenceKey === undefined && !(amountCents && paymentDate))) return nothing;
    const { sameNumber, sameAmount } = await this.paying.recorded(party.group, { referenceKey, amountCents, paymentDate });
    const [standing] = sameNumber.filter(({ paymentId }) => paymentId !== corrected);
    if (!standing) {
      const shown = sameAmount.filter((one) => one.paymentId !== corrected && isVisible(one)).slice(0, MOST_SHOWN);
      const isSameDay = amountCents && paymentDate && tenders.length === 0 && shown.some((one) => one.paymentDate === paymentDate);
      const asked = isSameDay ? await this.duplicates.alike({ party, reference: reference.trim(), replacesId: corrected }, { amountCents, paymentDate, invoiceIds }) : [];
      return { ...nothing, alike: shown.map((one) => ({ ...one, isAsked: asked.some(({ paymentId }) => paymentId === one.paymentId) })) };
    }
    const seen = isVisible(standing) ? standing : null;
    return { ...nothing, duplicate: seen, elsewhere: seen ? null : standing.reference };
  }
}

function saysOf({ parties }: PreviewedPayment, kind: PaymentKind, party: Party | undefined, people: ReadonlyMap<string, Person>): Said[] {
  const nameOf = (change: PartyChange): string => people.get(change.partyId)?.name ?? 'Unknown payer';
  const isPaying = (change: PartyChange): boolean => change.partyKind === kind && change.partyId === party?.root;
  const next = ORDER.flatMap((each) => parties.filter((change) => change.partyKind === each && !isPaying(change) && change.nextCents > 0))
    .map((change) => ({ name: change.partyKind === 'patient' ? 'patient' : nameOf(change), cents: change.nextCents }));
  return ORDER.flatMap((each) => parties.filter((change) => change.partyKind === each)).map((change) => ({
    name: nameOf(change), label: PARTY_LABELS[change.partyKind], beforeCents: change.beforeCents, afterCents: change.afterCents,
    next: isPaying(change) ? next.slice(0, 1) : [],
  }));
}

/** Money held for the one who pays, or for whoever owes here: shown wherever money is taken. */
function creditOf(kind: PaymentKind, party: Party | undefined, { creditCents, remainingCents, parties }: PreviewedPayment, people: ReadonlyMap<string, Person>) {
  const owing = parties.filter(({ partyKind }) => partyKind === 'patient').map(({ partyId }) => partyId);
  const isPatients = kind === 'patient' && party !== undefined;
  const beforeCents = sumCents((isPatients ? party.group : owing).map((id) => people.get(id)?.creditCents ?? 0));
  const afterCents = beforeCents + (isPatients ? Math.max(remainingCents, 0) - creditCents : 0);
  return beforeCents === 0 && afterCents === 0 ? null : { beforeCents, afterCents };
}

function liveRow({ invoiceId, isTouched, applied, refusal = '', what, parties }: PreviewedRow, kind: PaymentKind, payee: string | undefined): LiveRow {
  const sum = (change: (each: (typeof parties)[number]) => number, wanted: PaymentKind): number =>
    sumCents(parties.filter(({ partyKind }) => partyKind === wanted).map(change));
  const counter = kind === 'patient' ? 'insurer' : 'patient';
  const own = parties.find((each) => each.partyKind === kind && (each.payerId ?? each.guarantorId) === payee);
  const { dueCents = own?.beforeCents ?? 0, paidCents = 0, adjustedCents = 0, toPatientCents = 0, leftCents = own?.beforeCents ?? 0 } = applied ?? {};
  return {
    invoiceId, isTouched, dueCents, paidCents, adjustedCents, toPatientCents, leftCents, refusal, what,
    counterBeforeCents: sum((each) => each.beforeCents, counter), counterAfterCents: sum((each) => each.afterCents, counter),
  };
}

function sumsOf(rows: readonly LiveRow[]) {
  const sum = (cents: (row: LiveRow) => number): number => sumCents(rows.map(cents));
  return { counterBeforeCents: sum((row) => row.counterBeforeCents), counterAfterCents: sum((row) => row.counterAfterCents), leftCents: sum((row) => row.leftCents) };
}
