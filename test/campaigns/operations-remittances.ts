import fc from 'fast-check';
import { type ProviderRow, RecordRemittance, type RemittedLine } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { remitted } from '../support/remittances.js';
import { done, operation, pick, refusedAs } from './acting.js';
import { lineOf } from './lookups.js';
import type { Decision, ExpectedInvoice, ExpectedPayment } from './model.js';
import type { World } from './world.js';

/** Of the line: what the insurer takes back, and how it splits the charge now; no split where it only takes back. */
interface Part {
  invoice: ExpectedInvoice;
  takeback: number;
  split: Split | undefined;
}

interface Split {
  paid: number;
  co: number;
  denied: number;
  pr: number;
}

const NOTHING_PAID = [0, 0, 0] as const;

/** Percent paid, contractual and denied of what is left each time; the rest is the patient's. */
const splits = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.nat(100), fc.nat(100), fc.constantFrom(0, 0, 50, 100)) },
  { weight: 1, arbitrary: fc.constant(NOTHING_PAID) },
);
const lines = fc.array(fc.tuple(fc.nat(60), splits, fc.constantFrom('decide', 'decide', 'correct', 'reverse', 'recoup')), { minLength: 1, maxLength: 3 });

function splitOf(chargeCents: number, [pay, lower, deny]: readonly [number, number, number]): Split {
  if (pay + lower + deny === 0) return { paid: 0, co: 0, denied: chargeCents, pr: 0 };
  const paid = Math.floor((chargeCents * pay) / 100);
  const co = Math.floor(((chargeCents - paid) * lower) / 100);
  const denied = Math.floor(((chargeCents - paid - co) * deny) / 100);
  return { paid, co, denied, pr: chargeCents - paid - co - denied };
}

type Picks = readonly (readonly [number, readonly [number, number, number], string])[];

/** Of each patient one invoice: which of two a visit's money pays first is not said. */
function partsOf(world: World, picks: Picks): { part: Part; isRecoupment: boolean }[] {
  const chosen = new Map<string, { part: Part; isRecoupment: boolean }>();
  for (const [which, percents, way] of picks) {
    const invoice = pick(world.invoices, which);
    // Merged records have two coverages of the insurer: the second is asked next.
    if (!invoice || chosen.has(invoice.patientId) || invoice.ofMerged) continue;
    const left = invoice.decision?.paidLeft ?? 0;
    const split = splitOf(invoice.facts.chargeCents, percents);
    if (left === 0 && !invoice.voided) chosen.set(invoice.patientId, { part: { invoice, takeback: 0, split }, isRecoupment: false });
    else if (way === 'recoup' && left > 0) chosen.set(invoice.patientId, { part: { invoice, takeback: Math.ceil((left * (percents[0] + 1)) / 101), split: undefined }, isRecoupment: true });
    else if (left > 0) chosen.set(invoice.patientId, { part: { invoice, takeback: left, split: way === 'correct' && !invoice.voided ? split : undefined }, isRecoupment: false });
  }
  return [...chosen.values()];
}

/** Insurer's money of payments that did not come with this EOB. */
const plainCents = ({ shares, decision }: ExpectedInvoice, own: ExpectedPayment | undefined, takeback: number): number => {
  const foreign = shares.insurer.money.filter(({ payment }) => payment !== own).reduce((sum, { cents }) => sum + cents, 0);
  return decision && takeback > 0 ? Math.max(0, foreign - takeback) : foreign;
};

async function lineFor(world: World, { part: { invoice, takeback, split } }: { part: Part }): Promise<RemittedLine> {
  const { id } = (await world.books.reader.one<{ id: string }>(lineOf(invoice.invoiceId)))!;
  return remitted(invoice.invoiceId, id, { takeback, ...split });
}

/** What the product does with one line, by plain arithmetic. */
function decide(world: World, { invoice, takeback, split }: Part, payment: ExpectedPayment, isRecoupment: boolean): void {
  if (takeback > 0) {
    takeBack(world, invoice, takeback, payment);
    if (isRecoupment) invoice.decision!.paidLeft -= takeback;
    else invoice.undecide({ isCorrected: split !== undefined });
  } else if (split) invoice.undecide({ isCorrected: true });
  if (split) post(invoice, split, payment);
  invoice.fit(true);
}

function takeBack(world: World, invoice: ExpectedInvoice, cents: number, by: ExpectedPayment): void {
  by.isBound = true;
  const taken = invoice.takeBack(cents);
  for (const part of taken) {
    part.payment.isTakenFrom = true;
    by.applied -= part.cents;
    world.crossed.push({ invoice, ...part }, { invoice, payment: by, cents: -part.cents });
  }
  let rest = cents - taken.reduce((sum, part) => sum + part.cents, 0);
  const sources = [...invoice.everPaid].filter((one) => !one.reversed && one.locationId === by.locationId && one !== by).sort((a, b) => (a.paymentId < b.paymentId ? 1 : -1));
  for (const source of sources) {
    const held = Math.min(rest, source.lines.get(invoice.invoiceId) ?? 0);
    if (held > 0) source.takeHeld(invoice.invoiceId, held);
    const free = Math.min(rest - held, source.free);
    source.free -= free;
    const owed = Math.min(rest - held - free, source.owed);
    source.owed -= owed;
    source.recouped += held + free + owed;
    by.parts -= held + free + owed;
    rest -= held + free + owed;
  }
  by.parts -= rest;
}

function post(invoice: ExpectedInvoice, { paid, co, denied, pr }: Split, payment: ExpectedPayment): void {
  const decision: Decision = { payment, paidLeft: paid, isDenial: paid + co + pr === 0 };
  invoice.decision = decision;
  if (decision.isDenial) return;
  invoice.shares.insurer.lowered = [];
  invoice.split(paid + co + denied);
  const own = invoice.shares.insurer.money.filter((entry) => entry.payment === payment).sort((a, b) => b.nth - a.nth);
  let over = own.reduce((sum, { cents }) => sum + cents, 0) - paid;
  if (over < 0) invoice.pay('insurer', payment, -over);
  for (const entry of own) {
    const part = Math.min(entry.cents, Math.max(over, 0));
    if (part === 0) continue;
    invoice.takeOff('insurer', entry, part);
    payment.hold(part, invoice.invoiceId);
    over -= part;
  }
  invoice.lower('insurer', co, payment, decision);
}

/** Beside the claims: interest, and a balance carried forward or settled. */
function rowsFor(world: World, netCents: number, [interest, which, settles]: readonly [number, number, boolean]): ProviderRow[] {
  const rows: ProviderRow[] = interest === 0 ? [] : [{ code: 'L6', amountCents: interest, reference: '' }];
  const debt = settles && netCents + interest > 0 ? pick([...world.forwarded].filter(([, cents]) => cents > 0), which) : undefined;
  if (debt) rows.push({ code: 'FB', amountCents: -Math.min(debt[1], netCents + interest), reference: debt[0] });
  if (netCents + interest < 0) rows.push({ code: 'FB', amountCents: -netCents - interest, reference: `CHK${newId()}` });
  return rows;
}

const extras = fc.tuple(fc.constantFrom(0, 0, 137), fc.nat(20), fc.boolean());

/** A remittance over up to three claims: decisions, reversals, corrections, letters, and what stands beside them. */
export const remit = fc.tuple(lines, extras, fc.nat(2), fc.nat(5)).map(([picks, extra, place, over]) =>
  operation('an EOB is posted', async (world) => {
    const { clinic } = world.books;
    const chosen = partsOf(world, picks);
    if (chosen.length === 0) return;
    const [only] = chosen;
    // One claim: what its payment holds for that line is used first.
    const attached = place === 2 && chosen.length === 1 && only!.part.takeback === 0 ? attachable(world, only!.part) : undefined;
    const claims = chosen.filter(({ isRecoupment }) => !isRecoupment);
    const remittedLines = await Promise.all(claims.map((one) => lineFor(world, one)));
    const letters: ProviderRow[] = [];
    for (const { part } of chosen.filter(({ isRecoupment }) => isRecoupment)) {
      const line = await lineFor(world, { part });
      letters.push({ code: 'WO', amountCents: -part.takeback, reference: `LTR${newId()}`, claim: { invoiceId: line.invoiceId, lineId: line.lineId } });
    }
    const netCents = chosen.reduce((sum, { part }) => sum + (part.split?.paid ?? 0) - part.takeback, 0);
    const rows = attached ? [] : rowsFor(world, netCents, extra);
    const amountCents = Math.max(0, netCents + rows.reduce((sum, row) => sum + row.amountCents, 0)) + over;
    const command = new RecordRemittance({
      locationId: attached?.locationId ?? (place === 1 ? clinic.riverside : clinic.maple), payerId: clinic.harborlight, method: 'insurance-eft', amountCents, reference: `EFT ${newId()}`,
      lines: remittedLines, providerRows: [...letters, ...rows], remainderKind: 'needs-research', ...(attached ? { attachTo: attached.paymentId } : {}),
    });
    const outcome = await world.attempt<{ paymentId: string }>(command, newId());
    if (chosen.some(({ part }) => part.split && !isDenied(part.split) && plainCents(part.invoice, attached, part.takeback) > 0)) return refusedAs(outcome, 'plain-payment-first');
    const needed = attached ? missingCents(only!.part, attached) : 0;
    if (attached && needed > attached.usable(world.pending, only!.part.invoice)) return refusedAs(outcome, 'held-for-line');
    const near = world.payments.filter((payment) => chosen.some(({ part }) => part.invoice.touchedBy(payment) || part.invoice.everPaid.has(payment)));
    await settled(world, done(outcome).paymentId, { chosen, rows, attached });
    await world.check(chosen.map(({ part }) => part.invoice), near);
  }),
);

async function settled(world: World, paymentId: string, { chosen, rows, attached }: { chosen: ReturnType<typeof partsOf>; rows: readonly ProviderRow[]; attached: ExpectedPayment | undefined }): Promise<void> {
  const payment = attached ?? (await world.received(paymentId, 'insurer', ''));
  payment.hasDecisions ||= chosen.some(({ isRecoupment }) => !isRecoupment) || chosen.length > 0;
  if (attached) attached.use(missingCents(chosen[0]!.part, attached), world.pending, chosen[0]!.part.invoice);
  for (const { part, isRecoupment } of chosen) decide(world, part, payment, isRecoupment);
  for (const { code, amountCents, reference } of rows) {
    payment.parts += amountCents;
    if (code !== 'FB') continue;
    payment.forwards.set(reference, (payment.forwards.get(reference) ?? 0) + amountCents);
    world.forwarded.set(reference, (world.forwarded.get(reference) ?? 0) + amountCents);
  }
  world.placeHeld(...chosen.map(({ part }) => part.invoice));
  if (!attached) payment.free += payment.facts.amount - payment.applied - payment.parts - payment.unapplied;
  await world.check([], [payment]);
}

const isDenied = ({ paid, co, pr }: Split): boolean => paid + co + pr === 0;

/** What the EOB wants from the attached payment beyond what already stands on the line. */
function missingCents({ invoice, split }: Part, payment: ExpectedPayment): number {
  if (!split || isDenied(split)) return 0;
  const own = invoice.shares.insurer.money.filter((entry) => entry.payment === payment).reduce((sum, { cents }) => sum + cents, 0);
  return Math.max(0, split.paid - own);
}

/** A payment of the insurer on it that stands and had no EOB yet. */
function attachable(world: World, { invoice }: Part): ExpectedPayment | undefined {
  return world.standing.find((payment) => payment.kind === 'insurer' && !payment.hasDecisions && invoice.shares.insurer.money.some((entry) => entry.payment === payment));
}
