import fc from 'fast-check';
import { RecordRemittance, SettleSuspense } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { sql } from '../../src/platform/database/sql.js';
import { done, percentOf, pick, refusedAs } from './acting.js';
import type { Party, PartyPayment, Waiting } from './parties-model.js';
import { operation, type PartiesWorld } from './parties-world.js';

const insurers = fc.constantFrom<Party>('primary', 'secondary');

/** An insurer lowers a check under a reference that nobody knows. */
export const letter = fc.tuple(insurers, fc.integer({ min: 1, max: 4_000 }), fc.boolean()).map(([party, cents, isAway]) =>
  operation(`a letter of the ${party} that names no claim`, async (world) => {
    const { clinic } = world.books;
    const providerRows = [{ code: 'WO', amountCents: -cents, reference: `LTR${newId()}` }, { code: 'L6', amountCents: cents, reference: '' }];
    const command = new RecordRemittance({ locationId: isAway ? clinic.riverside : clinic.maple, payerId: world.payerOf(party), method: 'insurance-eft', amountCents: 0, reference: `EFT ${newId()}`, lines: [], providerRows });
    const payment = await world.received(done(await world.attempt<{ paymentId: string }>(command)).paymentId, party);
    payment.waiting.push({ line: undefined, cents });
    await world.settle([], [payment]);
  }),
);

/** What waits finds its claim, its money, or is given up; sometimes more is claimed than is there. */
export const settleSuspense = fc.tuple(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 100 }), fc.constantFrom('find', 'find', 'loss')).map(([which, where, part, way]) =>
  operation('a takeback finds its place', async (world) => {
    const payment = pick(world.payments.filter(({ waiting }) => waiting.length > 0), which);
    const waits = payment && pick(payment.waiting, where);
    if (!waits) return;
    const amountCents = percentOf(waits.cents, part);
    if (way === 'loss') await giveUp(world, payment, waits, amountCents);
    else if (waits.line) await findMoney(world, payment, waits, amountCents);
    else await nameClaim(world, payment, waits, { amountCents, where });
  }),
);

async function settle(world: PartiesWorld, { facts: { paymentId, locationId } }: PartyPayment, { line }: Waiting, fields: Partial<SettleSuspense>) {
  const ofLine = line ? sql`m.line_id = ${line.facts.lineId}` : sql`m.line_id IS NULL`;
  const { id: moveId } = (await world.books.reader.one<{ id: string }>(sql`
    SELECT m.id AS id FROM payment_moves m WHERE m.payment_id = ${paymentId} AND m.account_code = '1160' AND m.settles_id IS NULL AND m.reverses_id IS NULL AND ${ofLine}`))!;
  return world.attempt(new SettleSuspense({ locationId, paymentId, moveId, ...fields }));
}

function found(payment: PartyPayment, waits: Waiting, cents: number): void {
  waits.cents -= cents;
  payment.waiting = payment.waiting.filter((one) => one.cents > 0);
}

async function giveUp(world: PartiesWorld, payment: PartyPayment, waits: Waiting, amountCents: number): Promise<void> {
  refusedAs(await settle(world, payment, waits, { way: 'loss', amountCents: waits.cents + 1, reason: 'Too much' }), 'suspense-more');
  done(await settle(world, payment, waits, { way: 'loss', amountCents, reason: 'They insist' }));
  found(payment, waits, amountCents);
  await world.settle([], [payment]);
}

async function findMoney(world: PartiesWorld, payment: PartyPayment, waits: Waiting, amountCents: number): Promise<void> {
  const line = waits.line!;
  const outcome = await settle(world, payment, waits, { way: 'money', amountCents });
  if (line.recoupable(payment.facts.party, payment) < amountCents) return refusedAs(outcome, 'suspense-found');
  done(outcome);
  line.recoup(payment.facts.party, amountCents, payment);
  payment.parts += amountCents;
  found(payment, waits, amountCents);
  await world.settle([line], [payment]);
}

async function nameClaim(world: PartiesWorld, payment: PartyPayment, waits: Waiting, { amountCents, where }: { amountCents: number; where: number }): Promise<void> {
  const { party, locationId } = payment.facts;
  const line = pick(world.lines.filter(({ facts, decisions }) => facts.locationId === locationId && (decisions.get(party)?.paidLeft ?? 0) > 0), where);
  if (!line) return;
  const decision = line.decisions.get(party)!;
  const near = world.payments.filter((one) => line.touches(one));
  const outcome = await settle(world, payment, waits, { way: 'claim', amountCents, invoiceId: line.facts.invoiceId, lineId: line.facts.lineId });
  if (amountCents > decision.paidLeft) return refusedAs(outcome, 'takeback-above-paid');
  if (amountCents > line.shares[party].paid + line.recoupable(party, payment)) return refusedAs(outcome, 'suspense-found');
  done(outcome);
  line.takeBack(party, amountCents, payment);
  decision.paidLeft -= amountCents;
  payment.parts += amountCents;
  found(payment, waits, amountCents);
  line.fit({ isHeld: true });
  await world.settle([line], [...near, payment]);
}
