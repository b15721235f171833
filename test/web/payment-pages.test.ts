import { sql } from '../../src/platform/database/sql.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { eachEngine } from '../support/database.js';
import { type Answer, type ClinicWeb, clinicWeb } from '../support/clinic-web.js';

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let amelia: string;
  let older: { invoiceId: string; number: string };
  let younger: { invoiceId: string; number: string };

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { clinic } = web;
    dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, 'ledger.read', 'audit.read'], [clinic.maple]), [{ id: clinic.maple, name: 'Maple Street' }]);
    amelia = await clinic.patient();
    older = await clinic.invoice(amelia, { visits: 2 });
    younger = await clinic.invoice(amelia, { visits: 1, insurerCents: 8_000 });
  });
  afterAll(() => web.close());

  const form = (over: Record<string, string> = {}): Record<string, string> => ({
    kind: 'insurance', locationId: web.clinic.maple, patientId: amelia, payerId: web.clinic.harborlight, guarantorId: '', method: 'insurance-eft',
    'rows[0][invoiceId]': older.invoiceId, 'rows[1][invoiceId]': younger.invoiceId, ...over,
  });
  const preview = (over: Record<string, string>): Promise<Answer> => web.post(dana, '/payments/preview', form(over), { 'hx-request': 'true' });
  const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('opens with this patient’s payer chosen and what each invoice has due', async () => {
    const page = await web.get(dana, `/payments/new?patient=${amelia}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain(older.number);
    expect(page.body).toMatch(new RegExp(`<option value="${web.clinic.harborlight}"[^>]* selected`));
    expect(words(page.body)).toContain('2 open invoices');
    expect(page.reads).toBeLessThanOrEqual(12);
  });
});
