import { sql } from '../../src/platform/database/sql.js';
import { instantIn } from '../../src/platform/zones.js';
import { eachEngine } from '../support/database.js';
import { type Ready, type RefusalClinic, refusalClinic } from '../support/refusal-clinic.js';

type Table = Parameters<RefusalClinic['version']>[0];

interface Edit {
  table: Table;
  id(ready: Ready): string;
  url(ready: Ready): string;
  /** What Bea sends after Bea's colleague, who read the same version, sent `first`. */
  first(ready: Ready): Record<string, string>;
  second(ready: Ready): Record<string, string>;
  says: RegExp;
}

const EDITS: Record<string, Edit> = {
  'a patient': {
    table: 'patients', id: ({ patient }) => patient, url: ({ patient }) => `/patients/${patient}`,
    first: () => ({ lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14', phone: '555-0100' }),
    second: () => ({ lastName: 'Hartwell-Reyes', firstName: 'Amelia', birthDate: '1984-03-14' }),
    says: /Ann Cole changed this at .*: Edit a patient \(phone/,
  },
  'a payer': {
    table: 'payers', id: ({ insurer }) => insurer, url: ({ insurer }) => `/insurers/${insurer}`,
    first: () => ({ name: 'Harborlight Health Plan', kind: 'insurer', phone: '555-0111' }),
    second: () => ({ name: 'Harborlight Health', kind: 'insurer' }),
    says: /Ann Cole changed this at .*: Edit a payer \(phone/,
  },
  'a service': {
    table: 'services', id: ({ visit }) => visit, url: ({ visit }) => `/services/${visit}`,
    first: () => ({ code: 'V20', description: 'Follow-up visit, 20 min' }),
    second: () => ({ code: 'V20', description: 'Short visit' }),
    says: /Ann Cole changed this at .*: Edit a service \(description\)/,
  },
  'a draft': {
    table: 'invoice_drafts', id: ({ draft }) => draft, url: ({ draft }) => `/invoices/drafts/${draft}/insurance`,
    first: ({ location, insurer }) => ({ locationId: location, 'amounts[0][partyKey]': insurer, 'amounts[0][amountCents]': '60.00' }),
    second: ({ location, insurer }) => ({ locationId: location, 'amounts[0][partyKey]': insurer, 'amounts[0][amountCents]': '55.00' }),
    says: /Ann Cole changed this at .*: Apply insurance to a draft/,
  },
  'a line of a draft': {
    table: 'invoice_drafts', id: ({ draft }) => draft, url: ({ draft, draftLine }) => `/invoices/drafts/${draft}/lines/${draftLine}`,
    first: ({ location, closedDay }) => ({ locationId: location, quantity: '5', serviceDate: closedDay }),
    second: ({ location, closedDay }) => ({ locationId: location, quantity: '3', serviceDate: closedDay }),
    says: /Ann Cole changed this at .*: Change a line of a draft \(.*quantity/,
  },
  'an invoice': {
    table: 'invoices', id: ({ owed }) => owed, url: ({ owed }) => `/invoices/${owed}/insurance`,
    first: ({ location, otherInsurer }) => ({ locationId: location, partyKey: otherInsurer, amountCents: '5.00' }),
    second: ({ location, otherInsurer }) => ({ locationId: location, partyKey: otherInsurer, amountCents: '6.00' }),
    says: /Ann Cole changed this at .*: Apply insurance to an invoice/,
  },
  'a payment': {
    table: 'payments', id: ({ held }) => held, url: ({ held }) => `/payments/${held}/allocations`,
    first: ({ location, owed }) => ({ locationId: location, 'rows[0][invoiceId]': owed, 'rows[0][amountCents]': '2.00' }),
    second: ({ location, owed }) => ({ locationId: location, 'rows[0][invoiceId]': owed, 'rows[0][amountCents]': '1.50' }),
    says: /Ann Cole changed this at .*: Allocate a payment \(.*(allocated|unapplied)/,
  },
};

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

eachEngine((engine) => {
  let clinic: RefusalClinic;
  beforeAll(async () => void (clinic = await refusalClinic(await engine.config())));
  afterAll(() => clinic.web.close());

  describe.each(Object.entries(EDITS))('%s that somebody changed meanwhile', (_, { table, id, url, first, second, says }) => {
    it('is refused with who, when and what; what was typed is kept and nothing is stored', async () => {
      const { web, ready, bea, ann } = clinic;
      const version = await clinic.version(table, id(ready));
      expect((await web.post(ann, url(ready), { ...first(ready), version })).status).toBeLessThan(400);
      const before = await clinic.everything();
      const typed = { ...second(ready), version };
      const inForm = await web.post(bea, url(ready), typed, { 'hx-request': 'true' });
      expect([inForm.status, words(inForm.body)]).toEqual([409, expect.stringMatching(says)]);
      expect(words(inForm.body)).toMatch(/Your entries are still here/);
      expect(inForm.body).toMatch(/^\s*<div class="ban bad" id="errors"/);
      const plain = await web.post(bea, url(ready), typed);
      expect([plain.status, words(plain.body)]).toEqual([409, expect.stringMatching(says)]);
      for (const value of Object.values(second(ready))) expect(plain.body).toContain(`<dd>${value}</dd>`);
      expect(await clinic.everything()).toEqual(before);
    });

    it('goes through with the version that stands now', async () => {
      const { web, ready, bea } = clinic;
      const typed = { ...second(ready), version: await clinic.version(table, id(ready)) };
      expect((await web.post(bea, url(ready), typed)).status).toBeLessThan(400);
    });
  });

  it('the moment named is that of the act in the trail, on the clinic’s clock', async () => {
    const { web, ready, bea, ann, reader } = clinic;
    const version = await clinic.version('payers', ready.employer);
    const fields = { name: 'Kestrel Freight Lines', kind: 'employer', version };
    await web.post(ann, `/insurers/${ready.employer}`, fields);
    const act = await reader.one<{ enteredAt: string }>(sql`SELECT a.entered_at AS enteredAt FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id WHERE e.record_id = ${ready.employer} ORDER BY e.version DESC ${sql`LIMIT 1`}`);
    const stale = await web.post(bea, `/insurers/${ready.employer}`, { ...fields, name: 'Kestrel' }, { 'hx-request': 'true' });
    expect(words(stale.body)).toContain(instantIn('America/Chicago', act!.enteredAt));
  });
});
