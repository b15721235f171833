import { addDays } from '../../src/shared/calendar-date.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { PaymentAllocated, PaymentRecorded, PaymentReversed } from '../../src/payments/domain/events.js';
import { Payment } from '../../src/payments/domain/payment.js';
import { liveAllocations } from '../../src/payments/domain/standing-money.js';
import { checkPaymentDate, checkReceipt, referenceKeyOf } from '../../src/payments/domain/receipt.js';
import { appliedTo, DAY, insurerPayment, postingOn, reloaded, receipt, row, versionOf } from '../support/payments.js';

const sentence = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.sentence;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a receipt', () => {
  it('of nothing, or below nothing, is refused', () => {
    expect(sentence(() => checkReceipt(receipt({ amountCents: 0 })))).toBe('A payment of 0.00 moves no money. Type the amount that was received.');
    expect(sentence(() => checkReceipt(receipt({ amountCents: -100 })))).toMatch(/cannot be negative\. To take money back, reverse the payment/);
  });

  it('does not give out more than came in', () => {
    const tooMuch = receipt({ amountCents: 10_000, rows: [row('a', 9_000), row('b', 1_500)] });
    expect(sentence(() => checkReceipt(tooMuch))).toBe('The rows come to 105.00, the payment is 100.00: 5.00 too much. Lower a row, or correct the total.');
  });

  it('names one invoice once', () => {
    expect(sentence(() => checkReceipt(receipt({ amountCents: 300, rows: [row('a', 100), row('a', 200)] })))).toMatch(/stands twice/);
  });

  it('has no negative rows', () => {
    expect(sentence(() => checkReceipt(receipt({ amountCents: 300, rows: [row('a', -100)] })))).toMatch(/below zero/);
    expect(sentence(() => checkReceipt(receipt({ amountCents: 300, rows: [{ ...row('a', 100), adjustmentCents: -1 }] })))).toMatch(/below zero/);
  });

  it('names what is left over, by whose money it is', () => {
    const rest = receipt({ amountCents: 10_000, rows: [row('a', 8_000)] });
    expect(sentence(() => checkReceipt(rest))).toBe(
      '20.00 of this payment is not applied. Say what it is held for (keep it to allocate later, or mark it as needing research, or name it as owed to the insurer), or apply it to an invoice.',
    );
    expect(sentence(() => checkReceipt({ ...rest, remainderKind: 'credit' }))).toMatch(/An insurer’s payment cannot be held like that/);
    expect(checkReceipt({ ...rest, remainderKind: 'needs-research' })).toBe(2_000);
    expect(checkReceipt({ ...rest, kind: 'patient', method: 'cash', remainderKind: 'credit' })).toBe(2_000);
  });

  it('may carry an insurer’s date up to ten days ahead, and nobody else’s', () => {
    expect(() => checkPaymentDate('insurer', addDays(DAY, 10), DAY)).not.toThrow();
    expect(sentence(() => checkPaymentDate('insurer', addDays(DAY, 11), DAY))).toMatch(/up to 10 days ahead, until Dec 5, 2026/);
    expect(sentence(() => checkPaymentDate('patient', addDays(DAY, 1), DAY))).toMatch(/lies in the future.*Nov 25, 2026 or earlier/);
  });

  it('is known by its number, however it is written', () => {
    expect(referenceKeyOf('EFT 8004-1937', 'p')).toBe(referenceKeyOf('eft80041937', 'q'));
    expect(referenceKeyOf(' – ', 'p')).toBe('p');
  });
});

describe('a payment', () => {
  it('MONEY 5: knows where every cent is, and tells the books', () => {
    const payment = insurerPayment(30_000, [appliedTo('a', 20_000), appliedTo('b', 8_000)], 'to-allocate');
    expect(payment.state().root).toMatchObject({ amountCents: 30_000, allocatedCents: 28_000, unappliedCents: 2_000, liveKey: '', state: 'posted' });
    expect(payment.state().holdings).toMatchObject([{ kind: 'to-allocate', amountCents: 2_000, since: DAY, ownerId: 'dana' }]);
    const [event] = payment.takeEvents();
    expect(event).toBeInstanceOf(PaymentRecorded);
    expect(event).toMatchObject({ kind: 'insurer', amountCents: 30_000, unappliedCents: 2_000, postingDate: DAY });
    const { allocations } = event as PaymentRecorded;
    expect(allocations.map(({ invoiceId, amountCents, share }) => [invoiceId, amountCents, share.partyKind])).toEqual([['a', 20_000, 'insurer'], ['b', 8_000, 'insurer']]);
    expect(allocations.map(({ allocationId }) => allocationId)).toEqual(payment.state().allocations.map(({ id }) => id));
    expect(payment.state().allocations.every(({ id, originId }) => id === originId)).toBe(true);
  });

  it('is not loaded when it does not add up', () => {
    const { root, holdings } = insurerPayment(30_000, [appliedTo('a', 20_000)], 'to-allocate').state();
    expect(sentence(() => Payment.from({ root: { ...root, amountCents: 30_001 }, holdings }))).toMatch(/does not add up/);
    expect(sentence(() => Payment.from({ root, holdings: [] }))).toMatch(/ledger check/);
    expect(sentence(() => Payment.from({ root: { ...root, state: 'reversed', liveKey: root.id }, holdings }))).toMatch(/does not add up/);
  });

  it('is allocated later out of what it holds, and no further', () => {
    const payment = reloaded(insurerPayment(30_000, [], 'to-allocate'));
    payment.allocate([appliedTo('a', 12_000)], postingOn(addDays(DAY, 1)));
    expect(payment.state()).toMatchObject({ root: { allocatedCents: 12_000, unappliedCents: 18_000, lastPostedOn: addDays(DAY, 1) }, holdings: [{ amountCents: 18_000 }] });
    expect(payment.takeEvents()[0]).toBeInstanceOf(PaymentAllocated);
    expect(sentence(() => payment.allocate([appliedTo('b', 18_001)], postingOn(addDays(DAY, 1))))).toBe(
      'PAY-20001 has 180.00 unapplied, the rows come to 180.01: 0.01 too much. Lower a row.',
    );
    payment.allocate([appliedTo('b', 18_000)], postingOn(addDays(DAY, 1)));
    expect(payment.state().holdings).toEqual([]);
    expect(sentence(() => payment.allocate([appliedTo('c', 1)], postingOn(addDays(DAY, 1))))).toMatch(/nothing unapplied any more/);
  });

  it('is not posted to before its last entry', () => {
    const payment = reloaded(insurerPayment(30_000, [], 'to-allocate'));
    expect(sentence(() => payment.allocate([appliedTo('a', 1)], postingOn(addDays(DAY, -1))))).toMatch(/post on Nov 25, 2026 or later/);
  });
});

describe('a reversal', () => {
  const posted = () => insurerPayment(30_000, [appliedTo('a', 20_000), appliedTo('b', 8_000)], 'to-allocate');

  it('leaves nothing of the payment anywhere, and names what it reverses', () => {
    const payment = posted();
    const before = payment.state().allocations;
    const again = reloaded(payment);
    again.reverse({ live: liveAllocations(before), parts: [] }, 'Wrong patient', postingOn(addDays(DAY, 1)), versionOf);
    const { root, holdings, allocations } = again.state();
    expect(root).toMatchObject({ state: 'reversed', allocatedCents: 0, unappliedCents: 0, amountCents: 30_000, liveKey: root.id });
    expect(holdings).toEqual([]);
    expect(allocations.map(({ amountCents, reversesId, originId }) => [amountCents, reversesId, originId])).toEqual(before.map((row) => [-row.amountCents, row.id, row.originId]));
    expect(again.takeEvents()).toEqual([expect.any(PaymentReversed)]);
    expect(liveAllocations([...before, ...allocations])).toEqual([]);
  });

  it('happens once, and is itself not reversed', () => {
    const payment = reloaded(posted());
    payment.reverse({ live: liveAllocations(posted().state().allocations), parts: [] }, 'Wrong patient', postingOn(DAY), versionOf);
    expect(sentence(() => payment.reverse({ live: [], parts: [] }, 'Again', postingOn(DAY), versionOf))).toMatch(/reversed already, and a reversal is not reversed/);
    expect(sentence(() => payment.allocate([], postingOn(DAY)))).toMatch(/reversed already/);
  });

  it('needs a reason', () => {
    expect(sentence(() => reloaded(posted()).reverse({ live: [], parts: [] }, '  ', postingOn(DAY), versionOf))).toMatch(/Type why/);
  });

  it('is a clerk’s right on the same open day, for an own posting that is not deposited', () => {
    const payment = posted();
    expect(payment.isOwnAndFresh('dana', DAY)).toBe(true);
    expect(payment.isOwnAndFresh('petra', DAY)).toBe(false);
    expect(payment.isOwnAndFresh('dana', addDays(DAY, 1))).toBe(false);
    const deposited = insurerPayment(100, [], 'to-allocate', { depositDate: DAY });
    expect(deposited.isOwnAndFresh('dana', DAY)).toBe(true);
    deposited.deposit('slip-1', DAY);
    expect(deposited.isOwnAndFresh('dana', DAY)).toBe(false);
    deposited.takeOutOfDeposit('slip-1', DAY);
    expect(deposited.isOwnAndFresh('dana', DAY)).toBe(true);
  });

  it('goes to the bank once, whole, and never before it was received or came back', () => {
    const payment = posted();
    expect(sentence(() => payment.deposit('slip-1', addDays(DAY, -1)))).toMatch(/deposit it on Nov 25, 2026 or later/);
    payment.deposit('slip-1', addDays(DAY, 1));
    expect(sentence(() => payment.deposit('slip-2', addDays(DAY, 1)))).toMatch(/is in a deposit already/);
    expect(sentence(() => payment.takeOutOfDeposit('slip-2', addDays(DAY, 1)))).toMatch(/has left this deposit/);
    payment.takeOutOfDeposit('slip-1', addDays(DAY, 2));
    expect(sentence(() => payment.deposit('slip-3', addDays(DAY, 1)))).toMatch(/came back from the bank, on Nov 27, 2026/);
  });

  it('is refused while refunds, recoupments, owed money or provider-level parts hang on the payment', () => {
    const { root } = insurerPayment(30_000, [], 'to-allocate').state();
    const partly = Payment.from({ root: { ...root, unappliedCents: 0, refundedCents: 20_000, owedCents: 10_000 }, holdings: [] });
    expect(sentence(() => partly.reverse({ live: [], parts: [] }, 'Why', postingOn(DAY), versionOf))).toBe('PAY-20001 cannot be reversed while it has refunds, money owed back. Undo that first.');
  });
});
