import fc from 'fast-check';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AdjustInvoice, ApplyInsurance, CorrectInvoice, ReverseAdjustment, TransferShare, VoidInvoice } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { VISIT_CENTS } from '../support/clinic.js';
import { at, done, operation, percentOf, pick, refusedAs } from './acting.js';
import { adjustmentsOf, coverageOf, guarantorOf, insurerKeyOf, patientOf } from './lookups.js';
import { ExpectedInvoice, type Kind, otherOf } from './model.js';
import type { World } from './world.js';

const kinds = fc.constantFrom<Kind>('insurer', 'patient');
const percent = fc.integer({ min: 1, max: 100 });

async function partyKey(world: World, kind: Kind, invoice: ExpectedInvoice): Promise<string> {
  const { reader } = world.books;
  if (kind === 'patient') return (await reader.one<{ id: string }>(guarantorOf(invoice.invoiceId)))!.id;
  return (await reader.one<{ id: string }>(insurerKeyOf(invoice.invoiceId)) ?? (await reader.one<{ id: string }>(coverageOf(invoice.facts.patientId)))!).id;
}

export const bill = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 4 }), fc.nat(100)).map(([who, visits, share]) =>
  operation(`bill ${visits} visits, ${share} % with the insurer`, async (world) => {
    const { clinic, run, reader } = world.books;
    const known = world.invoices[who];
    const patientId = known && who % 3 > 0 ? known.patientId : await clinic.patient();
    const locationId = who % 4 === 1 ? clinic.riverside : clinic.maple;
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: visits, serviceDate: clinic.today }));
    const chargeCents = visits * VISIT_CENTS;
    const insurer = Math.floor((chargeCents * share) / 100);
    const coverage = await reader.one<{ id: string }>(coverageOf(patientId));
    await run(new ApplyInsuranceToDraft({ locationId, draftId, amounts: [{ partyKey: coverage!.id, amountCents: insurer }] }));
    await finalized(world, draftId, { patientId, locationId, chargeCents, insurer });
  }),
);

async function finalized(world: World, draftId: string, facts: Omit<ExpectedInvoice['facts'], 'invoiceId'>): Promise<void> {
  const { invoiceId } = done(await world.attempt<{ invoiceId: string }>(new FinalizeInvoice({ locationId: facts.locationId, draftId }), newId()));
  const { patientId } = (await world.books.reader.one<{ patientId: string }>(patientOf(invoiceId)))!;
  expect(world.roots.get(facts.patientId) ?? facts.patientId).toBe(world.roots.get(patientId) ?? patientId);
  const invoice = new ExpectedInvoice({ ...facts, patientId, invoiceId }, world.roots);
  world.invoices.push(invoice);
  world.days.half();
  world.payVisit(invoice);
  await world.check([invoice], world.standing.filter((payment) => payment.patientId === invoice.patientId));
}

/** Also where it is paid: the money is then free on its payment. */
export const adjust = fc.tuple(fc.nat(50), kinds, percent, fc.constantFrom('small-balance', 'courtesy')).map(([which, kind, part, why]) =>
  operation(`${why} on a part of the ${kind}`, async (world) => {
    const invoice = pick(world.live.filter(({ shares }) => shares[kind].charged > shares[kind].loweredCents), which);
    if (!invoice) return;
    const amountCents = percentOf(invoice.shares[kind].charged - invoice.shares[kind].loweredCents, part);
    const key = await partyKey(world, kind, invoice);
    const command = new AdjustInvoice({ ...at(invoice), partyKey: key, kind: why as 'courtesy', amountCents, reason: 'Not worth a letter' });
    const near = world.payments.filter((payment) => invoice.touchedBy(payment));
    done(await world.attempt(command, newId()));
    invoice.lower(kind, amountCents);
    invoice.fit(false);
    world.placeHeld(invoice);
    await world.check([invoice], near);
  }),
);

export const reverseAdjustment = fc.tuple(fc.nat(50), fc.nat(9)).map(([which, row]) =>
  operation('an adjustment is reversed', async (world) => {
    const lowered = (invoice: ExpectedInvoice) => [...invoice.shares.insurer.lowered, ...invoice.shares.patient.lowered].sort((a, b) => a.nth - b.nth);
    const invoice = pick(world.live.filter((one) => lowered(one).length > 0), which);
    if (!invoice) return;
    const rows = await world.books.reader.all<{ id: string; cents: number }>(adjustmentsOf(invoice.invoiceId));
    expect(rows.map(({ cents }) => cents)).toEqual(lowered(invoice).map(({ cents }) => cents));
    const chosen = row % rows.length;
    const gone = lowered(invoice)[chosen]!;
    done(await world.attempt(new ReverseAdjustment({ ...at(invoice), adjustmentId: rows[chosen]!.id, reason: 'Entered on the wrong one' }), newId()));
    for (const share of [invoice.shares.insurer, invoice.shares.patient]) share.lowered = share.lowered.filter((one) => one !== gone);
    world.placeHeld(invoice);
    await world.check([invoice]);
  }),
);

/** Whatever is charged may move; what was paid there and no longer fits stays held for the line. */
export const transfer = fc.tuple(fc.nat(50), kinds, percent, fc.boolean()).map(([which, from, part, asInsurance]) =>
  operation(`a part of the ${from} goes to the other`, async (world) => {
    const invoice = pick(world.live.filter(({ shares }) => shares[from].charged > 0), which);
    if (!invoice) return;
    const amountCents = percentOf(invoice.shares[from].charged, part);
    const [fromPartyKey, toPartyKey] = [await partyKey(world, from, invoice), await partyKey(world, otherOf(from), invoice)];
    const near = world.payments.filter((payment) => invoice.touchedBy(payment));
    const command =
      from === 'patient' && asInsurance
        ? new ApplyInsurance({ ...at(invoice), partyKey: toPartyKey, amountCents, reason: 'Covered after all' })
        : new TransferShare({ ...at(invoice), fromPartyKey, toPartyKey, amountCents, reason: 'Theirs by the plan' });
    done(await world.attempt(command, newId()));
    invoice.move(from, amountCents);
    invoice.fit(true);
    world.placeHeld(invoice);
    await world.check([invoice], near);
  }),
);

/** A correction is a void whose draft is finalized as it is prefilled. */
export const voidInvoice = fc.tuple(fc.nat(60), fc.boolean()).map(([which, isCorrection]) =>
  operation(isCorrection ? 'an invoice is corrected' : 'an invoice is voided', async (world) => {
    const invoice = pick(world.invoices, which);
    if (!invoice) return;
    const near = world.payments.filter((payment) => invoice.touchedBy(payment) || payment.lines.has(invoice.invoiceId));
    const Command = isCorrection ? CorrectInvoice : VoidInvoice;
    const insurer = invoice.shares.insurer.charged;
    const outcome = await world.attempt<{ draftId: string }>(new Command({ ...at(invoice), reason: 'Wrong patient' }), newId());
    if (invoice.voided) return refusedAs(outcome);
    const { draftId } = done(outcome);
    invoice.void();
    world.placeHeld(invoice);
    await world.check([invoice], near);
    const { patientId, locationId, chargeCents } = invoice.facts;
    if (!isCorrection) return;
    await world.days.note();
    await finalized(world, draftId, { patientId, locationId, chargeCents, insurer });
  }),
);
