import fc from 'fast-check';
import { CloseDay } from '../../src/calendar/index.js';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AdjustInvoice, RecordInsurancePayment, RecordOtherPayerPayment, RecordPatientPayment, RecordRemittance, ReversePayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { sql } from '../../src/platform/database/sql.js';
import { VISIT_CENTS } from '../support/clinic.js';
import { remitted } from '../support/remittances.js';
import { done, percentOf, pick, refusedAs } from './acting.js';
import { lineOf } from './lookups.js';
import { letter, settleSuspense } from './parties-suspense.js';
import { isDenied, isInsurer, type Party, PARTIES, PartyLine, type PartyPayment, type Split } from './parties-model.js';
import { operation, type PartiesOperation, type PartiesWorld } from './parties-world.js';

const percent = fc.integer({ min: 1, max: 100 });
const parties = fc.constantFrom(...PARTIES);
const insurers = fc.constantFrom<Party>('primary', 'secondary');

const bill = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(100), fc.nat(100), fc.nat(100), fc.boolean()).map(([visits, first, second, third, isAway]) =>
  operation('bill a visit with four parties', async (world) => {
    const { clinic, run, reader } = world.books;
    const locationId = isAway ? clinic.riverside : clinic.maple;
    const patientId = await clinic.patient({ secondary: true, locationId });
    const chargeCents = visits * VISIT_CENTS;
    const primary = Math.floor((chargeCents * first) / 100);
    const secondary = Math.floor(((chargeCents - primary) * second) / 100);
    const employer = Math.floor(((chargeCents - primary - secondary) * third) / 100);
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: visits, serviceDate: clinic.today }));
    const amounts = ([['primary', primary], ['secondary', secondary], ['employer', employer]] as const).map(([party, amountCents]) => ({ partyKey: world.payerOf(party), amountCents }));
    await run(new ApplyInsuranceToDraft({ locationId, draftId, amounts }));
    const { invoiceId } = done(await world.attempt<{ invoiceId: string }>(new FinalizeInvoice({ locationId, draftId })));
    const { id: lineId } = (await reader.one<{ id: string }>(lineOf(invoiceId)))!;
    const line = new PartyLine({ invoiceId, lineId, patientId, locationId, chargeCents }, { primary, secondary, employer, patient: chargeCents - primary - secondary - employer });
    world.lines.push(line);
    await world.settle([line]);
  }),
);

const pay = fc.tuple(parties, fc.nat(60), percent).map(([party, which, part]) =>
  operation(`the ${party} pays without an EOB`, async (world) => {
    const line = pick(world.lines.filter(({ shares }) => shares[party].open > 0), which);
    if (!line) return;
    const { invoiceId, locationId, patientId } = line.facts;
    const amountCents = percentOf(line.shares[party].open, part);
    const fields = { locationId, amountCents, reference: `P ${newId()}`, rows: [{ invoiceId, amountCents, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }] };
    const payerId = world.payerOf(party);
    const command = isInsurer(party) ? new RecordInsurancePayment({ ...fields, payerId, method: 'insurance-eft' })
      : party === 'employer' ? new RecordOtherPayerPayment({ ...fields, payerId, method: 'check' }) : new RecordPatientPayment({ ...fields, guarantorId: patientId, method: 'card' });
    const { paymentId } = done(await world.attempt<{ paymentId: string }>(command));
    line.pay(party, await world.received(paymentId, party), amountCents);
    await world.settle([line]);
  }),
);

function splitOf(baseCents: number, [pays, lowers, denies]: readonly [number, number, number]): Split {
  if (pays + lowers + denies === 0) return { paid: 0, co: 0, denied: baseCents, pr: 0 };
  const paid = Math.floor((baseCents * pays) / 100);
  const co = Math.floor(((baseCents - paid) * lowers) / 100);
  const denied = Math.floor(((baseCents - paid - co) * denies) / 100);
  return { paid, co, denied, pr: baseCents - paid - co - denied };
}

interface Told {
  line: PartyLine;
  takeback: number;
  split: Split | undefined;
}

const splits = fc.oneof({ weight: 4, arbitrary: fc.tuple(fc.nat(100), fc.nat(100), fc.constantFrom(0, 0, 50, 100)) }, { weight: 1, arbitrary: fc.constant([0, 0, 0] as const) });
const told = fc.array(fc.tuple(fc.nat(60), splits, fc.constantFrom('correct', 'reverse')), { minLength: 1, maxLength: 3 });

function toldOf(world: PartiesWorld, party: Party, picks: readonly (readonly [number, readonly [number, number, number], string])[]): Told[] {
  const chosen = new Map<PartyLine, Told>();
  for (const [which, percents, way] of picks) {
    const place = [...chosen.keys()][0]?.facts.locationId;
    const line = pick(world.lines.filter(({ facts }) => place === undefined || facts.locationId === place), which);
    if (!line || chosen.has(line)) continue;
    const takeback = line.decisions.get(party)?.paidLeft ?? 0;
    const split = splitOf(line.facts.chargeCents - line.priorCents(party), percents);
    chosen.set(line, { line, takeback, split: takeback > 0 && way === 'reverse' ? undefined : split });
  }
  return [...chosen.values()];
}

/** What of it the product must refuse. */
function refusalOf(party: Party, { line, takeback, split }: Told): string | undefined {
  if (!split) return undefined;
  if (party === 'secondary' && line.shares.primary.open > 0 && !line.decisions.has('primary')) return 'cob-mismatch';
  return !isDenied(split) && line.shares[party].paid > takeback ? 'plain-payment-first' : undefined;
}

const eob = fc.tuple(insurers, told).map(([party, picks]) =>
  operation(`the ${party} sends its EOB`, async (world) => {
    const all = toldOf(world, party, picks);
    if (all.length === 0) return;
    const netCents = all.reduce((sum, { split, takeback }) => sum + (split?.paid ?? 0) - takeback, 0);
    const rows = netCents < 0 ? [{ code: 'FB', amountCents: -netCents, reference: `CHK${newId()}` }] : [];
    const lines = all.map(({ line, takeback, split }) => remitted(line.id, line.facts.lineId, { takeback, ...split, ...(split && line.priorCents(party) > 0 ? { prior: line.priorCents(party) } : {}) }));
    const { locationId } = all[0]!.line.facts;
    const command = new RecordRemittance({ locationId, payerId: world.payerOf(party), method: 'insurance-eft', amountCents: Math.max(0, netCents), reference: `EFT ${newId()}`, lines, providerRows: rows });
    const outcome = await world.attempt<{ paymentId: string }>(command);
    const refusals = all.flatMap((one) => refusalOf(party, one) ?? []);
    if (refusals.length > 0) return refusedAs(outcome, ...refusals);
    const near = world.payments.filter((payment) => all.some(({ line }) => line.touches(payment)));
    const payment = await world.received(done(outcome).paymentId, party);
    payment.parts += rows.reduce((sum, row) => sum + row.amountCents, 0);
    for (const { line, takeback, split } of all) tell(line, party, { takeback, split }, payment);
    await world.settle(all.map(({ line }) => line), [...near, payment]);
  }),
);

function tell(line: PartyLine, party: Party, { takeback, split }: Omit<Told, 'line'>, payment: PartyPayment): void {
  if (takeback > 0) {
    line.takeBack(party, takeback, payment);
    line.undecide(party, { isCorrected: split !== undefined });
  }
  if (split) line.decide(party, split, payment);
  line.fit({ isHeld: true });
}

const adjust = fc.tuple(parties, fc.nat(60), percent).map(([party, which, part]) =>
  operation(`a courtesy on the part of the ${party}`, async (world) => {
    const line = pick(world.lines.filter(({ shares }) => shares[party].charged > shares[party].adjusted), which);
    if (!line) return;
    const { invoiceId, locationId, patientId } = line.facts;
    const { key } = (await world.books.reader.one<{ key: string }>(party === 'patient'
      ? sql`SELECT party_key AS 'key' FROM shares WHERE invoice_id = ${invoiceId} AND guarantor_id = ${patientId}` : sql`SELECT party_key AS 'key' FROM shares WHERE invoice_id = ${invoiceId} AND payer_id = ${world.payerOf(party)}`))!;
    const amountCents = percentOf(line.shares[party].charged - line.shares[party].adjusted, part);
    const near = world.payments.filter((payment) => line.touches(payment));
    done(await world.attempt(new AdjustInvoice({ locationId, invoiceId, partyKey: key, kind: 'courtesy', amountCents, reason: 'Long wait' })));
    line.lower(party, amountCents);
    line.fit({ isHeld: false });
    await world.settle([line], near);
  }),
);

const reverse = fc.tuple(fc.nat(60), fc.boolean()).map(([which, isBounce]) =>
  operation(isBounce ? 'the bank returns a payment' : 'a payment is reversed', async (world) => {
    const payment = pick(world.payments.filter(({ reversed }) => !reversed), which);
    if (!payment) return;
    const { paymentId, locationId } = payment.facts;
    const outcome = await world.attempt(new ReversePayment({ locationId, paymentId, reason: 'Entered twice', isBounce }));
    if (payment.isTakenFrom || payment.recouped > 0) return refusedAs(outcome, 'has-dependants');
    if (payment.isBound) return refusedAs(outcome, 'takebacks-in-payment');
    done(outcome);
    const lines = world.lines.filter((line) => line.touches(payment));
    const near = world.payments.filter((one) => lines.some((line) => line.touches(one)));
    for (const line of lines) line.takeAway(payment, { isBounce });
    Object.assign(payment, { applied: 0, free: 0, parts: 0, waiting: [], reversed: true });
    payment.held.clear();
    await world.settle(lines, [...near, payment]);
  }),
);

const closeDay = fc.boolean().map((isBoth) =>
  operation('the day is closed and the next begins', async (world) => {
    const { clinic, clock } = world.books;
    for (const locationId of isBoth ? [clinic.maple, clinic.riverside] : [clinic.maple]) await world.attempt(new CloseDay({ locationId, andEarlier: true }));
    clock.nextDay();
  }),
);

export const partiesOperations: fc.Arbitrary<PartiesOperation> = fc.oneof(
  { weight: 6, arbitrary: bill }, { weight: 8, arbitrary: pay }, { weight: 12, arbitrary: eob }, { weight: 3, arbitrary: adjust }, { weight: 3, arbitrary: reverse }, { weight: 2, arbitrary: letter }, { weight: 4, arbitrary: settleSuspense }, { weight: 2, arbitrary: closeDay },
);
