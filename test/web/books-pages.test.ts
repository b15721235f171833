import { CAUSES } from '../../src/ledger/domain/causes.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { amountLinks, centsOf, words } from '../support/pages.js';
import { person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

eachEngine((engine) => {
  describe('what the books add up to', () => {
    let web: ClinicWeb;
    let supervisor: string;
    let manager: string;
    let amelia: string;
    let first: { invoiceId: string; number: string };
    let elsewhere: { invoiceId: string; number: string };
    let payment: { paymentId: string; number: number };
    let today: string;
    const places = () => ({ maple: { id: web.clinic.maple, name: 'Maple Street' }, riverside: { id: web.clinic.riverside, name: 'Riverside' } });
    const here = () => ({ locationId: web.clinic.maple });
    const page = async (url: string, who = manager) => (await web.get(who, url)).body;
    const journalsIn = (body: string): string[] => [...body.matchAll(/<a href="\/ledger\/journals\/(\w+)">J-/g)].map((match) => match[1]!);
    const causesOf = async (url: string, who = manager): Promise<string[]> => {
      const ids = journalsIn(await page(url, who));
      const rows = await web.app.get(Reader).all<{ id: string; cause: string }>(sql`SELECT id AS id, cause AS cause FROM journals`);
      return ids.map((id) => rows.find((journal) => journal.id === id)!.cause);
    };

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      today = web.clinic.today;
      supervisor = web.signIn(person('petra', ['ledger.read'], [web.clinic.maple]), [places().maple]);
      manager = web.signIn(person('irene', ['ledger.read'], [web.clinic.maple, web.clinic.riverside]), [places().maple, places().riverside]);
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      first = await web.clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 });
      const second = await web.clinic.invoice(amelia);
      elsewhere = await web.clinic.invoice(await web.clinic.patient({ locationId: web.clinic.riverside, covered: false }), { locationId: web.clinic.riverside });
      payment = await web.run(new RecordInsurancePayment({
        ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 1', amountCents: 20_000, postingDate: addDays(today, -3),
        rows: [], remainderKind: 'to-allocate',
      }));
      await web.run(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 2', amountCents: 9_000, rows: [row(first.invoiceId, 9_000, 2_000, 1_000)] }));
      await web.run(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'cash', amountCents: 3_300, rows: [row(first.invoiceId, 1_100)], remainderKind: 'credit', postingDate: undefined }));
      const wrong = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'card', amountCents: 700, rows: [], remainderKind: 'credit' }));
      await web.run(new ReversePayment({ ...here(), paymentId: wrong.paymentId, reason: 'Amount mistyped' }));
      await web.run(new AdjustInvoice({ ...here(), invoiceId: first.invoiceId, partyKey: amelia, kind: 'courtesy', amountCents: 450, reason: 'Long wait' }));
      await web.run(new VoidInvoice({ ...here(), invoiceId: second.invoiceId, reason: 'Wrong patient' }));
    });
    afterAll(() => web.close());

    it('every number of the trial balance opens journals that add up to it, per location, together, and over a span of days', async () => {
      const urls = ['/ledger/trial-balance', `/ledger/trial-balance?from=${addDays(today, -2)}&asOf=${today}`, `/ledger/trial-balance?asOf=${addDays(today, -3)}`];
      for (const url of urls) {
        const links = amountLinks(await page(url));
        expect(links.length).toBeGreaterThan(1);
        for (const { href, cents } of links) {
          const list = await page(href);
          const [, total] = /together <b>([^<]+)</.exec(list)!;
          expect([href, Math.abs(centsOf(total!))]).toEqual([href, Math.abs(cents)]);
          const rows = [...list.matchAll(/<td class="num bold"[^>]*>([^<]+)</g)].map((match) => centsOf(match[1]!));
          expect([href, rows.reduce((sum, one) => sum + one, 0)]).toEqual([href, centsOf(total!)]);
        }
      }
    }, 60_000);

    it('is right for a past day: only what was posted up to it counts', async () => {
      const entries = await web.app.get(Reader).all<{ day: string; code: string; cents: number }>(sql`SELECT posting_date AS day, account_code AS code, amount_cents AS cents FROM entries`);
      for (const back of [0, 2, 3, 4]) {
        const asOf = addDays(today, 0 - back);
        const debit = [...new Set(entries.map(({ code }) => code))]
          .map((code) => entries.filter((entry) => entry.code === code && entry.day <= asOf).reduce((sum, entry) => sum + entry.cents, 0))
          .reduce((sum, cents) => sum + Math.max(cents, 0), 0);
        const text = words(await page(`/ledger/trial-balance?asOf=${asOf}`));
        if (debit === 0) expect(text).toContain('Nothing was posted up to');
        else expect(centsOf(/Debit = credit ([\d,.]+)/.exec(text)![1]!)).toBe(debit);
      }
    });

    it('opening + debits − credits = closing for every account, and a span that runs backwards says so', async () => {
      const text = words(await page(`/ledger/trial-balance?from=${today}&asOf=${today}&location=${web.clinic.maple}`));
      expect(text).toContain('2100 Unapplied insurance money −200.00 −200.00');
      expect(text).toMatch(/1010 Undeposited funds 200\.00 97\.00 7\.00 290\.00/);
      const backwards = await web.get(manager, `/ledger/trial-balance?from=${today}&asOf=${addDays(today, -1)}`);
      expect([backwards.status, words(backwards.body).includes('The first day lies after the last')]).toEqual([422, true]);
    });

    it('somebody of one location sees its table and no other', async () => {
      const text = words(await page('/ledger/trial-balance', supervisor));
      expect([text.includes('Maple Street'), text.includes('Riverside'), text.includes('All your locations')]).toEqual([true, false, false]);
    });

    describe('journals are filtered', () => {
      it('by the day they are posted on', async () => {
        expect(await causesOf(`/ledger/journals?to=${addDays(today, -3)}`)).toEqual(['payment-recorded']);
        expect(await causesOf(`/ledger/journals?from=${today}`)).not.toContain(undefined);
        expect((await causesOf(`/ledger/journals?from=${addDays(today, -3)}&to=${addDays(today, -1)}`)).length).toBe(1);
      });

      it('by location, account and side', async () => {
        expect(await causesOf(`/ledger/journals?location=${web.clinic.riverside}`)).toEqual(['invoice-finalized']);
        expect(await causesOf('/ledger/journals?account=4111')).toEqual(['invoice-adjusted']);
        expect(await causesOf('/ledger/journals?account=1020&side=debit')).toEqual(['payment-recorded']);
        expect(await causesOf('/ledger/journals?account=1020&side=credit')).toEqual([]);
      });

      it('by what happened, and by what it does to a receivable', async () => {
        expect(await causesOf('/ledger/journals?cause=payment-reversed')).toEqual(['payment-reversed']);
        expect(new Set(await causesOf('/ledger/journals?account=receivables&movement=charges'))).toEqual(new Set(['invoice-finalized', 'invoice-voided']));
        expect(await causesOf('/ledger/journals?account=receivables&movement=payments')).toEqual(['payment-recorded', 'payment-recorded']);
        expect((await causesOf('/ledger/journals?account=receivables&movement=adjustments')).sort()).toEqual(['invoice-adjusted', 'invoice-adjusted']);
        expect((await causesOf('/ledger/journals?account=receivables&movement=transfers'))).toEqual(['share-transferred']);
      });

      it('by amount: of one entry, or of each side', async () => {
        expect(await causesOf('/ledger/journals?amountCents=4.50')).toEqual(['invoice-adjusted']);
        expect(await causesOf('/ledger/journals?amountCents=33.00')).toEqual(['payment-recorded']);
        expect(await causesOf('/ledger/journals?amountCents=9999.00')).toEqual([]);
      });

      it('by who entered them, whatever the case, and without wildcards', async () => {
        expect((await causesOf('/ledger/journals?who=SYSTEM')).length).toBeGreaterThan(5);
        expect(await causesOf('/ledger/journals?who=petra')).toEqual([]);
        expect(await causesOf('/ledger/journals?who=%25')).toEqual([]);
      });

      it('by patient, payment, invoice and number', async () => {
        const { number } = (await web.app.get(Reader).one<{ number: string }>(sql`SELECT number AS number FROM patients WHERE id = ${amelia}`))!;
        expect((await causesOf(`/ledger/journals?patient=${number}`)).length).toBeGreaterThan(5);
        expect(await causesOf(`/ledger/journals?patient=${amelia}`)).toEqual(await causesOf(`/ledger/journals?patient=${number}`));
        expect(await causesOf(`/ledger/journals?payment=PAY-${payment.number}`)).toEqual(['payment-recorded']);
        expect(await causesOf(`/ledger/journals?payment=${payment.paymentId}`)).toEqual(['payment-recorded']);
        expect(await causesOf(`/ledger/journals?invoice=${elsewhere.number}`)).toEqual(['invoice-finalized']);
        const [id] = journalsIn(await page(`/ledger/journals?payment=${payment.number}`));
        const [, journal] = /Journal J-(\d+)/.exec(await page(`/ledger/journals/${id}`))!;
        expect(journalsIn(await page(`/ledger/journals?number=J-${journal}`))).toEqual([id]);
        expect(await causesOf('/ledger/journals?number=banana')).toEqual([]);
      });

      it('by all of them together, and each narrows the rest', async () => {
        const { number } = (await web.app.get(Reader).one<{ number: string }>(sql`SELECT number AS number FROM patients WHERE id = ${amelia}`))!;
        const all: Record<string, string> = {
          from: today, to: today, location: web.clinic.maple, account: '1110', side: 'credit', movement: 'adjustments', cause: 'invoice-adjusted', amountCents: '4.50',
          who: 'test', patient: number, invoice: first.number,
        };
        const ask = (filter: Record<string, string>) => causesOf(`/ledger/journals?${new URLSearchParams(filter).toString()}`);
        expect(await ask(all)).toEqual(['invoice-adjusted']);
        const wrong: Record<string, string> = {
          from: addDays(today, 1), to: addDays(today, -1), location: web.clinic.riverside, account: '1000', side: 'debit', movement: 'charges', cause: 'payment-recorded', amountCents: '4.51',
          who: 'nobody', patient: 'nobody', invoice: elsewhere.number,
        };
        for (const [name, value] of Object.entries(wrong)) expect([name, await ask({ ...all, [name]: value })]).toEqual([name, []]);
      });

      it('and nobody’s filter reaches another location', async () => {
        expect(await causesOf(`/ledger/journals?invoice=${elsewhere.number}`, supervisor)).toEqual([]);
        expect(words(await page(`/ledger/journals?account=1110&location=${web.clinic.riverside}`, supervisor))).toContain('together 0.00');
      });

      it('a page stays the same while others post: what comes later stands before it', async () => {
        const top = await page('/ledger/journals');
        const last = journalsIn(top).at(-2)!;
        const before = journalsIn(await page(`/ledger/journals?before=${last}`));
        await web.run(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'card', amountCents: 100, rows: [], remainderKind: 'credit' }));
        expect(journalsIn(await page(`/ledger/journals?before=${last}`))).toEqual(before);
      });

      it('and every cause that a journal can have has a name', async () => {
        const causes = await web.app.get(Reader).all<{ cause: string }>(sql`SELECT DISTINCT cause AS cause FROM journals`);
        for (const { cause } of causes) expect(Object.keys(CAUSES)).toContain(cause);
      });
    });

    it('takes few reads, whatever is asked', async () => {
      for (const url of ['/ledger/journals', '/ledger/journals?account=receivables&movement=payments', '/ledger/trial-balance', `/ledger/trial-balance?from=${today}`]) {
        expect((await web.get(manager, url)).reads).toBeLessThanOrEqual(4);
      }
    });
  });
});
