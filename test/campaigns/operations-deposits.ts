import fc from 'fast-check';
import { DepositReceipts, TakeTickOff, TickOffDeposit, UndoDeposit } from '../../src/deposits/index.js';
import { newId } from '../../src/platform/ids.js';
import { done, operation, pick, refusedAs } from './acting.js';
import type { ExpectedDeposit, ExpectedPayment } from './model.js';
import type { World } from './world.js';

/** What it still holds: reversed payments have left it. */
const held = (world: World, deposit: ExpectedDeposit): ExpectedPayment[] => world.standing.filter((payment) => payment.deposit === deposit);

export const deposit = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 6 })).map(([from, many]) =>
  operation('receipts go to the bank', async (world) => {
    const lying = world.standing.filter((payment) => !payment.deposit && payment.locationId === world.books.clinic.maple);
    const first = lying.length === 0 ? 0 : from % lying.length;
    const payments = lying.slice(first, first + many);
    if (payments.length === 0) return;
    const command = new DepositReceipts({ locationId: world.books.clinic.maple, paymentIds: payments.map(({ paymentId }) => paymentId) });
    const outcome = await world.attempt<{ depositId: string }>(command, newId());
    if (payments.some(({ facts }) => facts.amount === 0)) return refusedAs(outcome, 'no-money');
    const { depositId } = done(outcome);
    const made: ExpectedDeposit = { depositId, ticked: false, undone: false };
    world.deposits.push(made);
    for (const payment of payments) payment.deposit = made;
    await world.check([], payments);
  }),
);

export const tickOff = fc.tuple(fc.nat(30), fc.boolean()).map(([which, on]) =>
  operation(on ? 'a deposit is ticked off' : 'the tick is taken off', async (world) => {
    const { clinic } = world.books;
    const chosen = pick(world.deposits, which);
    if (!chosen) return;
    const fields = { locationId: clinic.maple, depositId: chosen.depositId };
    const outcome = await world.attempt(on ? new TickOffDeposit({ ...fields, bankDate: clinic.today }) : new TakeTickOff(fields), newId());
    if (held(world, chosen).length === 0) return refusedAs(outcome, 'nothing-to-tick');
    done(outcome);
    chosen.ticked = on;
    await world.check([], held(world, chosen));
  }),
);

export const undoDeposit = fc.nat(30).map((which) =>
  operation('a deposit is undone', async (world) => {
    const chosen = pick(world.deposits, which);
    if (!chosen) return;
    const payments = held(world, chosen);
    const outcome = await world.attempt(new UndoDeposit({ locationId: world.books.clinic.maple, depositId: chosen.depositId, reason: 'The bag was not taken' }), newId());
    if (chosen.undone || (chosen.ticked && payments.length > 0)) return refusedAs(outcome, 'undone-already', 'ticked-off');
    done(outcome);
    chosen.undone = true;
    for (const payment of payments) payment.deposit = undefined;
    await world.check([], payments);
  }),
);
