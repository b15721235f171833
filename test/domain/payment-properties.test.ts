import fc from 'fast-check';
import { DomainError } from '../../src/shared/domain-error.js';
import { distributeOldestFirst, type DueRow } from '../../src/payments/domain/distribution.js';
import { Payment } from '../../src/payments/domain/payment.js';
import { liveAllocations } from '../../src/payments/domain/standing-money.js';
import { placedCents } from '../../src/payments/domain/payment-books.js';
import type { AllocationState } from '../../src/payments/domain/payment-state.js';
import { appliedTo, DAY, insurerPayment, postingOn, reloaded, versionOf } from '../support/payments.js';

const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`);
const rows: fc.Arbitrary<DueRow[]> = fc
  .array(fc.record({ serviceDate: days, dueCents: fc.oneof(cents, fc.constant(0)) }), { maxLength: 30 })
  .map((drawn) => drawn.map((row, index) => ({ ...row, invoiceId: `i${index}`, number: `MS-${9_990 + index}` })));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

describe('a typed total', () => {
  it('is spread to the cent: rows and rest are the total', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      const { amounts, restCents } = distributeOldestFirst(total, due);
      expect(sum(amounts.map((row) => row.amountCents)) + restCents).toBe(total);
    }));
  });

  it('gives no row more than it has due, or less than nothing', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      distributeOldestFirst(total, due).amounts.forEach((row, index) => {
        expect(row.amountCents).toBeGreaterThanOrEqual(0);
        expect(row.amountCents).toBeLessThanOrEqual(due[index]!.dueCents);
      });
    }));
  });

  it('fills an older invoice before a younger one gets anything', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      const { amounts } = distributeOldestFirst(total, due);
      due.forEach((older, i) => due.forEach((younger, j) => {
        if (older.serviceDate < younger.serviceDate && amounts[j]!.amountCents > 0) expect(amounts[i]!.amountCents).toBe(older.dueCents);
      }));
    }));
  });

  it('leaves a rest only when every row is full', () => {
    fc.assert(fc.property(cents, rows, (total, due) => {
      const { amounts, restCents } = distributeOldestFirst(total, due);
      if (restCents > 0) expect(amounts.map((row) => row.amountCents)).toEqual(due.map((row) => row.dueCents));
    }));
  });

  it('does not depend on the order of the rows', () => {
    const shuffled = rows.chain((due) => fc.shuffledSubarray(due, { minLength: due.length }).map((other) => [due, other] as const));
    fc.assert(fc.property(cents, shuffled, (total, [due, other]) => {
      const byId = (list: { invoiceId: string; amountCents: number }[]) => Object.fromEntries(list.map((row) => [row.invoiceId, row.amountCents]));
      expect(byId(distributeOldestFirst(total, other).amounts)).toEqual(byId(distributeOldestFirst(total, due).amounts));
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
      else payment.reverse(liveAllocations(history), 'Mistake', postingOn(DAY), versionOf);
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
