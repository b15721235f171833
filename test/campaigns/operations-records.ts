import fc from 'fast-check';
import { ClosePeriod, ReopenPeriod, SoftClosePeriod } from '../../src/calendar/index.js';
import { MergePatients, UndoPatientMerge } from '../../src/patients/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { done, operation, pick, refusedAs } from './acting.js';
import { patientRecord, periodState } from './lookups.js';
import type { World } from './world.js';

/** Two records turn out to be one person: nothing moves, and from then on each one's money is the other's. */
export const mergePatients = fc.tuple(fc.nat(50), fc.nat(50)).map(([which, whom]) =>
  operation('two patients are merged', async (world) => {
    const [goes, stays] = [pick(world.invoices, which)?.patientId, pick(world.invoices, whom)?.patientId];
    if (!goes || !stays || goes === stays || holdsForVisit(world, goes) || holdsForVisit(world, stays)) return;
    const [duplicate, root] = [await world.books.reader.one<{ version: number; number: string }>(patientRecord(goes)), await world.books.reader.one<{ number: string }>(patientRecord(stays))];
    const outcome = await world.attempt(new MergePatients({ patientId: goes, version: duplicate!.version, intoNumber: root!.number, reason: 'Registered twice' }), newId());
    if ([...world.roots.values()].includes(goes)) return refusedAs(outcome);
    done(outcome);
    world.roots.set(goes, stays);
    await world.check(world.invoices.filter(({ patientId }) => patientId === stays));
  }),
);

export const undoPatientMerge = fc.nat(20).map((which) =>
  operation('the merge of a patient is undone', async (world) => {
    const patientId = pick([...world.roots.keys()], which);
    if (!patientId) return;
    done(await world.attempt(new UndoPatientMerge({ patientId, reason: 'Two persons after all' }), newId()));
    world.roots.delete(patientId);
    await world.check(world.invoices.filter((invoice) => invoice.facts.patientId === patientId));
  }),
);

/** The month before: nobody posts into it once it is closed, and only with a reason while it is soft closed. */
export const period = fc.constantFrom('soft-close', 'close', 'reopen').map((way) =>
  operation(`the month before: ${way}`, async (world) => {
    const { clinic, reader, clock } = world.books;
    const locationId = clinic.maple;
    const lastDay = addDays(`${new Date(clock.epochMs()).toISOString().slice(0, 7)}-01`, -1);
    const month = lastDay.slice(0, 7);
    const before = (await reader.one<{ state: string }>(periodState(locationId, month)))?.state;
    const commands = { 'soft-close': new SoftClosePeriod({ locationId, month }), close: new ClosePeriod({ locationId, month, andDays: true }), reopen: new ReopenPeriod({ locationId, month, reason: 'One more' }) };
    const outcome = await world.attempt(commands[way as 'close'], newId());
    const after = (await reader.one<{ state: string }>(periodState(locationId, month)))?.state;
    if ('refused' in outcome) expect(after).toBe(before);
    if (after === 'closed') refusedAs(await world.attempt(into(locationId, clinic.harborlight, lastDay), newId()));
  }),
);

/** A co-pay held for a visit stays with the record it was taken for. */
function holdsForVisit(world: World, patientId: string): boolean {
  return world.standing.some((payment) => payment.visit > 0 && payment.patientId === patientId);
}

function into(locationId: string, payerId: string, postingDate: string): RecordInsurancePayment {
  return new RecordInsurancePayment({ locationId, payerId, method: 'insurance-eft', amountCents: 100, reference: `P ${newId()}`, rows: [], remainderKind: 'needs-research', postingDate, paymentDate: postingDate });
}
