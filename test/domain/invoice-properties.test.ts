import fc from 'fast-check';
import { DomainError } from '../../src/shared/domain-error.js';
import { sumCents } from '../../src/shared/money.js';
import type { InvoiceHistory, StandingMoney } from '../../src/invoices/domain/fit-shares.js';
import type { Invoice } from '../../src/invoices/domain/invoice.js';
import { openCentsOf, patientParty } from '../../src/invoices/domain/invoice-state.js';
import type { PayingParty, PaymentPart } from '../../src/invoices/domain/settle.js';
import { type CoverageRule, proposeSplit, spreadOver } from '../../src/invoices/domain/split.js';
import {
  balances, draftWith, finalized, fromHarbor, fromPatient, GUARANTOR, HARBOR, historyOf, invoiceWith, KESTREL, part, posting, reloaded, rules, TAMARACK,
} from '../support/invoices.js';

const cents = fc.integer({ min: 0, max: 200_000 });
const line = fc.record({ priceCents: fc.integer({ min: 1, max: 90_000 }), quantity: fc.integer({ min: 1, max: 4 }), taxBasisPoints: fc.constantFrom(0, 500, 825, 1999) });
const lines = fc.array(line, { minLength: 1, maxLength: 5 });
const rule = fc.record({
  copayKind: fc.constantFrom<CoverageRule['copayKind']>('none', 'percent', 'amount'), copayValue: fc.integer({ min: 0, max: 10_000 }),
  copayWhose: fc.constantFrom<CoverageRule['copayWhose']>('patient', 'insurer'), repay: fc.constantFrom<CoverageRule['repay']>('direct', 'reimburse'),
});
const coverages = fc.tuple(rule, rule).map(([one, two]): CoverageRule[] => [{ ...HARBOR, ...one }, { ...TAMARACK, ...two }]);

function expectBooks(invoice: Invoice): void {
  const { root, lines: all, shares } = invoice.state();
  for (const each of all) {
    const charged = sumCents(shares.filter((share) => share.lineId === each.id).map((share) => share.chargedCents));
    expect(charged).toBe(each.state === 'voided' ? 0 : each.chargeCents);
  }
  for (const share of shares) {
    expect(openCentsOf(share)).toBeGreaterThanOrEqual(0);
    expect(openCentsOf(share)).toBeLessThanOrEqual(share.chargedCents);
  }
  expect(root.openCents).toBe(sumCents(shares.map(openCentsOf)));
}

test('whatever the coverages, the split of a draft adds to every line’s charge', () => {
  fc.assert(
    fc.property(lines, coverages, fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 9 })), { maxLength: 4 }), (all, covers, edits) => {
      const draft = draftWith(all, covers);
      for (const [index, quantity] of edits) {
        draft.changeLine(draft.lines[index % draft.lines.length]!.id, { quantity, serviceDate: '2026-11-20' });
        draft.resplit(rules(covers));
      }
      for (const each of draft.lines) expect(sumCents(draft.shares.filter((share) => share.lineId === each.id).map((share) => share.amountCents))).toBe(each.chargeCents);
      expectBooks(finalized(draft));
    }),
  );
});

test('amounts applied to a draft are there to the cent, or refused as a whole', () => {
  fc.assert(
    fc.property(lines, cents, cents, fc.constantFrom('line-order', 'pro-rata'), (all, one, two, spread) => {
      const draft = draftWith(all);
      const before = structuredClone(draft.state().shares);
      const amounts = [{ ...HARBOR, amountCents: one }, { ...KESTREL, amountCents: two }];
      if (one + two > draft.chargeCents) {
        expect(() => draft.applyInsurance(amounts, spread as 'line-order', rules())).toThrow(DomainError);
        expect(draft.state().shares).toEqual(before);
        return;
      }
      draft.applyInsurance(amounts, spread as 'line-order', rules());
      const of = (key: string) => sumCents(draft.shares.filter((share) => share.partyKey === key).map((share) => share.amountCents));
      expect([of('cov-harbor'), of('kestrel'), of(GUARANTOR)]).toEqual([one, two, draft.chargeCents - one - two]);
      for (const share of draft.shares) expect(share.amountCents).toBeGreaterThan(0);
    }),
  );
});

test('spreading places the whole amount wherever there is room, and never more than the room', () => {
  const charges = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(charges, fc.constantFrom('line-order' as const, 'pro-rata' as const), fc.nat(6000), (pairs, spread, wish) => {
      const room = pairs.map(([charge, taken]) => Math.max(charge - taken, 0));
      const amount = Math.min(wish, sumCents(room));
      const parts = spreadOver(amount, pairs.map(([chargeCents], index) => ({ id: String(index), chargeCents })), room, spread);
      expect(sumCents(parts)).toBe(amount);
      parts.forEach((each, index) => expect(each).toBeLessThanOrEqual(room[index]!));
    }),
  );
});

test('a proposal never takes more than a line', () => {
  fc.assert(
    fc.property(lines, coverages, (all, covers) => {
      const draft = draftWith(all);
      for (const each of proposeSplit(draft.lines, covers)) {
        expect(each.amountCents).toBeGreaterThan(0);
        expect(each.amountCents).toBeLessThanOrEqual(draft.lines.find(({ id }) => id === each.lineId)!.chargeCents);
      }
    }),
  );
});

test('applying a payment and releasing it leaves everything as it was', () => {
  fc.assert(
    fc.property(lines, cents, cents, cents, (all, pay, adjust, move) => {
      const invoice = invoiceWith(all);
      const before = balances(invoice.state());
      const due = invoice.dueCents(fromHarbor);
      const amount = pay % (due + 1);
      const adjustment = adjust % (due - amount + 1);
      const row = part(amount, adjustment, move % (due - amount - adjustment + 1));
      if (row.amountCents + row.adjustmentCents + row.toPatientCents === 0) return;
      const { shares, leftCents } = invoice.applyPart(fromHarbor, row, 'pay', posting());
      expectBooks(invoice);
      expect(due).toBe(row.amountCents + row.adjustmentCents + row.toPatientCents + leftCents);
      expect(sumCents(shares.map((share) => share.amountCents))).toBe(row.amountCents);
      const later = reloaded(invoice);
      later.releaseParts(shares, posting());
      later.undoPayment('pay', { history: historyOf(invoice), money: [] }, posting());
      expectBooks(later);
      expect(balances(later.state())).toEqual(before);
    }),
  );
});

type Act = { kind: 'pay' | 'pay-patient' | 'adjust' | 'apply' | 'transfer' | 'reverse' | 'undo' | 'void'; cents: number; cents2: number };
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('pay', 'pay', 'pay-patient', 'pay-patient', 'adjust', 'adjust', 'apply', 'transfer', 'transfer', 'reverse', 'undo', 'void'),
  cents: fc.integer({ min: -5000, max: 60_000 }), cents2: cents,
});
const PARTIES = [{ ...HARBOR, guarantorId: null }, { ...TAMARACK, guarantorId: null }, { ...KESTREL, guarantorId: null }, patientParty(GUARANTOR)];

type Money = StandingMoney & { paymentId: string };

/** An invoice as the database would hold it, with what its payments have on it: each act loads it anew, a refused one leaves it. */
class Played {
  /** Oldest first. */
  money: Money[] = [];
  history: InvoiceHistory;
  #payments = 0;

  constructor(public invoice: Invoice) {
    this.history = historyOf(invoice);
  }

  perform(act: Act): void {
    const invoice = reloaded(this.invoice);
    const money = this.money.map((each) => ({ ...each }));
    for (const { allocationId, amountCents } of this.#act(invoice, money, act)) money.find((each) => each.allocationId === allocationId)!.amountCents -= amountCents;
    const { adjustments, transfers, adjudications } = historyOf(invoice);
    this.history = { adjudications: [...this.history.adjudications, ...adjudications], adjustments: [...this.history.adjustments, ...adjustments], transfers: [...this.history.transfers, ...transfers] };
    this.invoice = invoice;
    this.money = money.filter((each) => each.amountCents > 0);
  }

  #act(invoice: Invoice, money: Money[], { kind, cents: amount, cents2 }: Act): StandingMoney[] {
    const standing = { history: this.history, money: [...money].reverse() };
    const pay = (party: PayingParty, row: PaymentPart): StandingMoney[] => {
      const paymentId = `pay-${(this.#payments += 1)}`;
      const { shares } = invoice.applyPart(party, row, paymentId, posting());
      money.push(...shares.map(({ shareId, amountCents }, nth) => ({ paymentId, allocationId: `${paymentId}-${nth}`, shareId, amountCents })));
      return [];
    };
    const why = { reasonCode: '', reason: 'r' };
    if (kind === 'pay') return pay(fromHarbor, part(amount, cents2 % 3000, cents2 % 700));
    if (kind === 'pay-patient') return pay(fromPatient, part(amount));
    if (kind === 'adjust') return invoice.adjust({ partyKey: cents2 % 2 ? GUARANTOR : 'cov-harbor' }, amount, { kind: cents2 % 3 ? 'courtesy' : 'bad-debt', ...why }, standing, posting());
    if (kind === 'apply') return invoice.applyInsurance(PARTIES[1]!, amount, why, standing, posting());
    if (kind === 'transfer') return invoice.transfer({ partyKey: PARTIES[cents2 % 4]!.partyKey }, PARTIES[Math.floor(cents2 / 4) % 4]!, amount, why, standing, posting());
    if (kind === 'reverse') return invoice.reverseAdjustment(this.history.adjustments[cents2 % 9]?.id ?? '', 'r', standing, posting());
    if (kind === 'undo') return this.#undo(invoice, money, cents2);
    return cents2 % 8 === 0 ? invoice.void('r', standing, posting()) : [];
  }

  #undo(invoice: Invoice, money: Money[], nth: number): StandingMoney[] {
    const id = `pay-${1 + (nth % Math.max(this.#payments, 1))}`;
    const [own, others] = [money.filter((each) => each.paymentId === id), money.filter((each) => each.paymentId !== id)];
    invoice.releaseParts(own, posting());
    return [...own, ...invoice.undoPayment(id, { history: this.history, money: others.reverse() }, posting())];
  }
}

test('after any mixture of acts the books of an invoice add up, and money, adjustments and credits stand as their rows say', () => {
  fc.assert(
    fc.property(lines, coverages, fc.array(act, { maxLength: 25 }), (all, covers, acts) => {
      const played = new Played(finalized(draftWith(all, covers)));
      for (const each of acts) {
        try {
          played.perform(each);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        expectBooks(played.invoice);
        expectRows(played);
      }
    }),
    { numRuns: 400 },
  );
});

function expectRows({ invoice, money: paid, history: { adjustments } }: Played): void {
  for (const share of invoice.shares) {
    expect(share.paidCents).toBe(sumCents(paid.filter(({ shareId }) => shareId === share.id).map((each) => each.amountCents)));
    expect(share.adjustedCents).toBe(sumCents(adjustments.filter(({ shareId }) => shareId === share.id).map((each) => each.amountCents)));
  }
  for (const each of invoice.state().lines) {
    const credits = adjustments.filter(({ lineId, kind }) => lineId === each.id && kind === 'courtesy');
    expect(each.creditedCents).toBe(sumCents(credits.map(({ amountCents }) => amountCents)));
    expect(each.taxCreditedCents).toBe(sumCents(credits.map(({ taxCents }) => taxCents)));
  }
}
