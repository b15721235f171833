import { sumCents } from '../../src/shared/money.js';

/** Who may owe a part of a line, in the order in which insurers are asked. */
export const PARTIES = ['primary', 'secondary', 'employer', 'patient'] as const;
export type Party = (typeof PARTIES)[number];
export const isInsurer = (party: Party): boolean => party === 'primary' || party === 'secondary';

/** Of the charge that earlier insurers left: what an insurer says of it. */
export interface Split {
  paid: number;
  co: number;
  denied: number;
  pr: number;
}

export const isDenied = ({ paid, co, pr }: Split): boolean => paid + co + pr === 0;

interface Decision {
  payment: PartyPayment;
  paidLeft: number;
  isDenial: boolean;
}

interface Entry {
  cents: number;
  /** The later entry is the newer one. */
  nth: number;
}

interface Money extends Entry {
  payment: PartyPayment;
}

interface Lowered extends Entry {
  decision: Decision | undefined;
}

let entered = 0;
const nth = (): number => (entered += 1);
const total = (list: readonly Entry[]): number => sumCents(list.map(({ cents }) => cents));
const newestFirst = <T extends Entry>(list: readonly T[]): T[] => [...list].sort((a, b) => b.nth - a.nth);

export class PartShare {
  charged = 0;
  money: Money[] = [];
  lowered: Lowered[] = [];

  get paid(): number {
    return total(this.money);
  }

  get adjusted(): number {
    return total(this.lowered);
  }

  get open(): number {
    return this.charged - this.paid - this.adjusted;
  }
}

export interface PaymentFacts {
  paymentId: string;
  number: number;
  postingDate: string;
  party: Party;
  locationId: string;
  amount: number;
}

export interface Waiting {
  /** Of a takeback whose money was not found. */
  line: PartyLine | undefined;
  cents: number;
}

/** Money of one party; what of it is on no line is free or held for one. */
export class PartyPayment {
  applied = 0;
  free = 0;
  parts = 0;
  recouped = 0;
  reversed = false;
  /** It took money back, or had some taken: it stands for good. */
  isBound = false;
  isTakenFrom = false;
  readonly held = new Map<string, number>();
  /** Taken back without its money or its claim: it waits in suspense. */
  waiting: Waiting[] = [];

  constructor(readonly facts: PaymentFacts) {}

  get unapplied(): number {
    return this.free + sumCents([...this.held.values()]);
  }

  hold(cents: number, line: string | undefined): void {
    if (line === undefined) this.free += cents;
    else this.held.set(line, (this.held.get(line) ?? 0) + cents);
  }

  takeHeld(line: string, cents: number): void {
    const rest = (this.held.get(line) ?? 0) - cents;
    if (rest > 0) this.held.set(line, rest);
    else this.held.delete(line);
  }

  /** What an insurer takes back of it where its money has left the line. @returns what was found */
  recoup(line: string, cents: number): number {
    const ofLine = Math.min(cents, this.held.get(line) ?? 0);
    if (ofLine > 0) this.takeHeld(line, ofLine);
    const ofFree = Math.min(cents - ofLine, this.free);
    this.free -= ofFree;
    this.recouped += ofLine + ofFree;
    return ofLine + ofFree;
  }
}

/** An invoice of one line and four parties: the rules of MONEY 3, 4, 7, 8 and 12 to 18 by plain arithmetic. */
export class PartyLine {
  readonly shares: Readonly<Record<Party, PartShare>> = { primary: new PartShare(), secondary: new PartShare(), employer: new PartShare(), patient: new PartShare() };
  readonly decisions = new Map<Party, Decision>();
  readonly everPaid = new Map<Party, Set<PartyPayment>>();

  constructor(readonly facts: { invoiceId: string; lineId: string; patientId: string; locationId: string; chargeCents: number }, split: Readonly<Record<Party, number>>) {
    for (const party of PARTIES) this.shares[party].charged = split[party];
  }

  get id(): string {
    return this.facts.invoiceId;
  }

  get openCents(): number {
    return sumCents(PARTIES.map((party) => this.shares[party].open));
  }

  /** What the insurers before this one have done with the charge. */
  priorCents(party: Party): number {
    return party === 'secondary' ? this.shares.primary.paid + this.shares.primary.adjusted : 0;
  }

  pay(party: Party, payment: PartyPayment, cents: number): void {
    if (cents === 0) return;
    this.shares[party].money.push({ payment, cents, nth: nth() });
    this.everPaid.set(party, (this.everPaid.get(party) ?? new Set()).add(payment));
    payment.applied += cents;
  }

  lower(party: Party, cents: number, decision?: Decision): void {
    if (cents > 0) this.shares[party].lowered.push({ cents, decision, nth: nth() });
  }

  /** Newest money first, without its payment getting it back; what is missing is sought where it went. */
  takeBack(party: Party, cents: number, by: PartyPayment): void {
    let rest = cents;
    by.isBound = true;
    const share = this.shares[party];
    for (const entry of newestFirst(share.money)) {
      const part = Math.min(rest, entry.cents);
      entry.cents -= part;
      by.applied -= part;
      rest -= part;
      if (part > 0) entry.payment.isTakenFrom = true;
    }
    share.money = share.money.filter((entry) => entry.cents > 0);
    rest -= this.recoup(party, rest, by);
    by.parts -= rest;
    if (rest > 0) by.waiting.push({ line: this, cents: rest });
  }

  /** @returns what was found of it */
  recoup(party: Party, cents: number, by: PartyPayment): number {
    const found = sumCents(this.#sources(party, by).reduce<number[]>((all, source) => [...all, source.recoup(this.id, cents - sumCents(all))], []));
    by.parts -= found;
    return found;
  }

  /** What could be found of money that has left the line. */
  recoupable(party: Party, by: PartyPayment): number {
    return sumCents(this.#sources(party, by).map(({ free, held }) => free + (held.get(this.id) ?? 0)));
  }

  /** Payments that ever stood here, the newest first; what waits may find money of its own payment that has come off the line since. */
  #sources(party: Party, by: PartyPayment): PartyPayment[] {
    const all = [...(this.everPaid.get(party) ?? [])].filter((one) => !one.reversed && one.facts.locationId === by.facts.locationId);
    return all.sort((a, b) => (a.facts.paymentId < b.facts.paymentId ? 1 : -1));
  }

  /** Its contractual part goes with a decision; unless it corrects itself at once the insurer has the line again, but for what is another's own. */
  undecide(party: Party, { isCorrected = false } = {}): void {
    const decision = this.decisions.get(party);
    if (!decision) return;
    this.decisions.delete(party);
    this.shares[party].lowered = this.shares[party].lowered.filter((row) => row.decision !== decision);
    if (isCorrected || decision.isDenial) return;
    const kept: readonly Party[] = party === 'secondary' ? ['primary', 'employer'] : ['employer'];
    for (const other of PARTIES) if (!kept.includes(other)) this.shares[other].charged = 0;
    this.shares[party].charged = this.facts.chargeCents - sumCents(kept.map((other) => this.shares[other].charged));
  }

  decide(party: Party, split: Split, payment: PartyPayment): void {
    this.undecide(party, { isCorrected: true });
    const decision: Decision = { payment, paidLeft: split.paid, isDenial: isDenied(split) };
    this.decisions.set(party, decision);
    if (decision.isDenial) return;
    this.shares[party].lowered = [];
    const asked: Party = party === 'primary' ? 'secondary' : 'patient';
    const ofEmployer = Math.min(this.shares.employer.charged, split.pr);
    const charged: Record<Party, number> = { primary: this.priorCents(party), secondary: 0, employer: ofEmployer, patient: 0 };
    charged[party] = split.paid + split.co + split.denied;
    charged[asked] = split.pr - ofEmployer;
    for (const other of PARTIES) this.shares[other].charged = charged[other];
    this.pay(party, payment, split.paid);
    this.lower(party, split.co, decision);
  }

  /** What no longer fits comes off: money first and newest first, then what was adjusted, the rest of which is entered anew. */
  fit({ isHeld }: { isHeld: boolean }): void {
    for (const share of Object.values(this.shares)) {
      for (const entry of newestFirst(share.money)) {
        const cents = Math.min(entry.cents, -Math.min(share.open, 0));
        if (cents === 0) break;
        share.money = share.money.filter((one) => one !== entry);
        if (entry.cents > cents) share.money.push({ ...entry, cents: entry.cents - cents, nth: nth() });
        entry.payment.applied -= cents;
        entry.payment.hold(cents, isHeld ? this.id : undefined);
      }
      while (share.open < 0) {
        const row = newestFirst(share.lowered)[0]!;
        const rest = Math.max(0, row.cents + share.open);
        share.lowered = share.lowered.filter((one) => one !== row);
        if (rest > 0) share.lowered.push({ ...row, cents: rest, nth: nth() });
      }
    }
  }

  /** Held money returns to its party's open part; an insurer's no further than its standing decision paid. */
  place(payments: readonly PartyPayment[]): void {
    for (const payment of payments) {
      const { party } = payment.facts;
      const share = this.shares[party];
      const room = isInsurer(party) ? Math.min(share.open, Math.max(0, (this.decisions.get(party)?.paidLeft ?? 0) - share.paid)) : share.open;
      const cents = Math.min(payment.held.get(this.id) ?? 0, room);
      if (cents <= 0) continue;
      payment.takeHeld(this.id, cents);
      this.pay(party, payment, cents);
    }
  }

  /** A payment leaves; unless the bank returned it, what it decided goes too. */
  takeAway(payment: PartyPayment, { isBounce }: { isBounce: boolean }): void {
    for (const share of Object.values(this.shares)) share.money = share.money.filter((entry) => entry.payment !== payment);
    if (isBounce) return;
    for (const [party, decision] of [...this.decisions]) if (decision.payment === payment) this.undecide(party);
    this.fit({ isHeld: true });
  }

  touches(payment: PartyPayment): boolean {
    return payment.held.has(this.id) || [...this.decisions.values()].some((decision) => decision.payment === payment) || [...this.everPaid.values()].some((all) => all.has(payment));
  }
}
