import { Injectable } from '@nestjs/common';
import { METHOD_NAME } from '../../choices/index.js';
import { type Scope, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, join, limit, list, sql, Sql, within } from '../../platform/database/sql.js';
import { parseDate } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import { plainKey, plainWords } from '../../shared/plain-text.js';
import type { PaymentKind, PaymentMethod } from '../domain/payment-state.js';
import { KIND_NAMES, standingOf } from './payment-words.js';
import { visiblePayments } from './visible-payments.js';

/** Which of its dates a list of payments is narrowed by. */
export const LIST_DATES = ['posting', 'payment', 'deposit', 'bank'] as const;
export type ListDate = (typeof LIST_DATES)[number];

export interface PaymentFilter {
  kind?: string | undefined;
  state?: string | undefined;
  /** Every record of one payer. */
  payers?: readonly string[] | undefined;
  /** A payment number as on the check, or ours (`PAY-20544`). */
  number?: string | undefined;
  method?: string | undefined;
  location?: string | undefined;
  /** undeposited, unreconciled or reconciled */
  deposit?: string | undefined;
  /** Words of a patient's name, a patient number, and a service date, in any order. */
  patient?: string | undefined;
  date?: ListDate | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
}

export interface PaymentItem {
  paymentId: string;
  number: number;
  kind: PaymentKind;
  partyName: string;
  reference: string;
  method: PaymentMethod;
  methodName: string;
  paymentDate: string;
  postingDate: string;
  depositDate: string | null;
  bankDate: string | null;
  isDeposited: number;
  locationName: string;
  amountCents: number;
  allocatedCents: number;
  refundedCents: number;
  unappliedCents: number;
  state: string;
}

const PAGE = 25;
const BANK_DATE = sql`(SELECT t.bank_date FROM deposit_items t WHERE t.deposit_id = p.deposit_id AND t.payment_id = p.id AND t.state = 'deposited')`;

@Injectable()
export class PaymentListQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first in the order they were entered, with what the page shown comes to, or all of them between two dates; what is reversed counts nothing. */
  async list(filter: PaymentFilter) {
    const rows = await this.reader.all<PaymentItem>(sql`
      SELECT p.id AS paymentId, p.number AS number, p.kind AS kind, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.reference AS reference,
             p.method AS method, ${METHOD_NAME} AS methodName, p.payment_date AS paymentDate, p.posting_date AS postingDate, p.deposit_date AS depositDate, ${BANK_DATE} AS bankDate,
             CASE WHEN p.deposit_id IS NULL THEN 0 ELSE 1 END AS isDeposited, l.name AS locationName, p.amount_cents AS amountCents,
             p.allocated_cents AS allocatedCents, p.refunded_cents AS refundedCents, p.unapplied_cents AS unappliedCents, p.state AS state
      FROM payments p ${indexFor(filter)} JOIN locations l ON l.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE ${join([visiblePayments(), ...conditions(filter)], ' AND ')} ORDER BY p.id DESC ${limit(PAGE + 1)}`);
    const page = rows.slice(0, PAGE);
    const titles = await this.#titles(page.map((row) => row.paymentId));
    const items = page.map((row) => ({ ...row, kindName: KIND_NAMES[row.kind], standing: standingOf(row), title: titles.get(row.paymentId) ?? '' }));
    const sum = (cents: (item: PaymentItem) => number): number => sumCents(items.filter((item) => item.state === 'posted').map(cents));
    const totals = {
      amountCents: sum((item) => item.amountCents), allocatedCents: sum((item) => item.allocatedCents),
      refundedCents: sum((item) => item.refundedCents), unappliedCents: sum((item) => item.unappliedCents),
    };
    const next = rows.length > PAGE ? items.at(-1)!.paymentId : undefined;
    const isBounded = Boolean(filter.from && filter.to) && (next !== undefined || filter.before !== undefined);
    return { items, totals: isBounded ? await this.#whole(filter) : { ...totals, count: items.length, isWhole: false }, next };
  }

  /** Whatever page is shown: between two dates there is an end to it. */
  async #whole({ before: _, ...filter }: PaymentFilter) {
    const standing = (column: Sql): Sql => sql`COALESCE(SUM(CASE WHEN p.state = 'posted' THEN ${column} ELSE 0 END), 0)`;
    const row = await this.reader.one<{ count: number; amountCents: number; allocatedCents: number; refundedCents: number; unappliedCents: number }>(sql`
      SELECT COUNT(*) AS count, ${standing(sql`p.amount_cents`)} AS amountCents, ${standing(sql`p.allocated_cents`)} AS allocatedCents, ${standing(sql`p.refunded_cents`)} AS refundedCents, ${standing(sql`p.unapplied_cents`)} AS unappliedCents
      FROM payments p WHERE ${join([visiblePayments(), ...conditions(filter)], ' AND ')}`);
    return { ...row!, isWhole: true };
  }

  /** What a payment is found by: the patient and service date of what it paid, `Hartwell, Amelia · 2026-11-18`, and how much more there is. */
  async #titles(paymentIds: readonly string[]): Promise<Map<string, { patientName: string; serviceDate: string; more: number }>> {
    const rows = paymentIds.length === 0 ? [] : await this.reader.all<{ paymentId: string; patientName: string; serviceDate: string }>(sql`
      SELECT a.payment_id AS paymentId, i.patient_name AS patientName, i.service_date AS serviceDate
      FROM allocations a JOIN invoices i ON i.id = a.invoice_id
      WHERE a.payment_id IN (${list(paymentIds)}) AND ${alsoWithin(scopeFor('invoice.read'), sql`i.location_id`)}
      GROUP BY a.payment_id, i.id, i.patient_name, i.service_date HAVING SUM(a.amount_cents) <> 0 ORDER BY a.payment_id, i.service_date, i.id`);
    const titles = new Map<string, { patientName: string; serviceDate: string; more: number }>();
    for (const { paymentId, ...first } of rows) {
      const known = titles.get(paymentId);
      if (known) known.more += 1;
      else titles.set(paymentId, { ...first, more: 0 });
    }
    return titles;
  }
}

/** MariaDB walks backwards over the primary key unless told which payments these are; SQLite sees a comment. */
function indexFor({ payers, location }: PaymentFilter): Sql {
  if (payers) return new Sql('/*! USE INDEX (ix_payments_payer) */', []);
  const { locationIds } = scopeFor('payment.read');
  return location || (locationIds !== 'all' && locationIds.length === 1) ? new Sql('/*! USE INDEX (ix_payments_location) */', []) : sql``;
}

const STATES: Record<string, Sql> = {
  pending: sql`p.state = 'posted' AND p.allocated_cents = 0 AND p.unapplied_cents > 0`,
  partly: sql`p.allocated_cents <> 0 AND p.unapplied_cents > 0`,
  completed: sql`p.state = 'posted' AND p.unapplied_cents = 0`,
  unapplied: sql`p.unapplied_cents > 0`,
  reversed: sql`p.state = 'reversed'`,
};

const DEPOSITS: Record<string, Sql> = {
  undeposited: sql`p.state = 'posted' AND p.deposit_id IS NULL`,
  unreconciled: sql`p.state = 'posted' AND ${BANK_DATE} IS NULL`,
  reconciled: sql`p.state = 'posted' AND ${BANK_DATE} IS NOT NULL`,
};

const DATES: Record<ListDate, Sql> = { posting: sql`p.posting_date`, payment: sql`p.payment_date`, deposit: sql`p.deposit_date`, bank: BANK_DATE };

function conditions({ kind, state, payers, number, method, location, deposit, patient, date = 'posting', from, to, before }: PaymentFilter): Sql[] {
  const own = /^PAY-(\d{1,12})$/i.exec(number?.trim() ?? '')?.[1];
  const given: [unknown, Sql][] = [
    [kind, sql`p.kind = ${kind ?? ''}`],
    [state, STATES[state ?? ''] ?? sql`1 = 1`],
    [payers, sql`p.payer_id IN (${list(payers ?? [])})`],
    [number, own === undefined ? sql`p.reference_key = ${plainKey(number ?? '')}` : sql`p.number = ${Number(own)}`],
    [method, sql`p.method = ${method ?? ''}`],
    [location, sql`p.location_id = ${location ?? ''}`],
    [deposit, DEPOSITS[deposit ?? ''] ?? sql`1 = 1`],
    [patient?.trim(), ofPatient(patient ?? '', scopeFor('invoice.read'))],
    [from, sql`${DATES[date]} >= ${from ?? ''}`],
    [to, sql`${DATES[date]} <= ${to ?? ''}`],
    [before, sql`p.id < ${before ?? ''}`],
  ];
  return given.flatMap(([value, condition]) => (value ? [condition] : []));
}

/** Paid an invoice of theirs, of that service date where one is typed; or, without a date, came from them. */
function ofPatient(typed: string, scope: Scope): Sql {
  const words = typed.split(/\s+/).filter(Boolean);
  const dates = words.flatMap((word) => readDate(word) ?? []);
  const named = words.filter((word) => readDate(word) === undefined);
  const paid = [...named.map((word) => isNamed(word, sql`t`)), ...dates.map((day) => sql`i.service_date = ${day}`)];
  const onInvoice = sql`EXISTS (SELECT 1 FROM allocations a JOIN invoices i ON i.id = a.invoice_id JOIN patients t ON t.id = i.patient_id
    WHERE a.payment_id = p.id AND ${within(scope, sql`i.location_id`)} AND ${join(paid, ' AND ')})`;
  if (dates.length > 0) return onInvoice;
  return sql`(${onInvoice} OR (p.guarantor_id IS NOT NULL AND ${join(named.map((word) => isNamed(word, sql`g`)), ' AND ')}))`;
}

function isNamed(word: string, who: Sql): Sql {
  const plain = plainWords(word);
  return sql`(${who}.number = ${word} OR ${who}.search_name LIKE ${`${plain}%`} OR ${who}.search_name LIKE ${`% ${plain}%`})`;
}

function readDate(word: string): string | undefined {
  if (!/^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$/.test(word)) return undefined;
  try {
    return parseDate(word);
  } catch (error) {
    if (error instanceof DomainError) return undefined; // No such day: the word is looked for as a name.
    throw error;
  }
}
