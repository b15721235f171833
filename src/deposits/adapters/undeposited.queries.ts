import { Injectable } from '@nestjs/common';
import { METHOD_NAME, METHOD_SLIP } from '../../choices/index.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql } from '../../platform/database/sql.js';
import { sumCents } from '../../shared/money.js';
import { MOST_RECEIPTS } from '../application/deposit-receipts.js';
import { bySlipGroup } from './deposit-words.js';

interface Receipt {
  paymentId: string;
  number: number;
  partyName: string;
  reference: string;
  methodName: string;
  slip: string | null;
  amountCents: number;
  postingDate: string;
  depositDate: string | null;
}

/** Not those whose money reaches the bank by itself: they are proposed with their own part of the slip. */
const ON_SLIP = sql`NOT EXISTS (SELECT 1 FROM choices c WHERE c.list = 'payment-method' AND c.code = p.method AND c.on_slip = 0)`;

/** What lies in the till and with the undeposited funds of one location; the caller has checked that it is theirs. */
@Injectable()
export class UndepositedQueries {
  constructor(private readonly reader: Reader) {}

  /** Oldest first, as many as one deposit can take. */
  async at(locationId: string, group: string) {
    const rows = await this.reader.all<Receipt>(sql`
      SELECT p.id AS paymentId, p.number AS number, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.reference AS reference, ${METHOD_NAME} AS methodName, ${METHOD_SLIP} AS slip,
             p.amount_cents AS amountCents, p.posting_date AS postingDate, p.deposit_date AS depositDate
      FROM payments p LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE p.location_id = ${locationId} AND p.state = 'posted' AND p.deposit_id IS NULL AND p.amount_cents > 0
        AND ${group === '' ? ON_SLIP : sql`${METHOD_SLIP} = ${group}`}
      ORDER BY p.id ${limit(MOST_RECEIPTS + 1)}`);
    return { rows: rows.slice(0, MOST_RECEIPTS), hasMore: rows.length > MOST_RECEIPTS };
  }

  /** What the ticked receipts come to; one that is not there any more counts as nothing. */
  async sums(locationId: string, paymentIds: readonly string[]) {
    const rows = paymentIds.length === 0 ? [] : await this.reader.all<{ slip: string | null; amountCents: number }>(sql`
      SELECT ${METHOD_SLIP} AS slip, p.amount_cents AS amountCents FROM payments p
      WHERE p.id IN (${list(paymentIds)}) AND p.location_id = ${locationId} AND p.state = 'posted' AND p.deposit_id IS NULL`);
    return sumsOf(rows);
  }
}

export function sumsOf(rows: readonly { slip: string | null; amountCents: number }[]) {
  return { count: rows.length, totalCents: sumCents(rows.map((row) => row.amountCents)), groups: bySlipGroup(rows) };
}
