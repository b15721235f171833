import { Injectable } from '@nestjs/common';
import { PayersQueries } from '../../insurers/index.js';
import { visiblePayments } from '../../payments/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, list, sql, within, type Sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { searchTerms, type SearchTerms } from '../../shared/search-terms.js';

export interface Hit {
  href: string;
  title: string;
  detail: string;
  /** Shown on the clinic's calendar and in its currency where there is one. */
  day: CalendarDate | null;
  cents: number | null;
  /** It is exactly what was typed, not only its beginning. */
  isExact: boolean;
}

export interface HitGroup {
  title: string;
  hits: Hit[];
}

const MOST = 6;
/** Of so many patients whose names begin as typed the invoices and drafts are looked at; more letters find the rest. */
const MOST_NAMES = 200;
/** Sorts after every character that a name or number can have. */
const LAST = '\u{10FFFF}';
const NAME = sql`CONCAT(p.last_name, ', ', p.first_name)`;

/** Everything that one box finds, of the caller's locations only. Each look-up begins at an index. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly reader: Reader,
    private readonly payers: PayersQueries,
  ) {}

  async find(typed: string, today: CalendarDate): Promise<HitGroup[]> {
    const terms = searchTerms(typed, today);
    if (terms.typed.length < 2) return [];
    const invoices = await this.#invoices(terms);
    const groups = [
      { title: 'Patients', hits: await this.#patients(terms) },
      { title: 'Invoices', hits: invoices.map((row) => hit(`/invoices/${row.id}`, row.number, row.name, row.day, row.cents, row.number === terms.number)) },
      { title: 'Drafts', hits: await this.#drafts(terms) },
      { title: 'Payments', hits: await this.#payments(terms, invoices.filter(() => terms.days.length > 0).map(({ id }) => id)) },
      { title: 'Insurers and other payers', hits: await this.#payers(terms) },
    ];
    return groups.filter(({ hits }) => hits.length > 0);
  }

  async #patients({ words, number, days }: SearchTerms): Promise<Hit[]> {
    const filters = [visiblePatient(), ...(days.length > 0 ? [sql`p.birth_date IN (${list(days)})`] : [])];
    const starts = [...nameStarts(words), ...(number === undefined || words.length > 0 ? [] : [beginsWith(sql`p.number`, number)]), ...(days.length > 0 && words.length === 0 && number === undefined ? [sql`p.birth_date IN (${list(days)})`] : [])];
    const rows = await this.#union<{ id: string; number: string; name: string; day: string }>(
      starts.map((start) => sql`SELECT p.id AS id, p.number AS number, ${NAME} AS name, p.birth_date AS day FROM patients p WHERE ${join([start, ...filters, ...nameFilters(words)], ' AND ')} ${limit(MOST)}`),
    );
    return rows.map((row) => hit(`/patients/${row.id}`, row.name, `Patient no. ${row.number} · born`, row.day, null, row.number === number));
  }

  /** By number, with or without its prefix, or by name and service date. */
  async #invoices({ words, number, days }: SearchTerms) {
    const seen = within(scopeFor('invoice.read'), sql`i.location_id`);
    const columns = sql`i.id AS id, i.number AS number, i.patient_name AS name, i.service_date AS day, i.charge_cents AS cents`;
    const selects: Sql[] = [];
    if (days.length > 0 && words.length > 0) {
      selects.push(sql`SELECT ${columns} FROM invoices i JOIN patients p ON p.id = i.patient_id WHERE i.service_date IN (${list(days)}) AND ${seen} AND ${join(nameFilters(words), ' AND ')} ${limit(MOST)}`);
    }
    if (number !== undefined && words.length === 0) {
      selects.push(sql`SELECT ${columns} FROM invoices i WHERE ${beginsWith(sql`i.number`, dashed(number))} AND ${seen} ${limit(MOST)}`);
      if (/^\d+$/.test(number)) selects.push(sql`SELECT ${columns} FROM locations l JOIN invoices i ON i.location_id = l.id AND i.number = CONCAT(l.invoice_prefix, '-', ${number}) WHERE ${seen} ${limit(MOST)}`);
    }
    return this.#union<{ id: string; number: string; name: string; day: string; cents: number }>(selects);
  }

  async #drafts({ words, days }: SearchTerms): Promise<Hit[]> {
    if (days.length > 0) return [];
    const selects = nameStarts(words).map((start) => sql`
      SELECT d.id AS id, CONCAT(n.last_name, ', ', n.first_name) AS name, l.name AS place, d.started_on AS day
      FROM (SELECT p.id, p.last_name, p.first_name FROM patients p WHERE ${join([start, ...nameFilters(words)], ' AND ')} ${limit(MOST_NAMES)}) n
      JOIN invoice_drafts d ON d.patient_id = n.id AND d.state IN ('draft', 'reviewed') JOIN locations l ON l.id = d.location_id
      WHERE ${within(scopeFor('invoice.draft'), sql`d.location_id`)} ${limit(MOST)}`);
    const rows = await this.#union<{ id: string; name: string; place: string; day: string }>(selects);
    return rows.map((row) => hit(`/invoices/drafts/${row.id}`, row.name, `Draft at ${row.place} · started`, row.day, null, false));
  }

  /** By PAY number, by the number on the check or EFT, by claim number, and what paid the invoices that were found by name and service date. */
  async #payments({ number, key, typed }: SearchTerms, invoiceIds: readonly string[]): Promise<Hit[]> {
    const columns = sql`p.id AS id, p.number AS number, p.reference AS reference, p.claim_number AS claim, p.payment_date AS day, p.amount_cents AS cents`;
    const own = /^(?:PAY-?)?(\d{1,12})$/.exec(key)?.[1];
    const starts = [
      ...(own === undefined ? [] : [sql`p.number = ${Number(own)}`]),
      ...(number === undefined || key.length < 3 ? [] : [beginsWith(sql`p.reference_key`, key)]),
      ...(number === undefined || typed.length < 3 ? [] : [...new Set([typed, typed.toUpperCase()])].map((claim) => beginsWith(sql`p.claim_number`, claim))),
    ];
    const selects = starts.map((start) => sql`SELECT ${columns} FROM payments p WHERE ${start} AND ${visiblePayments()} ${limit(MOST)}`);
    if (invoiceIds.length > 0) selects.push(sql`SELECT DISTINCT ${columns} FROM allocations a JOIN payments p ON p.id = a.payment_id WHERE a.invoice_id IN (${list(invoiceIds)}) AND ${visiblePayments()} ${limit(MOST)}`);
    const rows = await this.#union<{ id: string; number: number; reference: string; claim: string; day: string; cents: number }>(selects);
    return rows.map((row) => hit(`/payments/${row.id}`, `PAY-${row.number}`, [row.reference, row.claim && `claim ${row.claim}`].filter(Boolean).join(' · '), row.day, row.cents, key === `PAY${row.number}`));
  }

  async #payers({ words, number, days, typed }: SearchTerms): Promise<Hit[]> {
    const held = currentActor().locations('payer.read');
    if (words.length === 0 || number !== undefined || days.length > 0 || (held !== 'all' && held.length === 0)) return [];
    const { items } = await this.payers.find({ find: typed });
    return items.slice(0, MOST).map((payer) => hit(`/insurers/${payer.payerId}`, payer.name, payer.kindName, null, null, false));
  }

  async #union<T extends { id: string }>(selects: readonly Sql[]): Promise<T[]> {
    if (selects.length === 0) return [];
    const rows = await this.reader.all<T>(join(selects.map((select, index) => sql`SELECT * FROM (${select}) ${TABLES[index]!}`), ' UNION ALL '));
    return rows.filter((row, index) => rows.findIndex(({ id }) => id === row.id) === index).slice(0, MOST);
  }
}

const TABLES = [sql`t0`, sql`t1`, sql`t2`, sql`t3`, sql`t4`, sql`t5`, sql`t6`, sql`t7`];

function hit(href: string, title: string, detail: string, day: CalendarDate | null, cents: number | null, isExact: boolean): Hit {
  return { href, title, detail, day, cents, isExact };
}

function visiblePatient(): Sql {
  return sql`EXISTS (SELECT 1 FROM patient_locations v WHERE v.patient_id = p.id AND ${within(scopeFor('patient.read'), sql`v.location_id`)})`;
}

/** `col LIKE 'text%'`, in the form that either engine looks up in an index. */
function beginsWith(column: Sql, text: string): Sql {
  return sql`${column} >= ${text} AND ${column} < ${text + LAST}`;
}

/** Where a look-up by name may begin: any of the first two words at the last name, the first word at the first name. */
function nameStarts(words: readonly string[]): Sql[] {
  const lasts = words.slice(0, 2).filter((word) => word.length > 1).map((word) => beginsWith(sql`p.search_name`, word));
  const [first] = words;
  return first === undefined || first.length < 2 ? lasts : [...lasts, beginsWith(sql`p.first_name`, first.charAt(0).toUpperCase() + first.slice(1))];
}

/** Every typed word begins some word of the name. */
function nameFilters(words: readonly string[]): Sql[] {
  return words.map((word) => sql`(p.search_name LIKE ${`${word}%`} OR p.search_name LIKE ${`% ${word}%`})`);
}

/** `ms10001` → `MS-10001` */
function dashed(number: string): string {
  return number.replace(/^([A-Z]+)(\d+)$/, '$1-$2');
}
