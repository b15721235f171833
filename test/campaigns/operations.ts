import fc, { type AsyncCommand } from 'fast-check';
import { CloseDay } from '../../src/calendar/index.js';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AdjustInvoice, AllocatePayment, ApplyInsurance, RecordInsurancePayment, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { VISIT_CENTS } from '../support/clinic.js';
import { coverageOf, guarantorOf, referenceOf } from './lookups.js';
import type { ExpectedInvoice, ExpectedPart, ExpectedPayment, Outcome, World } from './world.js';

/** One random act: tried on the product, worked out by hand beside it, and compared. */
type Operation = AsyncCommand<World, World>;

function operation(name: string, run: (world: World) => Promise<void>): Operation {
  return { check: () => true, run: (world) => run(world), toString: () => name };
}

const pick = <T>(list: readonly T[], at: number): T | undefined => (list.length === 0 ? undefined : list[at % list.length]);
const refusedAs = <T>(outcome: Outcome<T>, ...codes: string[]): void => {
  if (!('refused' in outcome)) throw new Error(`should have been refused as ${codes.join(' or ')}`);
  if (codes.length > 0) expect(codes).toContain(outcome.refused.code);
};
const row = ({ invoice, amount, adjusted, toPatient }: ExpectedPart) => ({
  invoiceId: invoice.invoiceId, amountCents: amount, adjustmentCents: adjusted, adjustmentReasonCode: adjusted > 0 ? 'CO-45' : '', adjustmentReason: '',
  toPatientCents: toPatient, toPatientReasonCode: toPatient > 0 ? 'PR-2' : '',
});

const bill = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 4 }), fc.nat(100)).map(([who, visits, percent]) =>
  operation(`bill ${visits} visits, ${percent} % with the insurer`, async (world) => {
    const { clinic, run } = world.books;
    const known = world.invoices[who];
    const patientId = known && who % 3 > 0 ? known.patientId : await clinic.patient();
    const locationId = clinic.maple;
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: visits, serviceDate: clinic.today }));
    const chargeCents = visits * VISIT_CENTS;
    const insurer = Math.floor((chargeCents * percent) / 100);
    const coverage = await world.books.reader.one<{ id: string }>(coverageOf(patientId));
    await run(new ApplyInsuranceToDraft({ locationId, draftId, amounts: [{ partyKey: coverage!.id, amountCents: insurer }] }));
    const outcome = await world.attempt<{ invoiceId: string }>(new FinalizeInvoice({ locationId, draftId }), newId());
    if (!('done' in outcome)) throw outcome.refused;
    const invoice: ExpectedInvoice = {
      invoiceId: outcome.done.invoiceId, patientId, locationId, chargeCents, insurer, patient: chargeCents - insurer, voided: false, touchedByPayment: false,
    };
    world.invoices.push(invoice);
    await world.checkInvoice(invoice);
  }),
);

/** Rows for up to four different open invoices; what is taken of each is a share of what is due. */
function parts(world: World, kind: 'insurer' | 'patient', picks: readonly [number, number, number, number][], only?: string): ExpectedPart[] {
  const open = world.invoices.filter((invoice) => !invoice.voided && invoice[kind] > 0 && (only === undefined || invoice.patientId === only));
  const chosen = new Map<ExpectedInvoice, ExpectedPart>();
  for (const [which, pay, adjust, move] of picks) {
    const invoice = pick(open, which);
    if (!invoice || chosen.has(invoice)) continue;
    const due = invoice[kind];
    const amount = Math.ceil((due * pay) / 100);
    const adjusted = kind === 'insurer' ? Math.floor(((due - amount) * adjust) / 100) : 0;
    const toPatient = kind === 'insurer' ? Math.floor(((due - amount - adjusted) * move) / 100) : 0;
    if (amount > 0) chosen.set(invoice, { invoice, amount, adjusted, toPatient });
  }
  return [...chosen.values()];
}

function take(kind: 'insurer' | 'patient', { invoice, amount, adjusted, toPatient }: ExpectedPart): void {
  invoice[kind] -= amount + adjusted + toPatient;
  invoice.patient += toPatient;
  invoice.touchedByPayment = true;
}

async function record(world: World, kind: 'insurer' | 'patient', rows: ExpectedPart[], extra: number, patientId: string): Promise<void> {
  const { clinic } = world.books;
  const amount = rows.reduce((sum, part) => sum + part.amount, 0) + extra;
  if (amount === 0) return;
  const common = { locationId: clinic.maple, amountCents: amount, reference: `EFT ${newId()}`, rows: rows.map(row) };
  const command =
    kind === 'insurer'
      ? new RecordInsurancePayment({ ...common, payerId: clinic.harborlight, method: 'insurance-eft', remainderKind: extra > 0 ? 'needs-research' : undefined })
      : new RecordPatientPayment({ ...common, guarantorId: patientId, method: 'card', remainderKind: extra > 0 ? 'credit' : undefined });
  const outcome = await world.attempt<{ paymentId: string }>(command, newId());
  if (!('done' in outcome)) throw outcome.refused;
  for (const part of rows) take(kind, part);
  const payment: ExpectedPayment = { paymentId: outcome.done.paymentId, kind, locationId: clinic.maple, patientId, amount, unapplied: extra, parts: rows, reversed: false };
  world.payments.push(payment);
  for (const { invoice } of rows) await world.checkInvoice(invoice);
  await world.checkPayment(payment);
}

const percents = fc.array(fc.tuple(fc.nat(50), fc.nat(100), fc.nat(100), fc.nat(100)), { minLength: 1, maxLength: 4 });

const insurerPays = fc.tuple(percents, fc.oneof(fc.constant(0), fc.nat(5_000))).map(([picks, extra]) =>
  operation('the insurer pays', (world) => record(world, 'insurer', parts(world, 'insurer', picks), extra, '')),
);

const patientPays = fc.tuple(fc.nat(50), percents, fc.oneof(fc.constant(0), fc.nat(5_000))).map(([who, picks, extra]) =>
  operation('a patient pays', async (world) => {
    const patientId = pick(world.invoices, who)?.patientId;
    if (patientId) await record(world, 'patient', parts(world, 'patient', picks, patientId), extra, patientId);
  }),
);

const allocate = fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 100 })).map(([which, whom, percent]) =>
  operation('a remainder is allocated', async (world) => {
    const payment = pick(world.payments.filter((one) => !one.reversed && one.unapplied > 0), which);
    if (!payment) return;
    const invoice = pick(world.invoices.filter((one) => !one.voided && one[payment.kind] > 0 && (payment.kind === 'insurer' || one.patientId === payment.patientId)), whom);
    if (!invoice) return;
    const amount = Math.max(1, Math.floor((Math.min(payment.unapplied, invoice[payment.kind]) * percent) / 100));
    const part = { invoice, amount, adjusted: 0, toPatient: 0 };
    const outcome = await world.attempt(new AllocatePayment({ locationId: payment.locationId, paymentId: payment.paymentId, rows: [row(part)] }), newId());
    if (!('done' in outcome)) throw outcome.refused;
    take(payment.kind, part);
    payment.unapplied -= amount;
    payment.parts.push(part);
    await world.checkInvoice(invoice);
    await world.checkPayment(payment);
  }),
);

/** Whether nobody has paid since what it moved to the patient. */
function mayComeBack({ parts: given, kind }: ExpectedPayment): boolean {
  const moved = new Map<ExpectedInvoice, number>();
  for (const { invoice, toPatient } of given) moved.set(invoice, (moved.get(invoice) ?? 0) + toPatient);
  return kind === 'patient' || [...moved].every(([invoice, toPatient]) => toPatient === 0 || invoice.patient >= toPatient);
}

const reverse = fc.nat(60).map((which) =>
  operation('a payment is reversed', async (world) => {
    const payment = pick(world.payments, which);
    if (!payment || (!payment.reversed && !mayComeBack(payment))) return;
    const outcome = await world.attempt(new ReversePayment({ locationId: payment.locationId, paymentId: payment.paymentId, reason: 'Entered twice' }), newId());
    if (payment.reversed) return refusedAs(outcome);
    if (!('done' in outcome)) throw outcome.refused;
    for (const { invoice, amount, adjusted, toPatient } of payment.parts) {
      invoice[payment.kind] += amount + adjusted + toPatient;
      invoice.patient -= toPatient;
    }
    payment.reversed = true;
    for (const { invoice } of payment.parts) await world.checkInvoice(invoice);
    await world.checkPayment(payment);
  }),
);

const adjust = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 100 })).map(([which, percent]) =>
  operation('a courtesy is given', async (world) => {
    const invoice = pick(world.invoices.filter((one) => !one.voided && one.patient > 0), which);
    if (!invoice) return;
    const amountCents = Math.max(1, Math.floor((invoice.patient * percent) / 100));
    const guarantor = await world.books.reader.one<{ id: string }>(guarantorOf(invoice.invoiceId));
    const outcome = await world.attempt(
      new AdjustInvoice({ locationId: invoice.locationId, invoiceId: invoice.invoiceId, partyKey: guarantor!.id, kind: 'small-balance', amountCents, reason: 'Not worth a letter' }),
      newId(),
    );
    if (!('done' in outcome)) throw outcome.refused;
    invoice.patient -= amountCents;
    await world.checkInvoice(invoice);
  }),
);

const applyInsurance = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 100 })).map(([which, percent]) =>
  operation('insurance is applied afterwards', async (world) => {
    const invoice = pick(world.invoices.filter((one) => !one.voided && one.patient > 0 && !one.touchedByPayment), which);
    if (!invoice) return;
    const coverage = await world.books.reader.one<{ id: string }>(coverageOf(invoice.patientId));
    const amountCents = Math.max(1, Math.floor((invoice.patient * percent) / 100));
    const outcome = await world.attempt(
      new ApplyInsurance({ locationId: invoice.locationId, invoiceId: invoice.invoiceId, partyKey: coverage!.id, amountCents, reason: 'Covered after all' }), newId(),
    );
    if (!('done' in outcome)) throw outcome.refused;
    invoice.patient -= amountCents;
    invoice.insurer += amountCents;
    await world.checkInvoice(invoice);
  }),
);

const voidInvoice = fc.nat(60).map((which) =>
  operation('an invoice is voided', async (world) => {
    const invoice = pick(world.invoices, which);
    if (!invoice) return;
    const outcome = await world.attempt(new VoidInvoice({ locationId: invoice.locationId, invoiceId: invoice.invoiceId, reason: 'Wrong patient' }), newId());
    if (invoice.voided) return refusedAs(outcome);
    if (!('done' in outcome)) throw outcome.refused;
    Object.assign(invoice, { insurer: 0, patient: 0, voided: true });
    await world.checkInvoice(invoice);
    for (const payment of world.payments.filter((one) => !one.reversed && one.parts.some((part) => part.invoice === invoice))) {
      payment.unapplied += payment.parts.filter((part) => part.invoice === invoice).reduce((sum, part) => sum + part.amount, 0);
      payment.parts = payment.parts.filter((part) => part.invoice !== invoice);
      await world.checkPayment(payment);
    }
  }),
);

const closeDay = fc.constant(null).map(() =>
  operation('the day is closed and the next begins', async (world) => {
    const { clinic, clock } = world.books;
    for (const locationId of [clinic.maple, clinic.riverside]) await world.attempt(new CloseDay({ locationId, andEarlier: true }), newId());
    if (world.counts.done % 2 === 0) clock.nextDay();
  }),
);

const again = fc.boolean().map((same) =>
  operation(same ? 'the same form is sent again' : 'the same form is sent with other entries', async (world) => {
    const last = world.last;
    if (!last) return;
    const before = { ...world.counts };
    const other = Object.assign(Object.create(Object.getPrototypeOf(last.command) as object) as object, last.command, same ? {} : { notes: 'changed', reason: 'changed' });
    const outcome = await world.attempt(other, last.submission);
    if (same) expect(outcome).toEqual({ done: last.answer });
    else refusedAs(outcome, 'submission-reused');
    world.last = last;
    expect(world.counts.done + world.counts.refused).toBe(before.done + before.refused + 1);
  }),
);

/** What must be refused whatever the books look like. */
const refused = fc.tuple(fc.nat(50), fc.nat(9)).map(([which, way]) =>
  operation('something that may not be', async (world) => {
    const { clinic } = world.books;
    const invoice = pick(world.invoices, which);
    if (!invoice) return;
    const part = (over: Partial<ExpectedPart> = {}) => row({ invoice, amount: 100, adjusted: 0, toPatient: 0, ...over });
    const pay = (fields: Partial<RecordInsurancePayment>) =>
      new RecordInsurancePayment({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 100, reference: `X ${newId()}`, rows: [part()], ...fields });
    const reused = world.payments.find((payment) => payment.kind === 'insurer' && !payment.reversed);
    const ways: (() => Promise<Outcome<unknown>>)[] = [
      () => world.attempt(pay({ amountCents: 0, rows: [] }), newId()),
      () => world.attempt(pay({ amountCents: -100, rows: [part({ amount: -100 })] }), newId()),
      () => world.attempt(pay({ amountCents: 50 }), newId()),
      () => world.attempt(pay({ amountCents: invoice.insurer + 1, rows: [part({ amount: invoice.insurer + 1 })] }), newId()),
      () => world.attempt(pay({ rows: [part({ amount: 50 }), part({ amount: 50 })] }), newId()),
      () => world.attempt(pay({ payerId: clinic.tamarack }), newId()),
      () => world.attempt(pay({ postingDate: addDays(clinic.today, 400) }), newId()),
      () => world.attempt(pay({}), newId(), world.frontDesk),
      () => world.attempt(pay({}), newId(), world.elsewhere),
      () => world.attempt(new VoidInvoice({ locationId: invoice.locationId, invoiceId: invoice.invoiceId, reason: 'Stale', version: 0 }), newId()),
    ];
    refusedAs(await ways[way % ways.length]!());
    if (reused) await refuseSameNumber(world, reused);
  }),
);

async function refuseSameNumber(world: World, { paymentId }: ExpectedPayment): Promise<void> {
  const { clinic, reader } = world.books;
  const { reference } = (await reader.one<{ reference: string }>(referenceOf(paymentId)))!;
  const command = new RecordInsurancePayment({
    locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 100, reference: ` ${reference.toLowerCase()}`, rows: [], remainderKind: 'needs-research',
  });
  refusedAs(await world.attempt(command, newId()), 'recorded-already');
}

const weighted = (weight: number, arbitrary: fc.Arbitrary<Operation>) => ({ weight, arbitrary });

export const operations: fc.Arbitrary<Operation> = fc.oneof(
  weighted(6, bill), weighted(7, insurerPays), weighted(5, patientPays), weighted(4, allocate), weighted(4, reverse), weighted(3, adjust),
  weighted(2, applyInsurance), weighted(2, voidInvoice), weighted(1, closeDay), weighted(3, again), weighted(4, refused),
);
