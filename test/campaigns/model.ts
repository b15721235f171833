import { sumCents } from '../../src/shared/money.js';

/** Record of a patient that was merged → the one that stands for it. */
export type Roots = ReadonlyMap<string, string>;

/** What the campaign itself knows: kept by plain arithmetic on one line and two parties, never read from the product. */
export type Kind = 'insurer' | 'patient';

export interface Money {
  payment: ExpectedPayment;
  cents: number;
  nth: number;
}

interface Lowered {
  cents: number;
  payment: ExpectedPayment | undefined;
  nth: number;
}

interface Moved extends Lowered {
  from: Kind;
}

/** The later entry is the newer one. */
let entered = 0;
const nth = (): number => (entered += 1);
const total = (list: readonly { cents: number }[]): number => sumCents(list.map(({ cents }) => cents));
const newest = <T extends { nth: number }>(list: readonly T[]): T | undefined => [...list].sort((a, b) => b.nth - a.nth)[0];
export const otherOf = (kind: Kind): Kind => (kind === 'insurer' ? 'patient' : 'insurer');

class Share {
  charged = 0;
  money: Money[] = [];
  lowered: Lowered[] = [];

  get open(): number {
    return this.charged - total(this.money) - total(this.lowered);
  }

  get loweredCents(): number {
    return total(this.lowered);
  }
}

export class ExpectedInvoice {
  readonly shares: Record<Kind, Share> = { insurer: new Share(), patient: new Share() };
  moves: Moved[] = [];
  voided = false;

  constructor(
    readonly facts: { invoiceId: string; patientId: string; locationId: string; chargeCents: number; insurer: number },
    private readonly roots: Roots,
  ) {
    this.shares.insurer.charged = facts.insurer;
    this.shares.patient.charged = facts.chargeCents - facts.insurer;
  }

  get invoiceId(): string {
    return this.facts.invoiceId;
  }

  /** Whoever stands for the patient today. */
  get patientId(): string {
    return this.roots.get(this.facts.patientId) ?? this.facts.patientId;
  }

  get locationId(): string {
    return this.facts.locationId;
  }

  get insurer(): number {
    return this.shares.insurer.open;
  }

  get patient(): number {
    return this.shares.patient.open;
  }

  pay(kind: Kind, payment: ExpectedPayment, cents: number): void {
    if (cents === 0) return;
    this.shares[kind].money.push({ payment, cents, nth: nth() });
    payment.applied += cents;
  }

  lower(kind: Kind, cents: number, payment?: ExpectedPayment): void {
    if (cents > 0) this.shares[kind].lowered.push({ cents, payment, nth: nth() });
  }

  move(from: Kind, cents: number, payment?: ExpectedPayment): void {
    if (cents === 0) return;
    this.moves.push({ from, cents, payment, nth: nth() });
    this.shares[from].charged -= cents;
    this.shares[otherOf(from)].charged += cents;
  }

  /** Takes money off; what is left of the entry counts as new. */
  takeOff(kind: Kind, entry: Money, cents: number): void {
    const share = this.shares[kind];
    share.money = share.money.filter((one) => one !== entry);
    if (entry.cents > cents) share.money.push({ ...entry, cents: entry.cents - cents, nth: nth() });
    entry.payment.applied -= cents;
  }

  /** What no longer fits: money first and newest first, back to its payment; then what was taken off by adjusting. */
  fit(held: boolean): void {
    for (const kind of ['insurer', 'patient'] as const) {
      const share = this.shares[kind];
      while (share.open < 0 && share.money.length > 0) {
        const entry = newest(share.money)!;
        const cents = Math.min(entry.cents, -share.open);
        this.takeOff(kind, entry, cents);
        entry.payment.hold(cents, held && entry.payment.owns(kind, this) ? this.invoiceId : '');
      }
      while (share.open < 0) {
        const row = newest(share.lowered)!;
        const rest = row.cents - Math.min(row.cents, -share.open);
        share.lowered = share.lowered.filter((one) => one !== row);
        this.lower(kind, rest, row.payment);
      }
    }
  }

  void(): void {
    for (const kind of ['insurer', 'patient'] as const) {
      for (const entry of this.shares[kind].money) {
        entry.payment.applied -= entry.cents;
        entry.payment.hold(entry.cents, '');
      }
      Object.assign(this.shares[kind], new Share());
    }
    this.moves = [];
    this.voided = true;
  }

  touchedBy(payment: ExpectedPayment): boolean {
    const own = (one: { payment: ExpectedPayment | undefined }): boolean => one.payment === payment;
    return [...this.shares.insurer.money, ...this.shares.patient.money, ...this.shares.insurer.lowered, ...this.shares.patient.lowered, ...this.moves].some(own);
  }

  /** Whether what a payment moved is still there to be moved back, newest first. */
  canMoveBack(payment: ExpectedPayment): boolean {
    const charged = { insurer: this.shares.insurer.charged, patient: this.shares.patient.charged };
    for (const { from, cents } of this.#movedBy(payment)) {
      if (charged[otherOf(from)] < cents) return false;
      charged[otherOf(from)] -= cents;
      charged[from] += cents;
    }
    return true;
  }

  takeAway(payment: ExpectedPayment, isBounce: boolean): void {
    for (const kind of ['insurer', 'patient'] as const) {
      const share = this.shares[kind];
      share.money = share.money.filter((one) => one.payment !== payment);
      if (!isBounce) share.lowered = share.lowered.filter((one) => one.payment !== payment);
    }
    if (isBounce) return;
    for (const { from, cents } of this.#movedBy(payment)) {
      this.shares[from].charged += cents;
      this.shares[otherOf(from)].charged -= cents;
    }
    this.moves = this.moves.filter((one) => one.payment !== payment);
    this.fit(true);
  }

  #movedBy(payment: ExpectedPayment): Moved[] {
    return this.moves.filter((one) => one.payment === payment).sort((a, b) => b.nth - a.nth);
  }
}

export interface PaymentFacts {
  paymentId: string;
  number: number;
  postingDate: string;
  kind: Kind;
  locationId: string;
  /** The guarantor; empty for the insurer. */
  patientId: string;
  amount: number;
  isCash: boolean;
}

export class ExpectedPayment {
  applied = 0;
  owed = 0;
  reversed = false;
  /** Held for something; what is unapplied besides is free. Lines by their invoice, each of which has one. */
  readonly lines = new Map<string, number>();
  visit = 0;
  purpose = 0;
  free = 0;
  /** Several holdings could have been used: the product says which, within what it may. */
  isUnsure = false;
  deposit: ExpectedDeposit | undefined;

  constructor(
    readonly facts: PaymentFacts,
    private readonly roots: Roots,
  ) {}

  get kind(): Kind {
    return this.facts.kind;
  }

  get paymentId(): string {
    return this.facts.paymentId;
  }

  get locationId(): string {
    return this.facts.locationId;
  }

  get patientId(): string {
    return this.roots.get(this.facts.patientId) ?? this.facts.patientId;
  }

  get unapplied(): number {
    return this.free + this.visit + this.purpose + sumCents([...this.lines.values()]);
  }

  owns(kind: Kind, invoice: ExpectedInvoice): boolean {
    return this.kind === kind && (kind === 'insurer' || invoice.patientId === this.patientId);
  }

  /** @param line empty: for nothing */
  hold(cents: number, line: string): void {
    if (line === '') this.free += cents;
    else this.lines.set(line, (this.lines.get(line) ?? 0) + cents);
  }

  takeHeld(line: string, cents: number): void {
    const rest = (this.lines.get(line) ?? 0) - cents;
    if (rest > 0) this.lines.set(line, rest);
    else this.lines.delete(line);
  }

  /** What may be used on an invoice, or elsewhere: not what waits for a line on which an insurer owes, nor another visit's. */
  usable(pending: ReadonlySet<string>, on?: ExpectedInvoice): number {
    const kept = [...this.lines].filter(([line]) => line !== on?.invoiceId && pending.has(line)).map(([, cents]) => cents);
    return this.unapplied - sumCents(kept) - (this.#isVisit(on) ? 0 : this.visit);
  }

  use(cents: number, pending: ReadonlySet<string>, on?: ExpectedInvoice): void {
    const ofLine = Math.min(cents, on ? (this.lines.get(on.invoiceId) ?? 0) : 0);
    if (ofLine > 0) this.takeHeld(on!.invoiceId, ofLine);
    const ofVisit = Math.min(cents - ofLine, this.#isVisit(on) ? this.visit : 0);
    this.visit -= ofVisit;
    const rest = cents - ofLine - ofVisit;
    if (rest > 0 && [...this.lines.keys()].some((line) => !pending.has(line))) this.isUnsure = true;
    const ofFree = Math.min(rest, this.free);
    this.free -= ofFree;
    let more = rest - ofFree;
    for (const [line, held] of [...this.lines].filter(([each]) => !pending.has(each))) {
      const part = Math.min(more, held);
      if (part > 0) this.takeHeld(line, part);
      more -= part;
    }
    this.purpose -= more;
  }

  reverse(): void {
    Object.assign(this, { applied: 0, free: 0, visit: 0, purpose: 0, reversed: true });
    this.lines.clear();
  }

  #isVisit(on: ExpectedInvoice | undefined): boolean {
    return on !== undefined && on.patientId === this.patientId;
  }
}

export interface ExpectedDeposit {
  depositId: string;
  ticked: boolean;
  undone: boolean;
}
