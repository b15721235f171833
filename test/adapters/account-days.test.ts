import { AccountDays, runCheck } from '../../src/ledger/index.js';
import { HomeQueries } from '../../src/home/adapters/home.queries.js';
import { AdjustInvoice, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import { sql } from '../../src/platform/database/sql.js';
import { openBooks, type Books } from '../support/books.js';
import { eachEngine } from '../support/database.js';

eachEngine((engine) => {
  describe('what moved on an account on a day', () => {
    let books: Books;
    let patientId: string;
    beforeAll(async () => {
      books = await openBooks(await engine.config());
      patientId = await books.clinic.patient();
    });
    afterAll(() => books.close());

    const news = async (): Promise<number> => (await books.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM account_day_news`))!.n;
    const holds = async (): Promise<void> => expect((await runCheck(books.reader)).violations).toEqual([]);
    const pay = (amountCents: number) => books.run<{ paymentId: string }>(new RecordPatientPayment({ locationId: books.clinic.maple, guarantorId: patientId, method: 'card', amountCents, rows: [], remainderKind: 'credit' }));

    it('is written in the posting itself, by one statement, and folded later without losing a cent', async () => {
      const { invoiceId } = await books.clinic.invoice(patientId, { visits: 2, insurerCents: 15_000 });
      const { paymentId } = await pay(700);
      await books.run(new ReversePayment({ locationId: books.clinic.maple, paymentId, reason: 'Twice' }));
      await books.run(new AdjustInvoice({ locationId: books.clinic.maple, invoiceId, partyKey: patientId, kind: 'courtesy', amountCents: 100, reason: 'Wait' }));
      expect(await news()).toBeGreaterThan(5);
      await holds();
      expect(await books.module.get(AccountDays).fold()).toBeGreaterThan(5);
      expect(await news()).toBe(0);
      await holds();
      await books.run(new VoidInvoice({ locationId: books.clinic.maple, invoiceId, reason: 'Wrong patient' }));
      await holds();
    });

    it('stays exact while many post and two processes fold at once', async () => {
      const days = books.module.get(AccountDays);
      const folding = Array.from({ length: 6 }, () => days.fold());
      await Promise.all([...Array.from({ length: 12 }, (_, index) => pay(100 + index)), ...folding]);
      await Promise.all([days.fold(), days.fold()]);
      await days.fold();
      expect(await news()).toBe(0);
      await holds();
    });

    it('makes the sum on Home what all shares owe', async () => {
      await books.clinic.invoice(patientId, { visits: 3, insurerCents: 20_000 });
      const home = new HomeQueries(books.reader);
      const everywhere = { locationIds: 'all' as const };
      const shown = await actAs(systemActor('system:test'), () => home.overview(everywhere, everywhere, books.clinic.today));
      const rows = await books.reader.all<{ kind: string; cents: number }>(sql`SELECT party_kind AS kind, SUM(charged_cents - paid_cents - adjusted_cents) AS cents FROM shares GROUP BY party_kind`);
      const of = (kind: string): number => rows.find((one) => one.kind === kind)?.cents ?? 0;
      expect([shown.openInsurerCents, shown.openPatientCents, shown.openOtherCents]).toEqual([of('insurer'), of('patient'), of('other')]);
    });

    it('is found out when a sum was changed by hand', async () => {
      await books.module.get(AccountDays).fold();
      const { OutsideTrail } = await import('../../src/platform/outside-trail.js');
      await books.module.get(OutsideTrail).run(sql`UPDATE account_days SET debit_cents = debit_cents + 1 WHERE account_code = '1110'`);
      expect((await runCheck(books.reader)).violations).toContainEqual(expect.objectContaining({ invariant: 'account-days', record: expect.stringContaining('account 1110 on ') as string }));
      await books.module.get(OutsideTrail).run(sql`UPDATE account_days SET debit_cents = debit_cents - 1 WHERE account_code = '1110'`);
      await holds();
    });
  });
});
