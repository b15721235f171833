import { BANK, BESIDE_CLAIMS, BETWEEN_LOCATIONS, CHARGES, HELD_FOR_PAYERS, MONEY_AT_HAND, OPENING_BALANCES, TAX_PAYABLE, WRITE_OFF_CODES } from '../../ledger/index.js';
import { sumCents } from '../../shared/money.js';
import type { AccountMove } from './daily-report.queries.js';

/** One line of the report; `query` narrows the journals of the day to the entries it adds up. */
export interface Figure {
  label: string;
  cents: number;
  /** Journals behind it, where their number says something: invoices finalized, payments reversed. */
  count?: number;
  query: string;
}

export interface DailyFigures {
  received: Figure[];
  receivedCents: number;
  wentTo: Figure[];
  /** What `wentTo` adds up to: the same as `receivedCents`, or the books are wrong. */
  wentToCents: number;
  charged: Figure[];
  chargedCents: number;
  writtenOff: Figure[];
  writtenOffCents: number;
  banked: Figure[];
  bankedCents: number;
}

export interface LocationOfDay {
  locationId: string;
  name: string;
  receivedCents: number;
  chargedCents: number;
  writtenOffCents: number;
}

const RECEIPTS: readonly [string, string][] = [['payment-recorded', 'Payments recorded'], ['payment-reversed', 'Payments reversed']];
const CHARGED: readonly [string, string][] = [['invoice-finalized', 'Invoices finalized'], ['invoice-voided', 'Invoices voided']];
const BANKED: readonly [string, string][] = [['payments-deposited', 'Deposited'], ['deposit-undone', 'Deposits undone'], ['deposited-money-returned', 'Returned by the bank']];
/** All amounts as a reader expects them: what came in, was charged or was written off is positive. */
export function dailyFigures(moves: readonly AccountMove[], paidCents: number): DailyFigures {
  const received = byCause(moves, MONEY_AT_HAND, RECEIPTS, 1);
  const wentTo = [
    { label: 'To invoices', cents: paidCents, query: 'account=receivables&movement=payments' },
    ...byAccount(moves, HELD_FOR_PAYERS, -1), ...byAccount(moves, BESIDE_CLAIMS, -1), ...byAccount(moves, BETWEEN_LOCATIONS, -1),
  ];
  const charged = [...byCause(moves, [CHARGES], CHARGED, -1), ...byAccount(moves, [TAX_PAYABLE, OPENING_BALANCES], -1)];
  const writtenOff = byAccount(moves, WRITE_OFF_CODES, 1);
  const banked = byCause(moves, [BANK], BANKED, 1);
  return {
    received, receivedCents: total(received), wentTo, wentToCents: total(wentTo), charged, chargedCents: total(charged),
    writtenOff, writtenOffCents: total(writtenOff), banked, bankedCents: total(banked),
  };
}

/** One row for each location that posted anything. */
export function locationsOfDay(moves: readonly AccountMove[]): LocationOfDay[] {
  return [...new Set(moves.map(({ locationId }) => locationId))].map((locationId) => {
    const own = moves.filter((move) => move.locationId === locationId);
    const { receivedCents, chargedCents, writtenOffCents } = dailyFigures(own, 0);
    return { locationId, name: own[0]!.locationName, receivedCents, chargedCents, writtenOffCents };
  });
}

function byCause(moves: readonly AccountMove[], accounts: readonly string[], causes: readonly [string, string][], sign: 1 | -1): Figure[] {
  return causes.flatMap(([cause, label]) => {
    const own = moves.filter((move) => accounts.includes(move.account) && move.cause === cause);
    if (own.length === 0) return [];
    return [{ label, cents: sign * sumCents(own.map(({ cents }) => cents)), count: sumCents(own.map(({ journals }) => journals)), query: `account=${accounts.length === 1 ? accounts[0]! : 'at-hand'}&cause=${cause}` }];
  });
}

function byAccount(moves: readonly AccountMove[], accounts: readonly string[], sign: 1 | -1): Figure[] {
  return accounts.flatMap((account) => {
    const own = moves.filter((move) => move.account === account);
    const cents = sign * sumCents(own.map((move) => move.cents));
    return own.length === 0 || cents === 0 ? [] : [{ label: own[0]!.accountName, cents, query: `account=${account}` }];
  });
}

function total(figures: readonly Figure[]): number {
  return sumCents(figures.map(({ cents }) => cents));
}
