import fc from 'fast-check';
import { RecordInsurancePayment, VoidInvoice } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type ExpectedPart, operation, pick, refusedAs, row } from './acting.js';
import { referenceOf } from './lookups.js';
import type { ExpectedPayment } from './model.js';
import type { Outcome, World } from './world.js';

export const again = fc.boolean().map((same) =>
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
export const refused = fc.tuple(fc.nat(50), fc.nat(9)).map(([which, way]) =>
  operation('something that may not be', async (world) => {
    const { clinic } = world.books;
    const invoice = pick(world.invoices, which);
    if (!invoice) return;
    const part = (over: Partial<ExpectedPart> = {}) => row({ invoice, amount: 100, lowered: 0, toPatient: 0, ...over });
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
