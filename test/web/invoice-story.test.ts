import { RecordInsurancePayment, VoidInvoice } from '../../src/payments/index.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

const text = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    dana = web.signIn(clerkAt(web.clinic.maple), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    rita = web.signIn(clerkAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
  });
  afterAll(() => web.close());

  it('the story of an invoice tells every act from the draft on, what it moved, and what each party owed after it', async () => {
    const { clinic, run } = web;
    const { invoiceId } = await clinic.invoice(await clinic.patient(), { insurerCents: 7_000 });
    const row = { invoiceId, amountCents: 5_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45', adjustmentReason: '', toPatientCents: 1_000, toPatientReasonCode: 'PR-2' };
    await run(new RecordInsurancePayment({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 5_000, reference: 'EFT 1', rows: [row] }));
    const { status, body, reads } = await web.get(dana, `/invoices/${invoiceId}/story`);
    expect([status, reads <= 12]).toEqual([200, true]);
    const said = text(body);
    const order = ['Start an invoice', 'Add a line to a draft', 'Apply insurance to a draft', 'Finalize an invoice', '+70.00 70.00 open', '+30.00 30.00 open', '100.00', '\u221270.00 0.00 open', '+10.00 40.00 open', '40.00', 'Open now'];
    let at = -1;
    for (const piece of order) {
      const next = said.indexOf(piece, at + 1);
      expect([piece, next > at]).toEqual([piece, true]);
      at = next;
    }
    expect((await web.get(dana, `/invoices/${invoiceId}`)).body).toContain(`/invoices/${invoiceId}/story`);
  });

  it('ends at nothing open once the invoice is voided, and is there only where the invoice is', async () => {
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
    await web.run(new VoidInvoice({ locationId: web.clinic.maple, invoiceId, reason: 'Wrong patient' }));
    const said = text((await web.get(dana, `/invoices/${invoiceId}/story`)).body);
    expect(said).toMatch(/Void an invoice Wrong patient .* 0\.00 Open now/);
    expect((await web.get(rita, `/invoices/${invoiceId}/story`)).status).toBe(404);
  });
});
