import { sumCents } from '../../shared/money.js';
import type { DecidedRow } from './decision.js';
import { type JudgedLine, judgeLine } from './judge-line.js';
import { RowsInTrouble, RowsUntyped } from './refusals.js';
import type { StandingLine } from './remittance-drafts.js';
import type { ProviderLineState, RemittanceDraftState } from './remittance-state.js';

export interface JudgedRow {
  row: StandingLine;
  judged: JudgedLine;
}

export interface RemittanceTotals {
  amountCents: number;
  /** Takebacks included. */
  paidCents: number;
  providerCents: number;
  /** Amount − paid − provider level. */
  remainingCents: number;
  billedCents: number;
  allowedCents: number;
  contractualCents: number;
  shareCents: number;
  otherCents: number;
  withPayerCents: number;
  takebackCents: number;
}

/** A draft with all its rows, and what they come to. */
export class WholeRemittance {
  readonly rows: readonly JudgedRow[];

  constructor(
    readonly draft: RemittanceDraftState,
    lines: readonly StandingLine[],
    readonly providerLines: readonly ProviderLineState[],
    exponent: number,
  ) {
    this.rows = lines.map((row) => ({ row, judged: judgeLine(row, row.billedCents, exponent) }));
  }

  get totals(): RemittanceTotals {
    const sum = (value: (row: JudgedRow) => number): number => sumCents(this.rows.map(value));
    const takebackCents = sum(({ judged }) => judged.takebackCents);
    const paidCents = sum(({ judged }) => judged.paidCents) - takebackCents;
    const providerCents = sumCents(this.providerLines.map(({ amountCents }) => amountCents));
    const { amountCents } = this.draft;
    return {
      amountCents, paidCents, providerCents, remainingCents: amountCents - paidCents - providerCents, takebackCents,
      billedCents: sum(({ row }) => row.billedCents), allowedCents: sum(({ judged }) => judged.allowedCents ?? 0), contractualCents: sum(({ judged }) => judged.contractualCents),
      shareCents: sum(({ judged }) => judged.shareCents), otherCents: sum(({ judged }) => judged.otherCents), withPayerCents: sum(({ judged }) => judged.withPayerCents),
    };
  }

  /** Row numbers count from 1, as on screen. */
  get troubles(): { number: number; rowId: string; sentence: string }[] {
    return this.rows.flatMap(({ row, judged }, index) => (judged.trouble === '' ? [] : [{ number: index + 1, rowId: row.id, sentence: judged.trouble }]));
  }

  get untyped(): number[] {
    return this.rows.flatMap(({ judged }, index) => (judged.isBlank ? [index + 1] : []));
  }

  /** What is typed and adds up, as far as it goes. */
  get said() {
    const { locationId, payerId, amountCents, attachTo } = this.draft;
    const lines = this.rows.filter(({ judged }) => judged.trouble === '' && !judged.isBlank).map((row) => remitted(row, this.#claimNumber(row)));
    return { locationId, payerId, amountCents, lines, providerRows: this.providerLines.map(said), ...(attachTo === null ? {} : { attachTo }) };
  }

  /** Typed once for a claim, it is that of all its lines; the head’s is that of every claim without one. */
  #claimNumber({ row }: JudgedRow): string {
    const own = this.rows.filter((other) => other.row.invoiceId === row.invoiceId).find((other) => other.row.claimNumber !== '');
    return row.claimNumber || own?.row.claimNumber || this.draft.claimNumber;
  }

  /** @throws RowsInTrouble, RowsUntyped */
  mustBeWhole(): void {
    if (this.troubles.length > 0) throw new RowsInTrouble(this.troubles);
    if (this.untyped.length > 0) throw new RowsUntyped(this.untyped);
  }
}

function said({ code, reference, amountCents, invoiceId, lineId }: ProviderLineState) {
  return { code, reference, amountCents, ...(invoiceId === null || lineId === null ? {} : { claim: { invoiceId, lineId } }) };
}

function remitted({ row: { invoiceId, lineId, followUp }, judged: { takebackCents, decision } }: JudgedRow, claimNumber: string): DecidedRow {
  return { invoiceId, lineId, takebackCents, decision, claimNumber, followUp };
}
