import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { type ChoiceState, ChoicesQueries } from '../../choices/index.js';
import { PatientAlerts, PatientsQueries, type PatientSummary } from '../../patients/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { PayingParties } from '../application/paying-parties.js';
import { rightToUse } from '../application/credits.js';
import { FOR_ANOTHER, type Party } from '../application/row-applying.js';
import { type Corrected, type Correcting, WithoutPayment } from '../application/without-payment.js';
import { visitKey } from '../domain/holdings.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { CreditQueries } from './credit.queries.js';
import { creditRows } from './credit-rows.js';
import { type GridInvoice, type GridParty, GridQueries } from './grid.queries.js';
import { appliedElsewhere, definedOf, filledByRule, gridRow, type GridRow, type RowMarks } from './grid-rows.js';
import { asWithout } from './grid-without.js';
import { LivePanel } from './live-panel.js';
import { type PayerChoice, PayingQueries } from './paying.queries.js';
import { type FindRowsQuery, type FormKind, type RowForm, rowsOf, type TypedPaymentForm } from './payment.forms.js';
import { KIND_OPTIONS, kindOf, labelsFor, methodsFor, permissionFor, REMAINDER_OPTIONS, RULE_OPTIONS } from './payment-words.js';

export interface Opened {
  kind: FormKind;
  locationId: string;
  patientId?: string | undefined;
  payerId?: string | undefined;
  invoiceId?: string | undefined;
  /** What is filled in already: kept when who pays is switched, saved as a draft, or taken over from a payment that is corrected. */
  kept: Partial<TypedPaymentForm>;
  correcting?: Corrected | undefined;
  /** A draft is taken up again: nothing is filled in beside what was typed, and what changed meanwhile is marked. */
  isReopened?: boolean;
}

interface Showing extends Pick<Opened, 'correcting' | 'isReopened'> {
  ticked?: string | undefined;
  today: string;
  /** A correction that is just opened: what it looks like is the payment that goes, until something is typed. */
  isAsRecorded?: boolean;
}

/** Everything the Accept payment screen shows, for an empty form as well as for one that is being typed. */
@Injectable()
export class AcceptScreen {
  constructor(
    private readonly grid: GridQueries,
    private readonly paying: PayingQueries,
    private readonly parties: PayingParties,
    private readonly patients: PatientsQueries,
    private readonly days: Days,
    private readonly live: LivePanel,
    private readonly alerts: PatientAlerts,
    private readonly credits: CreditQueries,
    private readonly choices: ChoicesQueries,
    private readonly without: WithoutPayment,
  ) {}

  async open(opened: Opened) {
    const kind = kindOf(opened.kind);
    const ticked = opened.invoiceId === undefined ? undefined : await this.paying.mostOwing(opened.invoiceId, kind);
    const patientId = opened.patientId ?? ticked?.patientId;
    const patient = patientId === undefined ? undefined : await this.patients.summary(patientId, scopeFor('patient.read'));
    const payers = kind === 'patient' ? [] : await this.paying.payers(kind, patient?.patientId, scopeFor('invoice.read'));
    const payerId = kind === 'patient' ? undefined : (opened.payerId ?? ticked?.payerId ?? (payers[0]?.isPatients ? payers[0].payerId : undefined));
    const guarantorId = kind === 'patient' ? (opened.kept.guarantorId ?? ticked?.guarantorId ?? patient?.guarantorId) : undefined;
    const form: TypedPaymentForm = { ...opened.kept, locationId: opened.locationId, kind: opened.kind, ...definedOf({ patientId, payerId, guarantorId }) };
    const today = await this.days.today(opened.locationId);
    return this.#screen(form, patient, payers, { ticked: opened.invoiceId, today, correcting: opened.correcting, isReopened: opened.isReopened, isAsRecorded: opened.correcting !== undefined });
  }

  /** The rows again, for another payer; what was typed stays where it still fits. */
  async retyped(form: TypedPaymentForm, correcting?: Corrected) {
    const patient = form.patientId === undefined ? undefined : await this.patients.summary(form.patientId, scopeFor('patient.read'));
    return this.#screen(form, patient, [], { today: await this.days.today(form.locationId), correcting });
  }

  async preview(form: TypedPaymentForm, corrected?: Corrected) {
    const rows = rowsOf(form.rows);
    const party = await this.#party(form);
    const seen = gridParty(kindOf(form.kind), party);
    const found = await this.grid.onScreen([], rows.map(({ invoiceId }) => invoiceId), seen, scopeFor('invoice.read'));
    const correcting = await this.#without(corrected, found);
    const onScreen = asWithout(correcting, seen, found);
    const live = await this.live.of(form, rows, party, { today: await this.days.today(form.locationId), correcting });
    return { live, elsewhere: appliedElsewhere(form.locationId, onScreen, rows), sums: sumsOf(onScreen), kind: form.kind, remainders: REMAINDER_OPTIONS[form.kind], isUpdate: true };
  }

  async found({ kind, payerId, payer, guarantorId, q = '', from = '' }: FindRowsQuery, locationId: string) {
    const party = await this.#party({ kind, payerId: payerId ?? payer, guarantorId });
    const invoices = party ? await this.grid.find(q, gridParty(kindOf(kind), party), scopeFor(permissionFor(kind))) : [];
    const marks = this.#marks({ kind, locationId }, party);
    const rows = invoices.map((invoice, index) => gridRow(invoice, (Number(from) || 0) + index, marks));
    return { rows, kind, labels: labelsFor(kind, await this.choices.all()), typed: q, hasParty: party !== undefined };
  }

  /** @returns the id of the one invoice of that number */
  async numbered(number: string): Promise<string> {
    const invoiceId = await this.paying.invoiceNumbered(number, scopeFor('invoice.read'));
    if (invoiceId === undefined) throw new NotFound(`No invoice of your locations has the number “${number}”. Check it, or find the patient.`);
    return invoiceId;
  }

  /** The money of a payment found by its number: of somebody else, for those who may use it. */
  async foundCredit(kind: FormKind, typed: string, locationId: string) {
    const number = /^(?:PAY-?)?(\d{1,12})$/i.exec(typed.trim())?.[1];
    const today = await this.days.today(locationId);
    const lines = number === undefined ? [] : await this.credits.byNumber(Number(number), kindOf(kind), today);
    return { rows: creditRows(lines, { typed: undefined, visits: new Set(), from: AFTER_OWN, mayUse: (place) => [place, locationId].every((each) => currentActor().can(FOR_ANOTHER, each)) }), typed };
  }

  async #screen(typed: TypedPaymentForm, patient: PatientSummary | undefined, payers: PayerChoice[], { ticked, today, correcting, isReopened, isAsRecorded }: Showing) {
    const { kind, locationId } = typed;
    const party = await this.#party(typed, payers);
    const seen = gridParty(kindOf(kind), party);
    const { found, settledCount, rule, revision } = await this.#invoices(typed, patient?.recordIds ?? [], seen, ticked);
    const form = { ...typed, rule: typed.rule ?? rule ?? 'oldest-first' };
    const without = await this.#without(correcting, found);
    const invoices = asWithout(without, seen, found);
    const marks: RowMarks = { ...this.#marks(form, party), ticked, typed: form.rows, isReopened };
    const drawn = invoices.map((invoice, index) => gridRow(invoice, index, marks));
    const rows = isReopened ? drawn : filledByRule(form.rule, form.amountCents, drawn);
    const live = await this.live.of(form, rowsOf(rows.map(asTyped)), party, { today, correcting: without, isAsRecorded });
    return {
      ...wordsFor(form, await this.choices.at(revision)), kinds: KIND_OPTIONS.filter(({ value }) => (correcting ? value === kind : currentActor().can(permissionFor(value), locationId))), base: '/payments',
      patient: patient ?? null, alerts: patient ? await this.alerts.of(patient.recordIds, today) : [], payers: payerOptions(payers), form: shown(form, today), locationId, today,
      rows: rows.map((row, index) => ({ ...row, what: live.rows[index]!.what })), live, elsewhere: appliedElsewhere(locationId, rows, rows.map(asTyped)), sums: sumsOf(rows), isUpdate: false,
      credits: party && !correcting ? await this.#credits(form, party, rows, today) : [], mayUseOthers: kind === 'patient' && !correcting && currentActor().can(FOR_ANOTHER, locationId),
      settledCount: patient ? settledCount : 0,
    };
  }

  /** After it is known what is on screen, so that all of it is looked at in one statement. */
  async #without(corrected: Corrected | undefined, onScreen: readonly GridInvoice[]): Promise<Correcting | undefined> {
    return corrected && (await this.without.look(corrected, onScreen.map(({ invoiceId }) => invoiceId)));
  }

  async #credits(form: TypedPaymentForm, party: Party, rows: readonly GridRow[], today: string) {
    const lines = await this.credits.of(party, today);
    const visits = new Set(rows.map(({ patientId, serviceDate }) => visitKey(patientId, serviceDate)));
    return creditRows(lines, { typed: form.credits, visits, from: 0, mayUse: (place) => [place, form.locationId].every((each) => currentActor().can(rightToUse(party.kind), each)) });
  }

  #marks({ kind, locationId }: { kind: FormKind; locationId: string }, party: Party | undefined): RowMarks {
    return { kind: kindOf(kind), locationId, mayAt: (place) => currentActor().can(permissionFor(kind), place), group: party?.group, mayPayForOthers: currentActor().can(FOR_ANOTHER, locationId) };
  }

  #invoices(form: TypedPaymentForm, recordIds: readonly string[], party: GridParty, ticked: string | undefined) {
    const besides = [...(form.rows ?? []).map((row) => row.invoiceId), ...(ticked === undefined ? [] : [ticked])];
    return this.grid.whole(recordIds, besides, party, scopeFor('invoice.read'));
  }

  /** The payers listed on screen are known already. */
  async #party({ kind, payerId, guarantorId }: Pick<TypedPaymentForm, 'kind' | 'payerId' | 'guarantorId'>, payers: readonly PayerChoice[] = []): Promise<Party | undefined> {
    const paying = kindOf(kind);
    if (paying === 'patient') return guarantorId === undefined ? undefined : this.parties.guarantor(guarantorId);
    const listed = payers.find((payer) => payer.payerId === payerId);
    if (listed) return { kind: paying, payerId: listed.payerId, guarantorId: null, root: listed.payerId, group: listed.group };
    return payerId === undefined ? undefined : this.parties.payer(paying, payerId);
  }
}

function gridParty(kind: PaymentKind, party: Party | undefined): GridParty {
  return { kind, root: party?.root ?? '', group: party?.group ?? [] };
}

/** Of every row on screen, also one of another patient that was found and joined. */
function sumsOf(rows: readonly GridInvoice[]) {
  const sum = (cents: (row: GridInvoice) => number): number => sumCents(rows.map(cents));
  return { count: rows.length, chargeCents: sum((row) => row.chargeCents), dueCents: sum((row) => row.dueCents), paidCents: sum((row) => row.paidCents) };
}

function asTyped({ invoiceId, takes, typed, payeeId }: GridRow): RowForm {
  return takes ? { invoiceId, ...typed, ...(payeeId === '' ? {} : { payeeId }) } : { invoiceId };
}

function payerOptions(payers: readonly PayerChoice[]) {
  return payers.map(({ payerId, name, isPatients }) => ({ value: payerId, label: name, group: isPatients ? 'This patient’s' : 'All' }));
}

function wordsFor({ kind, method }: TypedPaymentForm, choices: readonly ChoiceState[]) {
  return { kind, labels: labelsFor(kind, choices), ...methodsFor(kind, choices, method), remainders: REMAINDER_OPTIONS[kind], rules: RULE_OPTIONS };
}

const PARTS = 3;
/** Rows found later are numbered after those of the payer. */
const AFTER_OWN = 40;

/** Every field the template prints, blank where nothing was typed. */
function shown(form: TypedPaymentForm, today: string) {
  const { amountCents = null, rule = 'oldest-first', method = '', reference = '', depositDate = '', postingDate = '', reason = '', claimNumber = '', notes = '' } = form;
  const { remainderKind = '', purpose = '', visitDate = '', owedReference = '', duplicateReason = '', tenders = [] } = form;
  return {
    payerId: form.payerId ?? '', guarantorId: form.guarantorId ?? '', patientId: form.patientId ?? '', paymentDate: form.paymentDate ?? today,
    amountCents, rule, method, reference, depositDate, postingDate, reason, claimNumber, notes, remainderKind, purpose, visitDate, owedReference, duplicateReason,
    isSplit: tenders.length > 0, draftId: form.draftId ?? '', draftVersion: form.draftVersion ?? '',
    tenders: Array.from({ length: Math.max(PARTS, tenders.length) }, (_, index) => ({ method: '', amountCents: 0, reference: '', ...definedOf(tenders[index]) })),
  };
}
