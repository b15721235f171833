import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { DomainError } from '../../src/shared/domain-error.js';
import { ALLOCATION_RULES, type AllocationRule, distribute, type DueRow, keyByAge, keyByDueDate } from '../../src/payments/domain/distribution.js';
import { Payment } from '../../src/payments/domain/payment.js';
import { liveAllocations } from '../../src/payments/domain/standing-money.js';
import { placedCents } from '../../src/payments/domain/payment-books.js';
import type { AllocationState } from '../../src/payments/domain/payment-state.js';
import { appliedTo, DAY, insurerPayment, postingOn, reloaded, versionOf } from '../support/payments.js';

const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`);
const rows: fc.Arbitrary<DueRow[]> = fc
  .array(fc.record({ serviceDate: days, dueDate: days, dueCents: fc.oneof(cents, fc.integer({ min: 0, max: 9 })) }), { maxLength: 30 })
  .map((drawn) => drawn.map((row, index) => ({ ...row, invoiceId: `i${index}`, number: `MS-${9_990 + index}` })));
const everyRule = fc.constantFrom(...ALLOCATION_RULES);
const everySecond = (due: readonly DueRow[]): Set<string> => new Set(due.filter((_, index) => index % 2 === 0).map(({ invoiceId }) => invoiceId));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const amountsOf = (rule: AllocationRule, total: number, due: DueRow[]): number[] => distribute(rule, total, due, everySecond(due)).amounts.map((row) => row.amountCents);

describe('a typed total', () => {
  it('is spread to the cent by every rule: rows and rest are the total', () => {
    fc.assert(fc.property(everyRule, cents, rows, (rule, total, due) => {
      const { amounts, restCents } = distribute(rule, total, due, everySecond(due));
      expect(sum(amounts.map((row) => row.amountCents)) + restCents).toBe(total);
    }));
  });

  it('gives no row more than it has due, or less than nothing', () => {
    fc.assert(fc.property(everyRule, cents, rows, (rule, total, due) => {
      amountsOf(rule, total, due).forEach((amount, index) => {
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(due[index]!.dueCents);
      });
    }));
  });

  it.each([['oldest-first', 'serviceDate'], ['by-due-date', 'dueDate']] as const)('%s fills a row before a later one gets anything', (rule, date) => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      const amounts = amountsOf(rule, total, due);
      due.forEach((older, i) => due.forEach((younger, j) => {
        if (older[date] < younger[date] && amounts[j]! > 0) expect(amounts[i]).toBe(older.dueCents);
      }));
    }));
  });

  it('pro rata gives every row its exact part, rounded up or down to the cent', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      const whole = sum(due.map(({ dueCents }) => dueCents));
      const spread = Math.min(total, whole);
      amountsOf('pro-rata', total, due).forEach((amount, index) => {
        const product = BigInt(spread) * BigInt(due[index]!.dueCents);
        if (whole > 0) expect([product / BigInt(whole), product / BigInt(whole) + 1n]).toContain(BigInt(amount));
      });
    }));
  });

  it('of chosen rows gives the others nothing', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      amountsOf('chosen', total, due).forEach((amount, index) => index % 2 === 1 && expect(amount).toBe(0));
    }));
  });

  it('leaves a rest only when every row is full', () => {
    fc.assert(fc.property(fc.constantFrom('oldest-first', 'by-due-date', 'pro-rata'), cents, rows, (rule, total, due) => {
      const { amounts, restCents } = distribute(rule, total, due);
      if (restCents > 0) expect(amounts.map((row) => row.amountCents)).toEqual(due.map((row) => row.dueCents));
    }));
  });

  it('does not depend on the order of the rows', () => {
    const shuffled = rows.chain((due) => fc.shuffledSubarray(due, { minLength: due.length }).map((other) => [due, other] as const));
    fc.assert(fc.property(everyRule, cents, shuffled, (rule, total, [due, other]) => {
      const chosen = everySecond(due);
      const byId = (list: { invoiceId: string; amountCents: number }[]) => Object.fromEntries(list.map((row) => [row.invoiceId, row.amountCents]));
      expect(byId(distribute(rule, total, other, chosen).amounts)).toEqual(byId(distribute(rule, total, due, chosen).amounts));
    }));
  });

  it('is spread in the browser as on the server', async () => {
    const { spread } = (await import(pathToFileURL(join(process.cwd(), 'static/spread.js')).href)) as { spread(rule: string, total: number, due: object[]): number[] };
    fc.assert(fc.property(everyRule, cents, rows, (rule, total, due) => {
      const chosen = everySecond(due);
      const onScreen = due.map((row) => ({ due: row.dueCents, byAge: keyByAge(row), byDueDate: keyByDueDate(row), isChosen: chosen.has(row.invoiceId) }));
      expect(spread(rule, total, onScreen)).toEqual(amountsOf(rule, total, due));
    }));
  });
});

describe('the equation of a payment', () => {
  type Step = { kind: 'allocate'; cents: number } | { kind: 'reverse' } | { kind: 'reload' };
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('allocate' as const), cents: fc.integer({ min: 1, max: 40_000 }) }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'reload' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'reverse' as const }) },
    ),
    { maxLength: 25 },
  );

  it('holds after every act, whatever came before, and every refused act leaves all as it was', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), steps, (amount, part, acts) => {
      const first = Math.floor(amount * part);
      let payment = insurerPayment(amount, first > 0 ? [appliedTo('first', first)] : [], 'needs-research');
      let history: AllocationState[] = [...payment.state().allocations];
      acts.forEach((act, index) => {
        payment = act.kind === 'reload' ? reloaded(payment) : acted(payment, history, act, index);
        history = [...new Map([...history, ...payment.state().allocations].map((row) => [row.id, row])).values()];
        holds(payment, history);
      });
    }));
  });

  function acted(payment: Payment, history: AllocationState[], act: Exclude<Step, { kind: 'reload' }>, index: number): Payment {
    const before = structuredClone(payment.state());
    try {
      if (act.kind === 'allocate') payment.allocate([appliedTo(`i${index}`, act.cents)], postingOn(DAY));
      else payment.reverse({ live: liveAllocations(history), parts: [] }, 'Mistake', postingOn(DAY), versionOf);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(payment.state()).toEqual(before);
    }
    return payment;
  }

  function holds(payment: Payment, history: readonly AllocationState[]): void {
    const { root, holdings } = payment.state();
    expect(placedCents(root)).toBe(root.state === 'reversed' ? 0 : root.amountCents);
    expect(sum(holdings.map((holding) => holding.amountCents))).toBe(root.unappliedCents);
    expect(sum(history.map((row) => row.amountCents))).toBe(root.allocatedCents);
    expect(sum(liveAllocations(history).map((live) => live.amountCents))).toBe(root.allocatedCents);
  }
});
