import { Injectable } from '@nestjs/common';
import { type Scope, scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql, within, type Sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';

export const READ = 'ledger.read';

/** What one location owes another, all in all: never below zero, the one that owes is named first. */
export interface PairLine {
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
  /** Received at the first for invoices of the second, and the other way round. */
  receivedCents: number;
  returnedCents: number;
  /** Of what the first owes, transferred already; below zero what the second transferred. */
  settledCents: number;
  owedCents: number;
}

export interface DuePayment {
  paymentId: string;
  number: number;
  partyName: string;
  receivedAt: string;
  lastPostedOn: string;
  /** Below zero where the second location received it for the first. */
  cents: number;
}

interface Sums {
  locationId: string;
  counterId: string;
  locationName: string;
  counterName: string;
  receivedCents: number;
  returnedCents: number;
  otherCents: number;
}

const PAYMENTS_SHOWN = 25;
const SETTLEMENTS_SHOWN = 50;
const DUE = sql`e.account_code IN ('1800', '2800')`;

/** What locations owe each other for money received for one another; each pair as the books of a location say that the reader sees. */
@Injectable()
export class SettlementsQueries {
  constructor(private readonly reader: Reader) {}

  async pairs(scope: Scope): Promise<PairLine[]> {
    const rows = await this.#sums(sql`e.location_id IN (SELECT g.id FROM locations g WHERE ${within(scope, sql`g.id`)})`);
    const lines = new Map<string, PairLine>();
    for (const line of rows.map(lineOf)) lines.set([line.fromId, line.toId].sort().join(' '), line);
    return [...lines.values()].sort((a, b) => b.owedCents - a.owedCents || (a.fromName < b.fromName ? -1 : 1));
  }

  /** One pair with the payments that what is owed is made of, newest first, and how it was settled. */
  async pair(a: string, b: string, before: string | undefined) {
    const places = await this.reader.all<{ id: string; name: string }>(sql`SELECT l.id AS id, l.name AS name FROM locations l WHERE l.id IN (${a}, ${b})`);
    const side = [a, b].find((id) => isIn(scopeFor(READ), id));
    if (places.length !== 2 || side === undefined) throw new NotFound();
    const other = side === a ? b : a;
    const nameOf = (id: string): string => places.find((place) => place.id === id)!.name;
    const [sums] = await this.#sums(sql`e.location_id = ${side} AND e.counter_location_id = ${other}`);
    const line = sums ? lineOf(sums) : { fromId: a, fromName: nameOf(a), toId: b, toName: nameOf(b), receivedCents: 0, returnedCents: 0, settledCents: 0, owedCents: 0 };
    const payments = await this.#payments(side, other, side === line.fromId ? -1 : 1, before);
    return { pair: line, payments: payments.slice(0, PAYMENTS_SHOWN), next: payments.length > PAYMENTS_SHOWN ? payments[PAYMENTS_SHOWN - 1]!.paymentId : undefined, settlements: await this.#settlements(a, b) };
  }

  /** Between whom, for those who see either. */
  async between(settlementId: string): Promise<{ fromId: string; toId: string }> {
    const found = await this.reader.one<{ fromId: string; toId: string }>(sql`SELECT s.from_id AS fromId, s.to_id AS toId FROM location_settlements s WHERE s.id = ${settlementId}`);
    if (!found || ![found.fromId, found.toId].some((id) => isIn(scopeFor(READ), id))) throw new NotFound();
    return found;
  }

  #sums(where: Sql): Promise<Sums[]> {
    return this.reader.all<Sums>(sql`
      SELECT e.location_id AS locationId, e.counter_location_id AS counterId, l.name AS locationName, o.name AS counterName,
        SUM(CASE WHEN e.payment_id IS NOT NULL AND e.account_code = '2800' THEN 0 - e.amount_cents ELSE 0 END) AS receivedCents,
        SUM(CASE WHEN e.payment_id IS NOT NULL AND e.account_code = '1800' THEN e.amount_cents ELSE 0 END) AS returnedCents,
        SUM(CASE WHEN e.payment_id IS NULL THEN e.amount_cents ELSE 0 END) AS otherCents
      FROM entries e JOIN locations l ON l.id = e.location_id JOIN locations o ON o.id = e.counter_location_id
      WHERE ${DUE} AND ${where} GROUP BY e.location_id, e.counter_location_id, l.name, o.name`);
  }

  /** @param sign of an entry of that side for what the first of the pair owes */
  #payments(side: string, other: string, sign: 1 | -1, before: string | undefined): Promise<DuePayment[]> {
    return this.reader.all<DuePayment>(sql`
      SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, r.name AS receivedAt,
        MAX(e.posting_date) AS lastPostedOn, SUM(${sign} * e.amount_cents) AS cents
      FROM entries e JOIN payments p ON p.id = e.payment_id JOIN locations r ON r.id = p.location_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE ${DUE} AND e.location_id = ${side} AND e.counter_location_id = ${other} AND p.id < ${before ?? '~'}
      GROUP BY p.id, p.number, y.name, g.last_name, g.first_name, r.name HAVING SUM(e.amount_cents) <> 0 ORDER BY p.id DESC ${limit(PAYMENTS_SHOWN + 1)}`);
  }

  #settlements(a: string, b: string) {
    return this.reader.all<{ id: string; fromId: string; fromName: string; toName: string; amountCents: number; reference: string; reason: string; postingDate: string; enteredBy: string; undoneReason: string | null; undoneOn: string | null }>(sql`
      SELECT s.id AS id, s.from_id AS fromId, f.name AS fromName, t.name AS toName, s.amount_cents AS amountCents, s.reference AS reference, s.reason AS reason, s.posting_date AS postingDate,
        COALESCE(w.display_name, s.posted_by) AS enteredBy, u.reason AS undoneReason, u.posting_date AS undoneOn
      FROM location_pairs p JOIN location_settlements s ON s.pair_id = p.id JOIN locations f ON f.id = s.from_id JOIN locations t ON t.id = s.to_id
      LEFT JOIN location_settlements u ON u.reverses_id = s.id LEFT JOIN staff w ON w.id = s.posted_by
      WHERE p.one_id IN (${a}, ${b}) AND p.other_id IN (${a}, ${b}) AND s.reverses_id IS NULL ORDER BY s.id DESC ${limit(SETTLEMENTS_SHOWN)}`);
  }
}

function lineOf({ locationId, locationName, counterId, counterName, receivedCents, returnedCents, otherCents }: Sums): PairLine {
  const owedCents = receivedCents - returnedCents - otherCents;
  const line = { fromId: locationId, fromName: locationName, toId: counterId, toName: counterName, receivedCents, returnedCents, settledCents: otherCents, owedCents };
  if (owedCents > 0 || (owedCents === 0 && locationName < counterName)) return line;
  return {
    fromId: counterId, fromName: counterName, toId: locationId, toName: locationName,
    receivedCents: returnedCents, returnedCents: receivedCents, settledCents: 0 - otherCents, owedCents: 0 - owedCents,
  };
}

function isIn({ locationIds }: Scope, id: string): boolean {
  return locationIds === 'all' || locationIds.includes(id);
}
