import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

/** The text of a page as it is read, tags left out. */
function words(body: string): string {
  return body.replace(/<[^>]+>/g, ' ').replaceAll('&#39;', '’').replaceAll('&amp;', '&').replace(/\s+/g, ' ');
}

eachEngine((engine) => {
  describe('the pages of the books', () => {
    let web: ClinicWeb;
    let supervisor: string;
    let elsewhere: string;
    let amelia: string;
    let first: { invoiceId: string; number: string };
    let payment: { paymentId: string; number: number };
    const here = () => ({ locationId: web.clinic.maple });
    const journalOf = async (sourceId: string, cause: string): Promise<{ id: string; number: number }> =>
      (await web.app.get(Reader).one<{ id: string; number: number }>(sql`SELECT id, number FROM journals WHERE source_id = ${sourceId} AND cause = ${cause} ORDER BY id LIMIT 1`))!;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const places = { maple: { id: web.clinic.maple, name: 'Maple Street' }, riverside: { id: web.clinic.riverside, name: 'Riverside' } };
      const rights = ['ledger.read', 'patient.read', 'audit.read', 'invoice.read'];
      supervisor = web.signIn(person('petra', rights, [web.clinic.maple]), [places.maple]);
      elsewhere = web.signIn(person('rene', rights, [web.clinic.riverside]), [places.riverside]);
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      first = await web.clinic.invoice(amelia, { visits: 2 });
      const second = await web.clinic.invoice(amelia, { visits: 1 });
      payment = await web.run(new RecordInsurancePayment({
        ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 80040611', amountCents: 20000,
        rows: [row(first.invoiceId, 12000, 4000, 2000), row(second.invoiceId, 5000)], remainderKind: 'to-allocate',
      }));
    });
    afterAll(() => web.close());

    it('an amount is explained by its journal, its line marked, in one sentence, with who, when and the act', async () => {
      const journal = await journalOf(payment.paymentId, 'payment-recorded');
      const answer = await web.get(supervisor, `/ledger/explain?journal=${journal.id}&invoice=${first.invoiceId}&patient=${amelia}`, { 'hx-request': 'true' });
      const text = words(answer.body);
      expect(answer.status).toBe(200);
      expect(text).toContain('Explain −120.00');
      expect(text).toContain(`Insurance payment PAY-${payment.number} received, applied to 2 invoices. Harborlight Health Plan no longer owes 120.00 .`);
      expect(text).toContain('2120 Remittance clearing · Harborlight Health Plan 120.00');
      expect(answer.body).toMatch(/<tr class="hit">\s*<td class="cr">1100 A\/R insurance · Harborlight Health Plan · line 1/);
      expect(text).toContain('2 more entries of this journal belong to other invoices');
      expect(text).toContain(`${first.number} : 200.00 − 120.00 paid − 40.00 adjusted = 40.00`);
      expect(answer.body).toContain('href="/audit/acts/');
      expect(answer.body).not.toContain('<html');
      expect(answer.reads).toBeLessThanOrEqual(12);
    });

    it('what a share still owes is explained by everything ever posted on it, to the cent', async () => {
      const [share] = await web.app.get(Reader).all<{ id: string }>(sql`SELECT id FROM shares WHERE invoice_id = ${first.invoiceId} AND party_kind = 'insurer'`);
      const text = words((await web.get(supervisor, `/ledger/explain?invoice=${first.invoiceId}&share=${share!.id}`)).body);
      expect(text).toContain('180.00 charged − 120.00 paid − 40.00 adjusted = 20.00 open.');
      expect(text).toMatch(/Charges of invoice MS-10001 \+200.00 200.00 .*−120.00 .*20.00/);
    });

    it('a payment, and the money a patient left with the clinic', async () => {
      const credit = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'card', amountCents: 2500, rows: [], remainderKind: 'credit' }));
      expect(words((await web.get(supervisor, `/ledger/explain?payment=${credit.paymentId}`)).body)).toContain('Hartwell, Amelia paid 25.00 : 0.00 is allocated to invoices and 25.00 is unapplied.');
      const journal = await journalOf(credit.paymentId, 'payment-recorded');
      const text = words((await web.get(supervisor, `/ledger/explain?journal=${journal.id}&invoice=none&patient=${amelia}`)).body);
      expect(text).toContain('Explain −25.00');
      expect(text).toContain('money now held for Hartwell, Amelia');
    });

    it('a reversal and its original name each other', async () => {
      const { paymentId } = await web.run<{ paymentId: string }>(new RecordInsurancePayment({
        ...here(), payerId: web.clinic.harborlight, method: 'insurance-check', reference: '77', amountCents: 1000, rows: [row(first.invoiceId, 1000)],
      }));
      await web.run(new ReversePayment({ ...here(), paymentId, reason: 'Amount mistyped' }));
      const [original, mirror] = [await journalOf(paymentId, 'payment-recorded'), await journalOf(paymentId, 'payment-reversed')];
      expect(words((await web.get(supervisor, `/ledger/journals/${original.id}`)).body)).toContain(`Reversed by J-${mirror.number}`);
      const text = words((await web.get(supervisor, `/ledger/journals/${mirror.id}`)).body);
      expect(text).toContain(`Reverses J-${original.number}`);
      expect(text).toContain('“Amount mistyped”');
      expect(text).toContain('Reversal: the money as it arrived');
    });

    it('the trial balance is equal on both sides, by location and together, and says which day it is of', async () => {
      const { reads, body } = await web.get(supervisor, '/ledger/trial-balance');
      expect(words(body)).toMatch(/Trial balance By posting date, at the end of a day or over a span/);
      expect(words(body)).toMatch(/Debit = credit ([\d,.]+) \1 /);
      expect(reads).toBeLessThanOrEqual(12);
      expect(words((await web.get(supervisor, '/ledger/trial-balance?asOf=2001-01-01')).body)).toContain('Nothing was posted up to Jan 1, 2001');
    });

    it('journals are listed newest first and filtered by account, location and posting date', async () => {
      const all = words((await web.get(supervisor, '/ledger/journals')).body);
      expect(all).toContain(`Insurance payment PAY-${payment.number} received, applied to 2 invoices`);
      const adjustments = words((await web.get(supervisor, '/ledger/journals?account=4100', { 'hx-request': 'true' })).body);
      expect(adjustments).toContain(`Contractual adjustment on invoice ${first.number}`);
      expect(adjustments).not.toContain('Charges of invoice');
      expect(words((await web.get(supervisor, '/ledger/journals?to=2001-01-01')).body)).toContain('No journal matches');
    });

    it('pages through more journals than fit, each once', async () => {
      const busy = await web.clinic.invoice(amelia, { visits: 1 });
      for (let cents = 1; cents <= 55; cents += 1) {
        await web.run(new AdjustInvoice({ ...here(), invoiceId: busy.invoiceId, partyKey: (await insurerKey(busy.invoiceId)), kind: 'small-balance', amountCents: 1, reason: `cent ${cents}` }));
      }
      const seen: string[] = [];
      for (let url: string | undefined = '/ledger/journals?account=4112'; url !== undefined;) {
        const { body } = await web.get(supervisor, url);
        seen.push(...[...body.matchAll(/<a href="\/ledger\/journals\/(\w+)">J-/g)].map((match) => match[1]!));
        url = /href="(\/ledger\/journals\?[^"]*before=[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen).toHaveLength(55);
      expect(new Set(seen).size).toBe(55);
      await web.run(new VoidInvoice({ ...here(), invoiceId: busy.invoiceId, reason: 'Only for paging' }));
    });

    it('somebody at another location sees none of it: missing and foreign read alike', async () => {
      const journal = await journalOf(payment.paymentId, 'payment-recorded');
      const foreign = await web.get(elsewhere, `/ledger/journals/${journal.id}`);
      const missing = await web.get(elsewhere, '/ledger/journals/01K0000000000000000000NONE');
      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect(words(foreign.body).replace(journal.id, '')).toBe(words(missing.body).replace('01K0000000000000000000NONE', ''));
      for (const url of [`/ledger/explain?invoice=${first.invoiceId}`, `/ledger/explain?payment=${payment.paymentId}`, `/ledger/explain?journal=${journal.id}`]) {
        expect((await web.get(elsewhere, url)).status).toBe(404);
      }
      expect(words((await web.get(elsewhere, '/ledger/journals')).body)).not.toContain('PAY-');
    });

    async function insurerKey(invoiceId: string): Promise<string> {
      return (await web.app.get(Reader).one<{ key: string }>(sql`SELECT party_key AS \`key\` FROM shares WHERE invoice_id = ${invoiceId} AND party_kind = 'insurer'`))!.key;
    }
  });
});
