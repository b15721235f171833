import { type Sql, sql } from '../../platform/database/sql.js';
import { plainWords } from '../../shared/plain-text.js';
import type { PartyKind } from '../domain/invoice-state.js';

export interface InvoiceFilter {
  locationId?: string | undefined;
  /** `pending`: open and nobody paid anything; `partly-paid`: open and somebody did. */
  state?: string | undefined;
  /** Posting dates. */
  from?: string | undefined;
  to?: string | undefined;
  serviceFrom?: string | undefined;
  serviceTo?: string | undefined;
  number?: string | undefined;
  /** Beginning of a patient's name, or the whole number. */
  patient?: string | undefined;
  /** A payer, with those that were merged into it. */
  payerId?: string | undefined;
  /** Whether something is open that was due before today, or is due from today on; `owedBy` asks it of one kind of party. */
  due?: 'overdue' | 'upcoming' | undefined;
  owedBy?: PartyKind | undefined;
  today?: string | undefined;
  before?: string | undefined;
}

/** Each condition stands alone and together with the others; over the alias `i`. */
export function conditions(filter: InvoiceFilter): Sql[] {
  const { locationId, state, from, to, serviceFrom, serviceTo, number, patient, payerId, due, owedBy, before } = filter;
  const given: [unknown, () => Sql][] = [
    [locationId, () => sql`i.location_id = ${locationId!}`],
    [state, () => standing(state!)],
    [from, () => sql`i.posting_date >= ${from!}`],
    [to, () => sql`i.posting_date <= ${to!}`],
    [serviceFrom, () => sql`EXISTS (SELECT 1 FROM invoice_lines n WHERE n.invoice_id = i.id AND n.service_date >= ${serviceFrom!})`],
    [serviceTo, () => sql`EXISTS (SELECT 1 FROM invoice_lines n WHERE n.invoice_id = i.id AND n.service_date <= ${serviceTo!})`],
    [number, () => sql`i.number IN (${number!}, ${number!.toUpperCase()})`],
    [patient, () => sql`i.patient_id IN (${patientsCalled(patient!)})`],
    [payerId, () => sql`EXISTS (SELECT 1 FROM shares s JOIN payers y ON y.id = s.payer_id WHERE s.invoice_id = i.id AND COALESCE(y.merged_into, y.id) = ${payerId!})`],
    [due ?? owedBy, () => owing(filter)],
    [before, () => sql`i.id < ${before!}`],
  ];
  return given.flatMap(([value, condition]) => (value ? [condition()] : []));
}

/** What a draft can be found by: it has no number, posting date, payers or dues yet. */
export type DraftFilter = Pick<InvoiceFilter, 'locationId' | 'state' | 'serviceFrom' | 'serviceTo' | 'patient' | 'before'>;

/** Over the alias `d`. */
export function draftConditions({ locationId, state, serviceFrom, serviceTo, patient, before }: DraftFilter): Sql[] {
  const given: [unknown, () => Sql][] = [
    [locationId, () => sql`d.location_id = ${locationId!}`],
    [serviceFrom, () => sql`EXISTS (SELECT 1 FROM draft_lines n WHERE n.draft_id = d.id AND n.service_date >= ${serviceFrom!})`],
    [serviceTo, () => sql`EXISTS (SELECT 1 FROM draft_lines n WHERE n.draft_id = d.id AND n.service_date <= ${serviceTo!})`],
    [patient, () => sql`d.patient_id IN (${patientsCalled(patient!)})`],
    [before, () => sql`d.id < ${before!}`],
  ];
  return [sql`d.state = ${state ?? 'draft'}`, ...given.flatMap(([value, condition]) => (value ? [condition()] : []))];
}

/** By the whole number, or by how the name begins. */
function patientsCalled(typed: string): Sql {
  return sql`SELECT p.id FROM patients p WHERE p.number = ${typed.trim().toUpperCase()} OR p.search_name LIKE ${`${plainWords(typed)}%`}`;
}

function standing(state: string): Sql {
  const isPaid = sql`EXISTS (SELECT 1 FROM shares s WHERE s.invoice_id = i.id AND s.paid_cents > 0)`;
  if (state === 'pending') return sql`i.state = 'open' AND NOT ${isPaid}`;
  return state === 'partly-paid' ? sql`i.state = 'open' AND ${isPaid}` : sql`i.state = ${state}`;
}

function owing({ due, owedBy, today = '' }: InvoiceFilter): Sql {
  const on = sql`COALESCE(s.due_date, i.due_date)`;
  const when = due === undefined ? sql`1 = 1` : due === 'overdue' ? sql`${on} < ${today}` : sql`${on} >= ${today}`;
  return sql`EXISTS (SELECT 1 FROM shares s WHERE s.invoice_id = i.id AND s.charged_cents - s.paid_cents - s.adjusted_cents > 0 AND ${when} ${owedBy ? sql`AND s.party_kind = ${owedBy}` : sql``})`;
}
