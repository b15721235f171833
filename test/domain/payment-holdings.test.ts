import { DomainError } from '../../src/shared/domain-error.js';
import { PaymentAllocated, PaymentOwed } from '../../src/payments/domain/events.js';
import { visitKey } from '../../src/payments/domain/holdings.js';
import { Payment } from '../../src/payments/domain/payment.js';
import { appliedTo, DAY, insurerPayment, postingOn, reloaded } from '../support/payments.js';

const sentence = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.sentence;
    throw error;
  }
  throw new Error('nothing was refused');
};

const VISIT = '2026-12-02';
const own = { partyKind: 'patient' as const, payerId: null, guarantorId: 'amelia' };
const copay = (amountCents: number): Payment => {
  const received = insurerPayment(amountCents, [], 'to-allocate').state().root;
  const facts = { ...received, kind: 'patient' as const, payerId: null, guarantorId: 'amelia', partyRoot: 'amelia', method: 'cash' as const, reference: '', referenceKey: received.id };
  return reloaded(Payment.record(facts, [], { kind: 'visit', reference: visitKey('amelia', VISIT) }, postingOn(DAY)));
};
const held = (payment: Payment) => payment.state().holdings.map(({ kind, amountCents, ownerId, since }) => ({ kind, amountCents, ownerId, since }));

describe('a co-pay held for a visit', () => {
  it('pays that visit', () => {
    const payment = copay(3_000);
    payment.allocate([appliedTo('a', 2_000, { ...own, serviceDate: VISIT })], postingOn(DAY));
    expect(held(payment)).toMatchObject([{ kind: 'visit', amountCents: 1_000 }]);
    expect(payment.takeEvents()[0]).toBeInstanceOf(PaymentAllocated);
  });

  it('is not silently used for another visit, nor for another patient', () => {
    const payment = copay(3_000);
    expect(sentence(() => payment.allocate([appliedTo('a', 2_000, { ...own, serviceDate: DAY })], postingOn(DAY)))).toMatch(
      /30.00 of PAY-20001 is held for a visit that is not on these rows, so 20.00 is missing. Lift it/,
    );
    const fresh = copay(3_000);
    const childs = { ...appliedTo('a', 2_000, { ...own, serviceDate: VISIT }), patientId: 'child' };
    expect(sentence(() => fresh.allocate([childs], postingOn(DAY)))).toMatch(/held for a visit/);
  });

  it('becomes the patient’s credit when it is lifted; its age stays', () => {
    const payment = copay(3_000);
    payment.renameHolding(payment.state().holdings[0]!.id, { kind: 'credit' });
    payment.allocate([appliedTo('a', 500, { ...own, serviceDate: DAY })], postingOn('2026-11-28'));
    expect(held(payment)).toEqual([{ kind: 'credit', amountCents: 2_500, ownerId: 'dana', since: DAY }]);
  });
});

describe('a remainder', () => {
  it('changes hands, and keeps its kind and age', () => {
    const payment = reloaded(insurerPayment(2_000, [], 'needs-research'));
    payment.renameHolding(payment.state().holdings[0]!.id, { ownerId: 'petra' });
    expect(held(payment)).toEqual([{ kind: 'needs-research', amountCents: 2_000, ownerId: 'petra', since: DAY }]);
  });

  it('held for an invoice line is freed, not renamed', () => {
    const payment = reloaded(insurerPayment(2_000, [], 'earmark'));
    expect(sentence(() => payment.renameHolding(payment.state().holdings[0]!.id, { kind: 'to-allocate' }))).toMatch(/keeps that name until it is freed/);
  });

  it('gets no name of somebody else’s money', () => {
    const payment = reloaded(insurerPayment(2_000, [], 'needs-research'));
    expect(sentence(() => payment.renameHolding(payment.state().holdings[0]!.id, { kind: 'credit' }))).toMatch(/An insurer’s payment cannot be held like that/);
  });
});

describe('an insurer’s overpayment', () => {
  it('is owed back by a decision, and taken back whole', () => {
    const payment = reloaded(insurerPayment(10_000, [appliedTo('a', 7_000)], 'needs-research'));
    payment.owe(2_000, { reference: 'REC-11', reason: 'Paid twice' }, postingOn(DAY));
    expect(payment.state().root).toMatchObject({ unappliedCents: 1_000, owedCents: 2_000 });
    expect(payment.takeEvents()).toEqual([expect.any(PaymentOwed)]);
    const [move] = payment.state().moves;
    const later = reloaded(payment);
    later.takeBackOwed(move!, 'It was ours', postingOn(DAY));
    expect(later.state().root).toMatchObject({ unappliedCents: 3_000, owedCents: 0 });
    expect(later.state().moves).toMatchObject([{ amountCents: -2_000, reversesId: move!.id }]);
    expect(held(later)).toMatchObject([{ kind: 'needs-research', amountCents: 3_000 }]);
  });

  it('keeps the payment from being reversed while it is owed', () => {
    const payment = reloaded(insurerPayment(10_000, [], 'needs-research'));
    payment.owe(2_000, { reference: '', reason: 'Paid twice' }, postingOn(DAY));
    expect(sentence(() => payment.refuseReversal())).toMatch(/money owed back/);
  });

  it('is no more than what is unapplied, and never a patient’s money', () => {
    const payment = reloaded(insurerPayment(1_000, [], 'needs-research'));
    expect(sentence(() => payment.owe(1_001, { reference: '', reason: 'Paid twice' }, postingOn(DAY)))).toMatch(/0.01 too much/);
    expect(sentence(() => copay(1_000).owe(500, { reference: '', reason: 'Paid twice' }, postingOn(DAY)))).toMatch(/Only an insurer’s money/);
  });
});
