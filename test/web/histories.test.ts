import { newId } from '../../src/platform/ids.js';
import { staffActor } from '../../src/staff/index.js';
import { eachEngine } from '../support/database.js';
import { type Ready, type RefusalClinic, refusalClinic } from '../support/refusal-clinic.js';

const RECORDS: Record<string, { page(ready: Ready): string; type: string; id(ready: Ready): string; says: string }> = {
  'a patient': { page: ({ patient }) => `/patients/${patient}`, type: 'patient', id: ({ patient }) => patient, says: 'Register a patient' },
  'a payer': { page: ({ insurer }) => `/insurers/${insurer}`, type: 'payer', id: ({ insurer }) => insurer, says: 'Add a payer' },
  'a service': { page: ({ visit }) => `/services/${visit}`, type: 'service', id: ({ visit }) => visit, says: 'Add a service' },
  'an invoice': { page: ({ owed }) => `/invoices/${owed}`, type: 'invoice', id: ({ owed }) => owed, says: 'Finalize an invoice' },
  'a draft': { page: ({ draft }) => `/invoices/drafts/${draft}`, type: 'invoice-draft', id: ({ draft }) => draft, says: 'Start an invoice' },
  'a payment': { page: ({ held }) => `/payments/${held}`, type: 'payment', id: ({ held }) => held, says: 'Record an insurer’s payment' },
};

eachEngine((engine) => {
  let clinic: RefusalClinic;
  let clerk: string;
  beforeAll(async () => {
    clinic = await refusalClinic(await engine.config());
    const { maple } = clinic.web.clinic;
    clerk = clinic.web.signIn(staffActor({ id: newId(), name: 'Cleo Day', grants: [{ role: 'billing-clerk', locationId: maple }] }), [{ id: maple, name: 'Maple Street' }]);
  });
  afterAll(() => clinic.web.close());

  const offered = (body: string): string[] => [...body.matchAll(/hx-get="(\/audit\/history[^"]+)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&'));

  it.each(Object.entries(RECORDS))('the page of %s has its history, down to the act that made it', async (_, { page, type, id, says }) => {
    const { web, ready, bea } = clinic;
    const shown = await web.get(bea, page(ready));
    expect([shown.status, offered(shown.body)]).toEqual([200, [`/audit/history?type=${type}&id=${id(ready)}`]]);
    const history = await web.get(bea, offered(shown.body)[0]!, { 'hx-request': 'true' });
    expect([history.status, history.body]).toEqual([200, expect.stringContaining(says)]);
    expect(history.body).toMatch(/href="\/audit\/acts\/\w{26}"/);
    const whole = await web.get(bea, offered(shown.body)[0]!);
    expect(whole.body).toContain(`<a href="${page(ready)}">`);
  });

  it.each(Object.entries(RECORDS))('the page of %s asks for no history that the reader may not see', async (_, { page }) => {
    const shown = await clinic.web.get(clerk, page(clinic.ready));
    expect([shown.status, offered(shown.body)]).toEqual([200, []]);
  });
});
