import fc from 'fast-check';
import { AllocatePayment, RecordInsurancePayment, RecordPatientPayment, UseCredit } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { done, type ExpectedPart, operation, percentOf, pick, refusedAs, row } from './acting.js';
import { tendersOf } from './lookups.js';
import type { ExpectedInvoice, ExpectedPayment, Kind } from './model.js';
import type { World } from './world.js';

type Picks = readonly [number, number, number, number][];
type Rest = 'free' | 'owed' | 'purpose' | 'visit';

export const percents: fc.Arbitrary<[number, number, number, number][]> = fc.array(fc.tuple(fc.nat(50), fc.nat(100), fc.nat(100), fc.nat(100)), { minLength: 1, maxLength: 4 });
const extras = fc.oneof(fc.constant(0), fc.nat(5_000));

/** Rows for up to four different open invoices; what is taken of each is a share of what is due. */
export function parts(world: World, kind: Kind, picks: Picks, only?: string): ExpectedPart[] {
  const open = world.live.filter((invoice) => invoice[kind] > 0 && (only === undefined || invoice.patientId === only));
  const chosen = new Map<ExpectedInvoice, ExpectedPart>();
  for (const [which, pay, lower, move] of picks) {
    const invoice = pick(open, which);
    if (!invoice || chosen.has(invoice)) continue;
    const due = invoice[kind];
    const amount = Math.ceil((due * pay) / 100);
    const lowered = kind === 'insurer' ? Math.floor(((due - amount) * lower) / 100) : 0;
    // Which of two invoices a visit's money pays first is not said, so one row moves something to a patient.
    const isFirst = [...chosen.keys()].every((other) => other.patientId !== invoice.patientId);
    const toPatient = kind === 'insurer' && isFirst ? Math.floor(((due - amount - lowered) * move) / 100) : 0;
    if (amount > 0) chosen.set(invoice, { invoice, amount, lowered, toPatient });
  }
  return [...chosen.values()];
}

/** What the rows do, with the money of these payments in turn. */
function take(world: World, kind: Kind, rows: readonly ExpectedPart[], sources: readonly { payment: ExpectedPayment; cents: number }[]): void {
  const left = sources.map(({ cents }) => cents);
  for (const { invoice, amount, lowered, toPatient } of rows) {
    let rest = amount;
    for (const [index, { payment }] of sources.entries()) {
      const cents = Math.min(rest, left[index]!);
      invoice.pay(kind, payment, cents);
      left[index]! -= cents;
      rest -= cents;
    }
    invoice.lower(kind, lowered, sources[0]!.payment);
    if (toPatient > 0) invoice.move('insurer', toPatient, sources[0]!.payment);
  }
  for (const { invoice } of rows.filter(({ toPatient }) => toPatient > 0)) {
    world.placeHeld(invoice);
  }
  if (kind === 'insurer') world.payVisit(...rows.map(({ invoice }) => invoice));
}

export interface Receiving {
  kind: Kind;
  rows: ExpectedPart[];
  extra: number;
  rest: Rest;
  patientId: string;
  /** Percent of it that is cash. */
  cash?: number;
  /** Received at Riverside, whatever the invoices are of. */
  isAway?: boolean;
}

export function receiptOf(world: World, { kind, rows, extra, rest, patientId, cash = 0 }: Receiving) {
  const { clinic } = world.books;
  const amountCents = rows.reduce((sum, part) => sum + part.amount, 0) + extra;
  const cashCents = kind === 'patient' ? Math.floor((amountCents * cash) / 100) : 0;
  const common = { amountCents, reference: `EFT ${newId()}`, rows: rows.map(row) };
  const tenders = cashCents > 0 && cashCents < amountCents ? [{ method: 'cash' as const, amountCents: cashCents, reference: '' }] : [];
  const ofInsurer = { payerId: clinic.harborlight, method: 'insurance-eft' as const, remainderKind: extra === 0 ? undefined : rest === 'owed' ? ('owed' as const) : ('needs-research' as const) };
  const held = rest === 'visit' ? { remainderKind: 'visit' as const, patientId, visitDate: clinic.today } : { remainderKind: rest === 'purpose' ? ('purpose' as const) : ('credit' as const), purpose: 'Ten sessions' };
  const ofPatient = { guarantorId: patientId, method: cash === 100 ? ('cash' as const) : ('card' as const), tenders, ...(extra > 0 ? held : {}) };
  return kind === 'insurer' ? { ...common, ...ofInsurer } : { ...common, ...ofPatient };
}

/** Works out what a recorded payment did, and compares. */
export async function taken(world: World, paymentId: string, { kind, rows, extra, rest, patientId }: Receiving): Promise<void> {
  const ids = await world.books.reader.all<{ id: string }>(tendersOf(paymentId));
  const payments: ExpectedPayment[] = [];
  for (const { id } of ids) payments.push(await world.received(id, kind, patientId));
  const total = payments.reduce((sum, { facts }) => sum + facts.amount, 0);
  expect(total).toBe(rows.reduce((sum, part) => sum + part.amount, 0) + extra);
  take(world, kind, rows, payments.map((payment) => ({ payment, cents: payment.facts.amount })));
  for (const payment of payments) payment[rest] += payment.facts.amount - payment.applied;
  const patients = rows.map(({ invoice }) => invoice.patientId);
  await world.check(rows.map(({ invoice }) => invoice), world.payments.filter((one) => payments.includes(one) || patients.includes(one.patientId)));
}

export async function record(world: World, receiving: Receiving): Promise<void> {
  const fields = receiptOf(world, receiving);
  if (fields.amountCents === 0) return;
  const command = new (receiving.kind === 'insurer' ? RecordInsurancePayment : RecordPatientPayment)({ ...fields, locationId: receiving.isAway ? world.books.clinic.riverside : world.books.clinic.maple });
  const { paymentId } = done(await world.attempt<{ paymentId: string }>(command, newId()));
  await taken(world, paymentId, receiving);
}

const away = fc.nat(3).map((nth) => nth === 0);

export const insurerPays = fc.tuple(percents, extras, fc.constantFrom<Rest>('free', 'owed'), away).map(([picks, extra, rest, isAway]) =>
  operation(`the insurer pays, ${extra} more is ${rest}`, (world) => record(world, { kind: 'insurer', rows: parts(world, 'insurer', picks), extra, rest, patientId: '', isAway })),
);

export const patientPays = fc.tuple(fc.nat(50), percents, extras, fc.constantFrom<Rest>('free', 'purpose', 'visit'), fc.constantFrom(0, 30, 70, 100), away).map(([who, picks, extra, rest, cash, isAway]) =>
  operation(`a patient pays, ${cash} % in cash, ${extra} more for ${rest}`, async (world) => {
    const patientId = pick(world.invoices, who)?.patientId;
    const isMerged = patientId !== undefined && [...world.roots.values()].includes(patientId);
    const held = rest === 'visit' && isMerged ? 'free' : rest;
    if (patientId) await record(world, { kind: 'patient', rows: parts(world, 'patient', picks, patientId), extra, rest: held, patientId, cash, isAway });
  }),
);

/** Within what may be used; above it, it must be refused. */
export const allocate = fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 100 }), fc.boolean()).map(([which, whom, percent, asCredit]) =>
  operation(asCredit ? 'a credit is used' : 'a remainder is allocated', async (world) => {
    const payment = pick(world.standing.filter((one) => one.unapplied > 0), which);
    if (!payment) return;
    const { kind, patientId, locationId, paymentId } = payment;
    const invoice = pick(world.live.filter((one) => one[kind] > 0 && (kind === 'insurer' || one.patientId === patientId)), whom);
    if (!invoice) return;
    const amount = percentOf(Math.min(payment.unapplied, invoice[kind]), percent);
    const rows = [row({ invoice, amount, lowered: 0, toPatient: 0 })];
    const party = kind === 'insurer' ? { payerId: world.books.clinic.harborlight } : { guarantorId: patientId };
    const command = asCredit
      ? new UseCredit({ locationId, kind, ...party, rows, credits: [{ paymentId, amountCents: amount }] })
      : new AllocatePayment({ locationId, paymentId, rows });
    const outcome = await world.attempt(command, newId());
    if (amount > payment.usable(world.pending, invoice)) return refusedAs(outcome, 'held-for-line', 'held-for-visit');
    done(outcome);
    payment.use(amount, world.pending, invoice);
    invoice.pay(kind, payment, amount);
    if (kind === 'insurer') world.payVisit(invoice);
    await world.check([invoice], world.payments.filter((one) => one === payment || one.patientId === invoice.patientId));
  }),
);
