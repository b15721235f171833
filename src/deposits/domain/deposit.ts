import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import type { DepositItemState, DepositRows, DepositState } from './deposit-state.js';
import { type BankedMoney, DepositedMoneyReturned, DepositUndone, PaymentsDeposited } from './events.js';
import * as refuse from './refusals.js';

export type NewDeposit = Omit<DepositState, 'version' | 'amountCents' | 'state' | 'postingDate' | 'lastPostedOn'>;

export interface Posting {
  readonly date: CalendarDate;
  nextId(): string;
}

/** Receipts taken to the bank together, under one slip. */
export class Deposit extends Aggregate<DepositRows> {
  private constructor(private readonly rows: DepositRows) {
    super();
  }

  static from({ root, items }: DepositRows): Deposit {
    return new Deposit({ root: { ...root }, items: items.map((item) => ({ ...item })) });
  }

  static make(facts: NewDeposit, money: readonly BankedMoney[], posting: Posting): Deposit {
    if (money.length === 0) throw new refuse.NothingToDeposit();
    const items: DepositItemState[] = money.map(({ paymentId, amountCents, isCash }) => ({
      id: posting.nextId(), depositId: facts.id, paymentId, amountCents, isCash: isCash ? 1 : 0, state: 'deposited', bankDate: null,
    }));
    const amountCents = sumCents(items.map((item) => item.amountCents));
    const deposit = new Deposit({ root: { ...facts, version: 0, amountCents, state: 'deposited', postingDate: posting.date, lastPostedOn: posting.date }, items });
    deposit.raise(new PaymentsDeposited(deposit.#facts(items, posting.date)));
    return deposit;
  }

  get id(): string {
    return this.rows.root.id;
  }

  get locationId(): string {
    return this.rows.root.locationId;
  }

  get lastPostedOn(): CalendarDate {
    return this.rows.root.lastPostedOn;
  }

  /** What it still holds: neither returned nor undone. */
  get heldPaymentIds(): string[] {
    return this.#held().map((item) => item.paymentId);
  }

  state(): DepositRows {
    return this.rows;
  }

  /** Asked before the payments are, so that the sentence is about the deposit. */
  refuseUndoing(reason: string): void {
    const { root } = this.rows;
    if (root.state === 'undone') throw new refuse.UndoneAlready(root.slipNumber);
    if (reason.trim() === '') throw new refuse.UndoReason();
    if (this.#held().some((item) => item.bankDate !== null)) throw new refuse.TickedOff(root.slipNumber);
  }

  /** The money never went to the bank: what the deposit holds lies at the location again. */
  undo(reason: string, date: CalendarDate): void {
    this.refuseUndoing(reason);
    const { root, items } = this.rows;
    const held = this.#held();
    for (const item of held) item.state = 'undone';
    root.state = 'undone';
    root.lastPostedOn = date;
    // A deposit whose every receipt was returned before has nothing left to undo in the books.
    if (held.length > 0) this.raise(new DepositUndone({ ...this.#facts(held, date), isWhole: held.length === items.length, reason: reason.trim() }));
  }

  /** The payment was reversed: its money does not stand in the bank any more. */
  takeBack(paymentId: string, reason: string, date: CalendarDate): void {
    const item = this.#held().find((each) => each.paymentId === paymentId);
    if (!item) throw new refuse.NotInDeposit();
    item.state = 'returned';
    this.rows.root.lastPostedOn = date;
    this.raise(new DepositedMoneyReturned({ ...this.#facts([item], date), reason }));
  }

  /** @param paymentIds those on the bank's statement; all that it holds when left out */
  tickOff(bankDate: CalendarDate | undefined, today: CalendarDate, paymentIds?: readonly string[]): void {
    if (bankDate === undefined) throw new refuse.BankDateMissing();
    if (bankDate > today) throw new refuse.BankDateInFuture(today);
    for (const item of this.#chosen(paymentIds)) item.bankDate = bankDate;
  }

  takeTickOff(paymentIds?: readonly string[]): void {
    for (const item of this.#chosen(paymentIds)) item.bankDate = null;
  }

  #chosen(paymentIds: readonly string[] | undefined): DepositItemState[] {
    const held = this.#held();
    if (paymentIds?.some((id) => !held.some((item) => item.paymentId === id))) throw new refuse.NotInDeposit();
    const chosen = paymentIds === undefined ? held : held.filter((item) => paymentIds.includes(item.paymentId));
    if (chosen.length === 0) throw new refuse.NothingToTick();
    return chosen;
  }

  #held(): DepositItemState[] {
    return this.rows.items.filter((item) => item.state === 'deposited');
  }

  #facts(items: readonly DepositItemState[], postingDate: CalendarDate) {
    const { id, locationId, slipNumber } = this.rows.root;
    const payments = items.map(({ paymentId, amountCents, isCash }) => ({ paymentId, amountCents, isCash: isCash === 1 }));
    return { depositId: id, locationId, slipNumber, postingDate, payments };
  }
}
