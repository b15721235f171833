import { AdjustInvoice } from '../../src/payments/index.js';
import { actAs, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { eachEngine } from '../support/database.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/&#39;|&rsquo;/g, '’').replace(/\s+/g, ' ');
const hidden = (html: string, name: string): string => new RegExp(`name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*value="([^"]*)"`).exec(html)![1]!;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let petraIs: Actor;
  let petra: string;
  let amelia: string;
  let invoice: { invoiceId: string; number: string };

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
    dana = web.signIn(person('01K0000000000000000000DANA', CLERK, [web.clinic.maple]), places);
    petraIs = { ...person('01K000000000000000000PETRA', [...CLERK, 'invoice.adjust'], [web.clinic.maple]), name: 'P. Osei' };
    petra = web.signIn(petraIs, places);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    amelia = await web.clinic.patient();
    invoice = await web.clinic.invoice(amelia, { insurerCents: 6_000 });
  });

  const fields = (over: Record<string, string> = {}): Record<string, string> => ({
    kind: 'patient', locationId: web.clinic.maple, patientId: amelia, payerId: '', guarantorId: amelia, method: 'cash', 'rows[0][invoiceId]': invoice.invoiceId, ...over,
  });
  const seenOn = async (url: string, who = dana): Promise<Record<string, string>> => {
    const { body } = await web.get(who, url);
    return Object.fromEntries(['rows[0][seenCents]', 'rows[0][seenVersion]'].map((name) => [name, hidden(body, name)]));
  };
  const asPetra = (command: object): Promise<unknown> => actAs(petraIs, () => web.app.get(Commands).execute(command));

  describe('somebody else posts while a payment is typed', () => {
    it('the refusal says who posted how much and when, and by how much the typed amount is now too much', async () => {
      const seen = await seenOn(`/payments/new?patient=${amelia}&kind=patient`);
      expect((await web.post(petra, '/payments', fields({ amountCents: '25.00', 'rows[0][amountCents]': '25.00' }))).status).toBe(303);
      const typed = fields({ amountCents: '30.00', 'rows[0][amountCents]': '30.00', ...seen });
      const refused = await web.post(dana, '/payments', typed, { 'hx-request': 'true' });
      expect([refused.status, words(refused.body)]).toEqual([409, expect.stringMatching(
        new RegExp(`${invoice.number}: P. Osei posted 25.00 at \\w+ \\d+, \\d+, \\d+:\\d+ [AP]M. 15.00 is due now; your allocation of 30.00 is now 15.00 too much. What you typed is still here`),
      )]);
      const plain = await web.post(dana, '/payments', typed);
      expect(plain.body).toContain('<dd>30.00</dd>');
      expect((await web.post(dana, '/payments', { ...typed, amountCents: '15.00', 'rows[0][amountCents]': '15.00' })).status).toBe(303);
    });

    it('names what is no payment, and several rows, each with its own sentence', async () => {
      const second = await web.clinic.invoice(amelia, { insurerCents: 6_000 });
      const { body } = await web.get(dana, `/payments/new?patient=${amelia}&kind=patient`);
      const rows = Object.fromEntries([0, 1].flatMap((n) => ['invoiceId', 'seenCents', 'seenVersion'].map((name) => [`rows[${n}][${name}]`, hidden(body, `rows[${n}][${name}]`)])));
      for (const { invoiceId } of [invoice, second]) {
        await asPetra(new AdjustInvoice({ locationId: web.clinic.maple, invoiceId, partyKey: amelia, kind: 'courtesy', amountCents: 1_000, reason: 'Goodwill' }));
      }
      const refused = await web.post(dana, '/payments', { ...fields(), ...rows, amountCents: '80.00', 'rows[0][amountCents]': '40.00', 'rows[1][amountCents]': '40.00' }, { 'hx-request': 'true' });
      expect(words(refused.body)).toMatch(new RegExp(`P. Osei took 10.00 off at .* \\(Adjust an invoice\\). 30.00 is due now; your allocation of 40.00 is now 10.00 too much.*${second.number}: P. Osei took 10.00 off`));
    });

    it('says the plain sentence where the due is as it was shown', async () => {
      const seen = await seenOn(`/payments/new?patient=${amelia}&kind=patient`);
      const refused = await web.post(dana, '/payments', fields({ amountCents: '41.00', 'rows[0][amountCents]': '41.00', ...seen }), { 'hx-request': 'true' });
      expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining(`${invoice.number} is due 40.00 from the patient`)]);
    });

    it('is said as well when held money is allocated', async () => {
      const posted = await web.post(dana, '/payments', fields({ amountCents: '40.00', remainderKind: 'credit' }));
      const seen = await seenOn(posted.location!);
      await web.post(petra, '/payments', fields({ amountCents: '25.00', 'rows[0][amountCents]': '25.00' }));
      const version = String((await web.app.get(Reader).one<{ version: number }>(sql`SELECT version AS version FROM payments WHERE id = ${posted.location!.split('/').at(-1)!}`))!.version);
      const typed = { locationId: web.clinic.maple, version, 'rows[0][invoiceId]': invoice.invoiceId, 'rows[0][amountCents]': '40.00', ...seen };
      expect(words((await web.post(dana, `${posted.location!}/allocations`, typed, { 'hx-request': 'true' })).body)).toContain('your allocation of 40.00 is now 25.00 too much');
    });
  });
});
