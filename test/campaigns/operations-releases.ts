import fc from 'fast-check';
import { CorrectPayment, FreeEarmark, OweToInsurer, ReleaseAllocation, RenameHolding, ReversePayment, TakeBackOwed } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { done, operation, percentOf, pick, refusedAs } from './acting.js';
import { holdingsOf, lineOf, owedMovesOf, standingOn } from './lookups.js';
import type { ExpectedPayment } from './model.js';
import { parts, percents, type Receiving, receiptOf, taken } from './operations-money-in.js';
import type { World } from './world.js';

const at = ({ paymentId, locationId }: ExpectedPayment) => ({ paymentId, locationId });

/** Takes a payment away by hand. @returns what it touched */
function takeAway(world: World, payment: ExpectedPayment, isBounce: boolean) {
  const invoices = world.live.filter((invoice) => (isBounce ? invoice.hasMoneyOf(payment) : invoice.touchedBy(payment)));
  const near = world.payments.filter((one) => one === payment || invoices.some((invoice) => invoice.touchedBy(one)));
  for (const invoice of invoices) invoice.takeAway(payment, isBounce);
  payment.reverse();
  for (const [reference, cents] of payment.forwards) world.forwarded.set(reference, world.forwarded.get(reference)! - cents);
  world.placeHeld(...invoices);
  return { invoices, near };
}

function refusalOf(world: World, payment: ExpectedPayment, isBounce: boolean): string | undefined {
  if (payment.reversed) return 'reversed-already';
  if (payment.owed > 0 || payment.recouped > 0 || payment.isTakenFrom) return 'has-dependants';
  if (payment.isBound) return 'takebacks-in-payment';
  if ([...payment.forwards].some(([reference, cents]) => world.forwarded.get(reference)! < cents)) return 'has-dependants';
  return isBounce || world.live.every((invoice) => invoice.canMoveBack(payment)) ? undefined : 'moved-on';
}

export const reverse = fc.tuple(fc.nat(60), fc.boolean()).map(([which, isBounce]) =>
  operation(isBounce ? 'the bank returns a payment' : 'a payment is reversed', async (world) => {
    const payment = pick(world.payments, which);
    if (!payment) return;
    const refusal = refusalOf(world, payment, isBounce);
    const outcome = await world.attempt(new ReversePayment({ ...at(payment), reason: 'Entered twice', isBounce }), newId());
    if (refusal) return refusedAs(outcome, refusal);
    done(outcome);
    const { invoices, near } = takeAway(world, payment, isBounce);
    await world.check(invoices, near);
  }),
);

export const correctPayment = fc.tuple(fc.nat(60), percents, fc.nat(3_000)).map(([which, picks, extra]) =>
  operation('a payment is corrected', async (world) => {
    const payment = pick(world.standing, which);
    if (!payment || refusalOf(world, payment, false)) return;
    const { kind, patientId } = payment;
    if (payment.hasDecisions) {
      const receipt = receiptOf(world, { kind, rows: [], extra: 1, rest: 'free', patientId });
      return refusedAs(await world.attempt(new CorrectPayment({ ...at(payment), reason: 'Typed wrong', kind: 'insurance', receipt }), newId()), 'came-with-eob');
    }
    const { invoices, near } = takeAway(world, payment, false);
    world.days.half();
    const receiving: Receiving = { kind, rows: parts(world, kind, picks, kind === 'patient' ? patientId : undefined), extra: extra + 1, rest: 'free', patientId };
    const command = new CorrectPayment({ ...at(payment), reason: 'Typed wrong', kind: kind === 'insurer' ? 'insurance' : 'patient', receipt: receiptOf(world, receiving) });
    const { paymentId } = done(await world.attempt<{ paymentId: string }>(command, newId()));
    await taken(world, paymentId, receiving);
    await world.check(invoices, near);
  }),
);

/** All of an allocation or part of it; the money is free, and others' held money may go where it was. */
export const release = fc.tuple(fc.nat(60), fc.nat(20), fc.nat(9), fc.integer({ min: 1, max: 100 })).map(([which, whose, row, percent]) =>
  operation('money is released by hand', async (world) => {
    const invoice = pick(world.live.filter(({ shares }) => shares.insurer.money.length + shares.patient.money.length > 0), which);
    if (!invoice) return;
    const money = [...invoice.shares.insurer.money, ...invoice.shares.patient.money];
    const { payment } = pick(money, whose)!;
    const own = money.filter((one) => one.payment === payment).sort((a, b) => a.nth - b.nth);
    const rows = await world.books.reader.all<{ id: string; cents: number }>(standingOn(payment.paymentId, invoice.invoiceId));
    expect(rows.map(({ cents }) => cents)).toEqual(own.map(({ cents }) => cents));
    const entry = pick(own, row)!;
    const amountCents = percentOf(entry.cents, percent);
    done(await world.attempt(new ReleaseAllocation({ ...at(payment), allocationId: rows[row % rows.length]!.id, amountCents, reason: 'Meant for another' }), newId()));
    invoice.takeOff(invoice.shares.insurer.money.includes(entry) ? 'insurer' : 'patient', entry, amountCents);
    payment.hold(amountCents, '');
    world.placeHeld(invoice);
    await world.check([invoice], [payment]);
  }),
);

export const freeEarmark = fc.nat(60).map((which) =>
  operation('held money is freed', async (world) => {
    const held = world.standing.flatMap((payment) => [...payment.lines].map(([line, cents]) => ({ payment, line, cents })));
    const chosen = pick(held, which);
    if (!chosen) return;
    const { payment, line, cents } = chosen;
    const { id } = (await world.books.reader.one<{ id: string }>(lineOf(line)))!;
    const outcome = await world.attempt(new FreeEarmark({ ...at(payment), lineId: id, reason: 'They want it back' }), newId());
    if (world.pending.has(line)) return refusedAs(outcome, 'still-pending');
    done(outcome);
    payment.takeHeld(line, cents);
    payment.free += cents;
    await world.check([], [payment]);
  }),
);

/** What was held for a visit or a purpose becomes a plain credit. */
export const lift = fc.tuple(fc.nat(60), fc.constantFrom('visit' as const, 'purpose' as const)).map(([which, kind]) =>
  operation(`what is held for a ${kind} is lifted`, async (world) => {
    const payment = pick(world.standing.filter((one) => one[kind] > 0), which);
    if (!payment) return;
    const [holding] = await world.books.reader.all<{ id: string }>(holdingsOf(payment.paymentId, kind));
    done(await world.attempt(new RenameHolding({ ...at(payment), holdingId: holding!.id, kind: 'credit' }), newId()));
    payment.free += payment[kind];
    payment[kind] = 0;
    await world.check([], [payment]);
  }),
);

export const owe = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 100 })).map(([which, percent]) =>
  operation('an insurer’s money is named as owed back', async (world) => {
    const payment = pick(world.standing.filter((one) => one.kind === 'insurer' && one.unapplied > 0), which);
    if (!payment) return;
    const amountCents = percentOf(payment.unapplied, percent);
    const outcome = await world.attempt(new OweToInsurer({ ...at(payment), amountCents, reason: 'Their letter' }), newId());
    if (amountCents > payment.usable(world.pending)) return refusedAs(outcome, 'held-for-line');
    done(outcome);
    payment.use(amountCents, world.pending);
    payment.owed += amountCents;
    await world.check([], [payment]);
  }),
);

export const takeBackOwed = fc.tuple(fc.nat(60), fc.nat(9)).map(([which, row]) =>
  operation('what was named as owed back is taken back', async (world) => {
    const payment = pick(world.standing.filter((one) => one.owed > 0), which);
    if (!payment) return;
    const move = pick(await world.books.reader.all<{ id: string; cents: number }>(owedMovesOf(payment.paymentId)), row)!;
    const outcome = await world.attempt(new TakeBackOwed({ ...at(payment), moveId: move.id, reason: 'It was ours' }), newId());
    // Part of it was recouped since.
    if (move.cents > payment.owed) return refusedAs(outcome, 'owed-no-more');
    done(outcome);
    payment.owed -= move.cents;
    payment.free += move.cents;
    await world.check([], [payment]);
  }),
);
