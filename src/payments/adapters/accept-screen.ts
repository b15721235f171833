import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { PatientAlerts, PatientsQueries, type PatientSummary } from '../../patients/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { sumCents } from '../../shared/money.js';
import { PayingParties } from '../application/paying-parties.js';
import type { Party } from '../application/receipts.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { type GridInvoice, type GridParty, GridQueries } from './grid.queries.js';
import { definedOf, filledOldestFirst, gridRow, type GridRow, type RowMarks } from './grid-rows.js';
import { LivePanel } from './live-panel.js';
import { type PayerChoice, PayingQueries } from './paying.queries.js';
import { type FormKind, type RowForm, rowsOf, type TypedPaymentForm } from './payment.forms.js';
import { KIND_OPTIONS, kindOf, LABELS, METHOD_OPTIONS, permissionFor, REMAINDER_OPTIONS } from './payment-words.js';

export interface Opened {
  kind: FormKind;
  locationId: string;
  patientId?: string | undefined;
  payerId?: string | undefined;
  invoiceId?: string | undefined;
  /** Kept when who pays is switched. */
  kept: Partial<Pick<TypedPaymentForm, 'amountCents' | 'reference' | 'paymentDate' | 'depositDate' | 'notes'>>;
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
  ) {}

  async open(opened: Opened) {
    const kind = kindOf(opened.kind);
    const ticked = opened.invoiceId === undefined ? undefined : await this.paying.mostOwing(opened.invoiceId, kind);
    const patientId = opened.patientId ?? ticked?.patientId;
    const patient = patientId === undefined ? undefined : await this.patients.summary(patientId, scopeFor('patient.read'));
    const payers = kind === 'patient' ? [] : await this.paying.payers(kind, patient?.patientId, scopeFor('invoice.read'));
    const payerId = kind === 'patient' ? undefined : (opened.payerId ?? ticked?.payerId ?? (payers[0]?.isPatients ? payers[0].payerId : undefined));
    const guarantorId = kind === 'patient' ? (ticked?.guarantorId ?? patient?.guarantorId) : undefined;
    const form: TypedPaymentForm = { ...opened.kept, locationId: opened.locationId, kind: opened.kind, ...definedOf({ patientId, payerId, guarantorId }) };
    const today = await this.days.today(opened.locationId);
    return this.#screen(form, patient, payers, { ticked: opened.invoiceId, today });
  }

  /** The rows again, for another payer; what was typed stays where it still fits. */
  async retyped(form: TypedPaymentForm) {
    const patient = form.patientId === undefined ? undefined : await this.patients.summary(form.patientId, scopeFor('patient.read'));
    return this.#screen(form, patient, [], { today: await this.days.today(form.locationId) });
  }

  async preview(form: TypedPaymentForm) {
    const rows = rowsOf(form.rows);
    const party = await this.#party(form);
    const onScreen = await this.grid.ofInvoices(rows.map(({ invoiceId }) => invoiceId), gridParty(kindOf(form.kind), party), scopeFor('invoice.read'));
    return { live: await this.live.of(form, rows, party), sums: sumsOf(onScreen), kind: form.kind, remainders: REMAINDER_OPTIONS[form.kind], isUpdate: true };
  }

  async found(kind: FormKind, payerId: string | undefined, guarantorId: string | undefined, typed: string, locationId: string, from: number) {
    const party = await this.#party({ kind, payerId, guarantorId });
    const invoices = party ? await this.grid.find(typed, gridParty(kindOf(kind), party), locationId) : [];
    const rows = invoices.map((invoice, index) => gridRow(invoice, from + index, { kind: kindOf(kind), locationId }));
    return { rows, kind, labels: LABELS[kind], typed, hasParty: party !== undefined };
  }

  async #screen(form: TypedPaymentForm, patient: PatientSummary | undefined, payers: PayerChoice[], { ticked, today }: { ticked?: string | undefined; today: string }) {
    const { kind, locationId } = form;
    const party = await this.#party(form);
    const invoices = await this.#invoices(form, patient?.recordIds ?? [], gridParty(kindOf(kind), party), ticked);
    const marks: RowMarks = { kind: kindOf(kind), locationId, ticked, typed: form.rows };
    const rows = filledOldestFirst(form.amountCents, invoices.map((invoice, index) => gridRow(invoice, index, marks)));
    const live = await this.live.of(form, rowsOf(rows.map(asTyped)), party);
    return {
      kind, kinds: KIND_OPTIONS.filter(({ value }) => currentActor().can(permissionFor(value), locationId)), labels: LABELS[kind], methods: METHOD_OPTIONS[kind], remainders: REMAINDER_OPTIONS[kind],
      patient: patient ?? null, alerts: patient ? await this.alerts.of(patient.recordIds, today) : [], payers: payerOptions(payers), form: shown(form, today), locationId, today,
      rows, live, sums: sumsOf(rows), isUpdate: false,
      settledCount: patient ? await this.grid.settledCount(patient.recordIds, scopeFor('invoice.read')) : 0,
    };
  }

  async #invoices(form: TypedPaymentForm, recordIds: readonly string[], party: GridParty, ticked: string | undefined): Promise<GridInvoice[]> {
    const scope = scopeFor('invoice.read');
    const own = recordIds.length === 0 ? [] : await this.grid.ofPatient(recordIds, party, scope);
    const wanted = [...(form.rows ?? []).map((row) => row.invoiceId), ...(ticked === undefined ? [] : [ticked])];
    const others = wanted.filter((id) => !own.some((invoice) => invoice.invoiceId === id));
    return [...own, ...(await this.grid.ofInvoices(others, party, scope))];
  }

  #party({ kind, payerId, guarantorId }: Pick<TypedPaymentForm, 'kind' | 'payerId' | 'guarantorId'>): Promise<Party | undefined> {
    const paying = kindOf(kind);
    if (paying === 'patient') return guarantorId === undefined ? Promise.resolve(undefined) : this.parties.guarantor(guarantorId);
    return payerId === undefined ? Promise.resolve(undefined) : this.parties.payer(paying, payerId);
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

function asTyped({ invoiceId, takes, typed }: GridRow): RowForm {
  return takes ? { invoiceId, ...typed } : { invoiceId };
}

function payerOptions(payers: readonly PayerChoice[]) {
  return payers.map(({ payerId, name, isPatients }) => ({ value: payerId, label: name, group: isPatients ? 'This patient’s' : 'All' }));
}

/** Every field the template prints, blank where nothing was typed. */
function shown(form: TypedPaymentForm, today: string) {
  const { amountCents = null, method = '', reference = '', depositDate = '', postingDate = '', reason = '', claimNumber = '', notes = '', remainderKind = '', duplicateReason = '' } = form;
  return {
    payerId: form.payerId ?? '', guarantorId: form.guarantorId ?? '', patientId: form.patientId ?? '', paymentDate: form.paymentDate ?? today,
    amountCents, method, reference, depositDate, postingDate, reason, claimNumber, notes, remainderKind, duplicateReason,
  };
}
