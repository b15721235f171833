import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { BalanceBelowNothing, BalancePostedLater } from './remittance-refusals.js';

export interface PayerBalanceState {
  id: string;
  version: number;
  locationId: string;
  payerRoot: string;
  /** 2150 owed back, 2160 forwarded to a later remittance. */
  accountCode: string;
  /** What the insurer calls it, as it is compared. */
  reference: string;
  openCents: number;
  since: CalendarDate;
  lastPostedOn: CalendarDate;
}

export interface PayerBalanceRows extends RowSet {
  root: PayerBalanceState;
}

/** What one location owes an insurer under one of its references, or is to settle in a later remittance. */
export class PayerBalance extends Aggregate<PayerBalanceRows> {
  private constructor(private readonly rows: PayerBalanceRows) {
    super();
  }

  static from(rows: PayerBalanceRows): PayerBalance {
    return new PayerBalance({ root: { ...rows.root } });
  }

  static open(id: string, of: Pick<PayerBalanceState, 'locationId' | 'payerRoot' | 'accountCode' | 'reference'>, date: CalendarDate): PayerBalance {
    return new PayerBalance({ root: { id, version: 0, ...of, openCents: 0, since: date, lastPostedOn: date } });
  }

  get id(): string {
    return this.rows.root.id;
  }

  get openCents(): number {
    return this.rows.root.openCents;
  }

  get accountCode(): string {
    return this.rows.root.accountCode;
  }

  get reference(): string {
    return this.rows.root.reference;
  }

  get lastPostedOn(): CalendarDate {
    return this.rows.root.lastPostedOn;
  }

  state(): PayerBalanceRows {
    return this.rows;
  }

  /** @param amountCents positive when more is owed or forwarded */
  move(amountCents: number, date: CalendarDate): void {
    const { root } = this.rows;
    if (root.openCents + amountCents < 0) throw new BalanceBelowNothing(root.reference, root.openCents);
    if (date < root.lastPostedOn) throw new BalancePostedLater(root.reference, root.lastPostedOn);
    root.openCents += amountCents;
    root.lastPostedOn = date;
  }
}
