import { Injectable } from '@nestjs/common';
import { METHOD_NAME, METHOD_SLIP } from '../../choices/index.js';
import { type Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, Sql, sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import type { DepositState, ItemStanding } from '../domain/deposit-state.js';
import { bySlipGroup, standingOf } from './deposit-words.js';

export interface DepositFilter {
  location?: string | undefined;
  /** reconciled, unreconciled or undone */
  state?: string | undefined;
  /** Deposit dates. */
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
}

export interface DepositItem {
  depositId: string;
  slipNumber: number;
  locationName: string;
  postingDate: string;
  amountCents: number;
  state: string;
  receipts: number;
  held: number;
  ticked: number;
  returnedCents: number;
  bankDate: string | null;
  standing: ReturnType<typeof standingOf>;
  stands: number;
}

export interface SlipRow {
  paymentId: string;
  number: number;
  partyName: string;
  reference: string;
  methodName: string;
  slip: string | null;
  amountCents: number;
  postingDate: string;
  state: ItemStanding;
  bankDate: string | null;
}

const PAGE = 25;
const PARTY = sql`COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name))`;
const BY_LOCATION = new Sql('/*! FORCE INDEX (ix_deposits_location) */', []);

@Injectable()
export class DepositsQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first; dates are deposit dates. */
  async list(scope: Scope, filter: DepositFilter) {
    const rows = await this.reader.all<Omit<DepositItem, 'standing' | 'stands'>>(sql`
      SELECT d.id AS depositId, d.slip_number AS slipNumber, l.name AS locationName, d.posting_date AS postingDate, d.amount_cents AS amountCents, d.state AS state,
        (SELECT COUNT(*) FROM deposit_items i WHERE i.deposit_id = d.id) AS receipts,
        (SELECT COUNT(*) FROM deposit_items i WHERE i.deposit_id = d.id AND i.state = 'deposited') AS held,
        (SELECT COUNT(i.bank_date) FROM deposit_items i WHERE i.deposit_id = d.id AND i.state = 'deposited') AS ticked,
        (SELECT COALESCE(SUM(i.amount_cents), 0) FROM deposit_items i WHERE i.deposit_id = d.id AND i.state = 'returned') AS returnedCents,
        (SELECT MAX(i.bank_date) FROM deposit_items i WHERE i.deposit_id = d.id AND i.state = 'deposited') AS bankDate
      FROM deposits d ${filter.location ? BY_LOCATION : sql``} JOIN locations l ON l.id = d.location_id
      WHERE ${join([within(scope, sql`d.location_id`), ...conditions(filter)], ' AND ')} ORDER BY d.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, standing: standingOf(row), stands: row.state === 'undone' ? 0 : row.amountCents - row.returnedCents }));
    return { items, totalCents: sumCents(items.map((item) => item.stands)), next: rows.length > PAGE ? items.at(-1)!.depositId : undefined };
  }

  async show(scope: Scope, id: string) {
    const deposit = await this.reader.one<DepositState & { locationName: string; address: string; enteredBy: string | null; enteredAt: string | null }>(sql`
      SELECT d.id AS id, d.version AS version, d.location_id AS locationId, d.slip_number AS slipNumber, d.posting_date AS postingDate, d.amount_cents AS amountCents,
             d.notes AS notes, d.state AS state, l.name AS locationName, l.address AS address, a.actor_name AS enteredBy, a.entered_at AS enteredAt
      FROM deposits d JOIN locations l ON l.id = d.location_id
      LEFT JOIN audit_entries e ON e.record_type = 'deposit' AND e.record_id = d.id AND e.version = 1 LEFT JOIN audit_acts a ON a.id = e.act_id
      WHERE d.id = ${id} AND ${within(scope, sql`d.location_id`)}`);
    if (!deposit) throw new NotFound();
    const rows = await this.#slip(id);
    const held = rows.filter((row) => row.state === 'deposited');
    const ticked = held.filter((row) => row.bankDate !== null);
    const sum = (some: readonly SlipRow[]): number => sumCents(some.map((row) => row.amountCents));
    return {
      deposit: { ...deposit, standing: standingOf({ state: deposit.state, held: held.length, ticked: ticked.length }) }, rows, groups: bySlipGroup(rows), undoing: await this.#undoing(deposit),
      sums: { heldCents: sum(held), tickedCents: sum(ticked), openCents: sum(held) - sum(ticked), returnedCents: sum(rows.filter((row) => row.state === 'returned')) },
    };
  }

  #slip(depositId: string): Promise<SlipRow[]> {
    return this.reader.all<SlipRow>(sql`
      SELECT p.id AS paymentId, p.number AS number, ${PARTY} AS partyName, p.reference AS reference, ${METHOD_NAME} AS methodName, ${METHOD_SLIP} AS slip, i.amount_cents AS amountCents,
             p.posting_date AS postingDate, i.state AS state, i.bank_date AS bankDate
      FROM deposit_items i JOIN payments p ON p.id = i.payment_id LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE i.deposit_id = ${depositId} ORDER BY p.number`);
  }

  async #undoing({ id, state }: Pick<DepositState, 'id' | 'state'>) {
    if (state !== 'undone') return null;
    const act = await this.reader.one<{ actId: string; actorName: string; enteredAt: string; reason: string | null }>(sql`
      SELECT a.id AS actId, a.actor_name AS actorName, a.entered_at AS enteredAt, a.reason AS reason
      FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
      WHERE e.record_type = 'deposit' AND e.record_id = ${id} AND a.command = 'undo-deposit' ORDER BY e.version DESC ${limit(1)}`);
    return act ?? null;
  }
}

const isHeld = sql`i.deposit_id = d.id AND i.state = 'deposited'`;
const STATES: Record<string, Sql> = {
  reconciled: sql`d.state = 'deposited' AND EXISTS (SELECT 1 FROM deposit_items i WHERE ${isHeld}) AND NOT EXISTS (SELECT 1 FROM deposit_items i WHERE ${isHeld} AND i.bank_date IS NULL)`,
  unreconciled: sql`d.state = 'deposited' AND EXISTS (SELECT 1 FROM deposit_items i WHERE ${isHeld} AND i.bank_date IS NULL)`,
  undone: sql`d.state = 'undone'`,
};

function conditions({ location, state, from, to, before }: DepositFilter): Sql[] {
  const given: [unknown, Sql][] = [
    [location, sql`d.location_id = ${location ?? ''}`],
    [state, STATES[state ?? ''] ?? sql`1 = 1`],
    [from, sql`d.posting_date >= ${from ?? ''}`],
    [to, sql`d.posting_date <= ${to ?? ''}`],
    [before, sql`d.id < ${before ?? ''}`],
  ];
  return given.flatMap(([value, condition]) => (value ? [condition] : []));
}

