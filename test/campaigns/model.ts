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
  /** Contractual of a decision: it goes with it. */
  decision?: Decision | undefined;
  nth: number;
}

/** What the insurer decided about the one line, as long as it stands. */
export interface Decision {
  payment: ExpectedPayment;
  /** Less what was taken back since. */
  paidLeft: number;
  isDenial: boolean;
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
  decision: Decision | undefined;
  /** It was issued while its patient's record was merged with another. */
  readonly ofMerged: boolean;
  /** Whoever ever had insurer's money here: a takeback looks for it there. */
  readonly everPaid = new Set<ExpectedPayment>();

  constructor(
    readonly facts: { invoiceId: string; patientId: string; locationId: string; chargeCents: number; insurer: number },
    private readonly roots: Roots,
  ) {
    this.ofMerged = [...roots].flat().includes(facts.patientId);
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
    if (kind === 'insurer') this.everPaid.add(payment);
    payment.applied += cents;
  }

  lower(kind: Kind, cents: number, payment?: ExpectedPayment, decision?: Decision): void {
    if (cents > 0) this.shares[kind].lowered.push({ cents, payment, decision, nth: nth() });
  }

  /** The line as an insurer leaves it: its own part, and what it says the patient owes. */
  split(insurer: number): void {
    this.shares.insurer.charged = insurer;
    this.shares.patient.charged = this.facts.chargeCents - insurer;
  }

  /** The decision is gone with its contractual part; the line is the insurer's again unless it corrects itself at once. */
  undecide({ isCorrected = false } = {}): void {
    const { decision } = this;
    if (!decision) return;
    this.shares.insurer.lowered = this.shares.insurer.lowered.filter((row) => row.decision !== decision);
    this.decision = undefined;
    if (!isCorrected && !decision.isDenial && !this.voided) this.split(this.facts.chargeCents);
  }

  /** The newest money of the insurer comes off, without its payment getting it back. @returns what was taken from whom */
  takeBack(cents: number): { payment: ExpectedPayment; cents: number }[] {
    const taken: { payment: ExpectedPayment; cents: number }[] = [];
    let rest = cents;
    const { insurer } = this.shares;
    for (const entry of [...insurer.money].sort((a, b) => b.nth - a.nth)) {
      const part = Math.min(rest, entry.cents);
      if (part === 0) continue;
      taken.push({ payment: entry.payment, cents: part });
      entry.cents -= part;
      rest -= part;
    }
    insurer.money = insurer.money.filter((entry) => entry.cents > 0);
    return taken;
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
        this.lower(kind, rest, row.payment, row.decision);
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
    return this.decision?.payment === payment || [...this.shares.insurer.money, ...this.shares.patient.money, ...this.shares.insurer.lowered, ...this.shares.patient.lowered, ...this.moves].some(own);
  }

  hasMoneyOf(payment: ExpectedPayment): boolean {
    return [...this.shares.insurer.money, ...this.shares.patient.money].some((one) => one.payment === payment);
  }

  /** Whether what a payment moved is still there to be moved back, newest first, once its decision is gone. */
  canMoveBack(payment: ExpectedPayment): boolean {
    const isUndecided = this.decision?.payment === payment && !this.decision.isDenial;
    const charged = isUndecided ? { insurer: this.facts.chargeCents, patient: 0 } : { insurer: this.shares.insurer.charged, patient: this.shares.patient.charged };
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
    if (this.decision?.payment === payment) this.undecide();
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
  /** What its remittances say beside the claims, signed by what it does to the check. */
  parts = 0;
  /** What later remittances took of it. */
  recouped = 0;
  /** An EOB came with it. */
  hasDecisions = false;
  /** It took money back: it stands for good. */
  isBound = false;
  /** What it carried forward (or settled, below zero) under each reference. */
  readonly forwards = new Map<string, number>();
  /** A takeback names its money. */
  isTakenFrom = false;
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
    Object.assign(this, { applied: 0, parts: 0, free: 0, visit: 0, purpose: 0, reversed: true });
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
