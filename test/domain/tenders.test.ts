import fc from 'fast-check';
import { DomainError } from '../../src/shared/domain-error.js';
import { checkReceipt } from '../../src/payments/domain/receipt.js';
import { inTurns, tendersOf } from '../../src/payments/domain/tenders.js';
import { receipt, row } from '../support/payments.js';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.sentence;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('one payment made in several ways', () => {
  const cash = { method: 'cash' as const, amountCents: 2_000, reference: '' };
  const byCard = { method: 'card' as const, reference: 'AUTH 7' };

  it('the last way takes the rest', () => {
    expect(tendersOf(5_000, [cash], byCard)).toEqual([cash, { ...byCard, amountCents: 3_000 }]);
    expect(tendersOf(5_000, [], byCard)).toEqual([{ ...byCard, amountCents: 5_000 }]);
  });

  it('leaves something for the last way, gives every part an amount and every number once', () => {
    expect(refusal(() => tendersOf(2_000, [cash], byCard))).toMatch(/The first parts come to 20.00, the total is 20.00: nothing is left/);
    expect(refusal(() => tendersOf(5_000, [{ ...cash, amountCents: 0 }], byCard))).toMatch(/needs its amount/);
    expect(refusal(() => tendersOf(5_000, [{ ...cash, reference: 'auth-7' }], byCard))).toMatch(/stands twice in this payment/);
  });
});

describe('a credit beside a payment', () => {
  it('only moves to invoices; what is left over is of the money received', () => {
    const rows = [row('a', 5_000)];
    expect(checkReceipt(receipt({ kind: 'patient', amountCents: 3_000, rows, creditCents: 2_000 }))).toBe(0);
    expect(checkReceipt(receipt({ kind: 'patient', amountCents: 4_000, rows, creditCents: 2_000, remainderKind: 'credit' }))).toBe(1_000);
    expect(refusal(() => checkReceipt(receipt({ kind: 'patient', amountCents: 4_000, rows, creditCents: 6_000, remainderKind: 'credit' })))).toMatch(/60.00 of credit is used, the rows come to 50.00/);
    expect(refusal(() => checkReceipt(receipt({ kind: 'patient', amountCents: 2_000, rows, creditCents: 2_000 })))).toMatch(/The rows come to 50.00, the payment is 40.00/);
  });
});

describe('rows given out in turns', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 6 });
  const rows = fc.array(fc.tuple(fc.nat(5_000), fc.nat(300), fc.nat(300)), { maxLength: 8 }).map((drawn) => drawn.map(([paid, adjusted, moved], index) => row(`i${index}`, paid, adjusted, moved)));

  it('give each source no more than it has, use each row up in order, and say adjustments once', () => {
    fc.assert(fc.property(rows, amounts, (all, sources) => {
      const turns = inTurns(all, sources);
      turns.forEach((turn, index) => expect(sum(turn.map((part) => part.amountCents))).toBeLessThanOrEqual(sources[index]!));
      expect(sum(turns.flat().map((part) => part.amountCents))).toBe(Math.min(sum(sources), sum(all.map((each) => each.amountCents))));
      if (sum(sources) < sum(all.map((each) => each.amountCents))) return;
      for (const each of all) {
        const parts = turns.flat().filter(({ invoiceId }) => invoiceId === each.invoiceId);
        expect(sum(parts.map((part) => part.amountCents))).toBe(each.amountCents);
        expect([sum(parts.map((part) => part.adjustmentCents)), sum(parts.map((part) => part.toPatientCents))]).toEqual([each.adjustmentCents, each.toPatientCents]);
        expect(parts.length === 1 || parts.every((part) => part.amountCents > 0)).toBe(true);
      }
    }));
  });
});
