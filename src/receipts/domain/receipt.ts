import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { MoneyReceived } from './receipts.js';
import type { ReceiptRows, ReceiptState } from './receipt-state.js';
import * as refuse from './refusals.js';

export interface Printing {
  printedBy: string;
  printedName: string;
  printedOn: CalendarDate;
}

export type NewReceipt = Pick<ReceiptState, 'id' | 'locationId' | 'number'>;

/** The paper a payer takes home: what was received in one act, and for what. */
export class Receipt extends Aggregate<ReceiptRows> {
  private constructor(private readonly rows: ReceiptRows) {
    super();
  }

  static from({ root, tenders, lines, prints }: ReceiptRows): Receipt {
    return new Receipt({ root: { ...root }, tenders: [...tenders], lines: [...lines], prints: [...prints] });
  }

  /** The original is its first print. */
  static issue(facts: NewReceipt, money: MoneyReceived, printing: Printing, nextId: () => string): Receipt {
    const { tenders, lines, payerName, issuerName, issuerAddress, issuerTaxId, receivedOn, dueCents } = money;
    const amountCents = sumCents(tenders.map((tender) => tender.amountCents));
    const heldCents = amountCents - sumCents(lines.map((line) => line.amountCents));
    const receipt = new Receipt({
      root: { ...facts, version: 0, payerName, issuerName, issuerAddress, issuerTaxId, receivedOn, issuedOn: printing.printedOn, amountCents, heldCents, dueCents },
      tenders: tenders.map((tender) => ({ id: nextId(), receiptId: facts.id, ...tender })),
      lines: lines.map((line) => ({ id: nextId(), receiptId: facts.id, ...line })),
      prints: [],
    });
    receipt.#print(printing, '', nextId());
    return receipt;
  }

  get id(): string {
    return this.rows.root.id;
  }

  get locationId(): string {
    return this.rows.root.locationId;
  }

  state(): ReceiptRows {
    return this.rows;
  }

  /** A copy; the paper says so. */
  printAgain(printing: Printing, reason: string, id: string): void {
    if (reason.trim() === '') throw new refuse.CopyReason();
    this.#print(printing, reason.trim(), id);
  }

  #print(printing: Printing, reason: string, id: string): void {
    this.rows.prints.push({ id, receiptId: this.id, ordinal: this.rows.prints.length + 1, ...printing, reason });
  }
}
