import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import type { DraftFilter, InvoiceFilter } from '../../src/invoices/adapters/invoice-conditions.js';
import { InvoiceListQueries } from '../../src/invoices/adapters/invoice-list.queries.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type Books, openBooks } from '../support/books.js';
import { eachEngine } from '../support/database.js';

eachEngine((engine) => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks(await engine.config());
  });
  afterAll(() => books.close());

  it('narrows by each filter alone and by all of them together', async () => {
    const { clinic, run } = books;
    const [patientId, otherId] = [await clinic.patient({ lastName: 'Zimmerhof' }), await clinic.patient({ lastName: 'Yardley', covered: false })];
    const split = await clinic.invoice(patientId, { insurerCents: 7_000 });
    const plain = await clinic.invoice(otherId);
    const paid = await clinic.invoice(otherId);
    const row = { invoiceId: paid.invoiceId, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };
    const pay = (amountCents: number) =>
      run(new RecordPatientPayment({ locationId: clinic.maple, guarantorId: otherId, method: 'cash', amountCents, rows: [{ ...row, amountCents }] }));
    await pay(4_000);
    const list = books.module.get(InvoiceListQueries, { strict: false });
    const mine = new Set([split, plain, paid].map(({ number }) => number));
    const names = { [split.number]: 'split', [plain.number]: 'plain', [paid.number]: 'paid' };
    const found = async (filter: InvoiceFilter) => (await list.invoices({ locationIds: [clinic.maple] }, filter)).items.filter(({ number }) => mine.has(number)).map(({ number }) => names[number]).sort();
    const [today, later] = [clinic.today, addDays(clinic.today, 31)];
    expect(await found({})).toEqual(['paid', 'plain', 'split']);
    expect(await found({ patient: 'zimmer' })).toEqual(['split']);
    expect(await found({ patient: 'nobody' })).toEqual([]);
    expect(await found({ payerId: clinic.harborlight })).toEqual(['split']);
    expect(await found({ payerId: clinic.tamarack })).toEqual([]);
    expect(await found({ state: 'pending' })).toEqual(['plain', 'split']);
    expect(await found({ state: 'partly-paid' })).toEqual(['paid']);
    expect(await found({ serviceFrom: addDays(today, -7), serviceTo: addDays(today, -7) })).toEqual(['paid', 'plain', 'split']);
    expect([await found({ serviceFrom: addDays(today, -6) }), await found({ serviceTo: addDays(today, -8) })]).toEqual([[], []]);
    expect([await found({ from: today }), await found({ from: addDays(today, 1) }), await found({ to: addDays(today, -1) })]).toEqual([['paid', 'plain', 'split'], [], []]);
    expect([await found({ due: 'upcoming', today }), await found({ due: 'overdue', today })]).toEqual([['paid', 'plain', 'split'], []]);
    expect([await found({ due: 'upcoming', today: later }), await found({ due: 'overdue', today: later })]).toEqual([[], ['paid', 'plain', 'split']]);
    expect([await found({ owedBy: 'insurer' }), await found({ owedBy: 'other' })]).toEqual([['split'], []]);
    expect(await found({ due: 'overdue', owedBy: 'insurer', today: later })).toEqual(['split']);
    const all: InvoiceFilter = {
      locationId: clinic.maple, state: 'pending', from: today, to: today, serviceFrom: addDays(today, -7), serviceTo: today, number: split.number, patient: 'Zimmerhof', payerId: clinic.harborlight,
      due: 'overdue', owedBy: 'patient', today: later, before: newId(),
    };
    expect(await found(all)).toEqual(['split']);
    expect(await found({ ...all, state: 'partly-paid' })).toEqual([]);
    await pay(6_000);
    expect(await found({ state: 'settled' })).toEqual(['paid']);
    const item = (await list.invoices({ locationIds: [clinic.maple] }, { number: split.number })).items[0];
    expect(item).toMatchObject({ progress: 'pending', insurerDue: addDays(today, 30), patientDue: addDays(today, 30), otherDue: null });
  });

  it('narrows drafts by what a draft has', async () => {
    const { clinic, run } = books;
    const locationId = clinic.maple;
    const start = async (lastName: string, serviceDate: string): Promise<string> => {
      const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId: await clinic.patient({ lastName }) }));
      await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: 1, serviceDate }));
      return draftId;
    };
    const [early, late] = [await start('Quillon', addDays(clinic.today, -9)), await start('Quimper', clinic.today)];
    const names = { [early]: 'early', [late]: 'late' };
    const list = books.module.get(InvoiceListQueries, { strict: false });
    const found = async (filter: DraftFilter) => (await list.drafts({ locationIds: [locationId] }, filter)).items.flatMap(({ draftId }) => names[draftId] ?? []).sort();
    expect(await found({})).toEqual(['early', 'late']);
    expect([await found({ patient: 'quillon' }), await found({ patient: 'qui' }), await found({ patient: '7' })]).toEqual([['early'], ['early', 'late'], []]);
    expect([await found({ serviceFrom: addDays(clinic.today, -1) }), await found({ serviceTo: addDays(clinic.today, -1) })]).toEqual([['late'], ['early']]);
    expect([await found({ locationId: clinic.riverside }), await found({ state: 'reviewed' }), await found({ before: late })]).toEqual([[], [], ['early']]);
    expect(await found({ locationId, state: 'draft', serviceFrom: clinic.today, serviceTo: clinic.today, patient: 'Quimper', before: newId() })).toEqual(['late']);
  });
});
