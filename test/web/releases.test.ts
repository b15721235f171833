import { RecordInsurancePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { FinalizeInvoice, ReviewDraft } from '../../src/invoices/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { Reader } from '../../src/platform/database/reader.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { row } from '../support/payments.js';
import { clerkAt } from '../support/records.js';

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let elsewhere: string;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside } = web.clinic;
    dana = web.signIn(clerkAt(maple), [{ id: maple, name: 'Maple Street' }]);
    elsewhere = web.signIn(clerkAt(riverside), [{ id: riverside, name: 'Riverside' }]);
  });
  afterAll(() => web.close());

  async function paid(): Promise<{ invoiceId: string; number: string; patientId: string; paymentId: string; allocationId: string; version: string }> {
    const patientId = await web.clinic.patient();
    const { invoiceId, number } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
    const { paymentId } = await web.run<{ paymentId: string }>(
      new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: patientId, method: 'check', amountCents: 4_000, rows: [row(invoiceId, 4_000)] }),
    );
    const [allocation] = await web.app.get(Reader).all<{ id: string }>(sql`SELECT id AS id FROM allocations WHERE payment_id = ${paymentId}`);
    return { invoiceId, number, patientId, paymentId, allocationId: allocation!.id, version: '2' };
  }
  const at = () => ({ locationId: web.clinic.maple });

  it('a paid invoice shows what voiding releases before it is pressed, and does it', async () => {
    const { invoiceId, version } = await paid();
    const page = await web.get(dana, `/invoices/${invoiceId}/voiding/new`);
    expect(page.body).toMatch(/effects\/void/);
    const effect = await web.post(dana, `/invoices/${invoiceId}/effects/void`, { ...at(), version, reason: '' });
    expect(effect.body).toMatch(/40\.00<\/b> comes off and is free/);
    const done = await web.post(dana, `/invoices/${invoiceId}/voiding`, { ...at(), version, reason: 'Wrong day' });
    expect([done.status, done.location]).toEqual([303, `/invoices/${invoiceId}`]);
  });

  it('a transfer shows before → after and which money comes off; its refusal is a sentence in its place', async () => {
    const { invoiceId, patientId, version } = await paid();
    expect((await web.get(dana, `/invoices/${invoiceId}/transfers/new`)).status).toBe(200);
    const typed = { ...at(), version, fromPartyKey: patientId, toPartyKey: web.clinic.kestrel, amountCents: '10.00', reason: 'Work injury' };
    const effect = await web.post(dana, `/invoices/${invoiceId}/effects/transfer`, typed);
    expect(effect.body).toMatch(/Kestrel Freight/);
    expect(effect.body).toMatch(/10\.00<\/b> comes off and stays held for its line/);
    expect((await web.post(dana, `/invoices/${invoiceId}/effects/transfer`, { ...typed, amountCents: '99.00' })).body).toMatch(/is 40\.00; transfer at most that/);
    expect((await web.post(dana, `/invoices/${invoiceId}/transfers`, typed)).status).toBe(303);
    const shown = await web.get(dana, `/invoices/${invoiceId}`);
    expect(shown.body).toMatch(/Transferred<small> Work injury/);
    expect(shown.reads).toBeLessThanOrEqual(12);
    expect((await web.post(elsewhere, `/invoices/${invoiceId}/transfers`, { ...typed, locationId: web.clinic.riverside })).status).toBe(404);
  });

  it('Correct leads to the prefilled draft, and each leads to the other', async () => {
    const { invoiceId, number, version } = await paid();
    expect((await web.get(dana, `/invoices/${invoiceId}/correction/new`)).status).toBe(200);
    const { location } = await web.post(dana, `/invoices/${invoiceId}/correction`, { ...at(), version, reason: 'Two visits, not one' });
    expect(location).toMatch(/^\/invoices\/drafts\//);
    expect((await web.get(dana, location!)).body).toMatch(/Follow-up visit/);
    expect((await web.get(dana, `/invoices/${invoiceId}`)).body).toContain(location!);
    expect(number).toMatch(/^MS-/);
  });

  it('money of a corrected invoice is proposed on the draft and on the invoice in its place, and applied with one press', async () => {
    const { invoiceId, number, version, paymentId } = await paid();
    const { location } = await web.post(dana, `/invoices/${invoiceId}/correction`, { ...at(), version, reason: 'Two visits, not one' });
    const reissueId = location!.split('/').at(-1)!;
    const address = `/invoices/${reissueId}/released`;
    expect((await web.get(dana, location!)).body).toContain(`hx-get="${address}"`);
    expect((await web.get(dana, address)).body).toMatch(new RegExp(`40\\.00</b> released from <a href="/invoices/${invoiceId}">${number}</a> can be applied[^]*once this draft is finalized`));
    await web.run(new ReviewDraft({ ...at(), draftId: reissueId }));
    await web.run(new FinalizeInvoice({ ...at(), draftId: reissueId }));
    const page = await web.get(dana, `/invoices/${reissueId}`);
    expect(page.body).toContain(`hx-get="${address}"`);
    expect(page.reads).toBeLessThanOrEqual(12);
    const proposed = await web.get(dana, address);
    expect(proposed.body).toMatch(/40\.00<\/b> released from[^]*Apply it here/);
    expect((await web.get(elsewhere, address)).status).toBe(404);
    expect((await web.post(elsewhere, address, { locationId: web.clinic.riverside, version: '1' })).status).toBe(404);
    const shownVersion = /name="version" value="(\d+)"/.exec(proposed.body)![1]!;
    const done = await web.post(dana, address, { ...at(), version: shownVersion });
    expect([done.status, done.location]).toEqual([303, `/invoices/${reissueId}`]);
    expect((await web.get(dana, address)).body).not.toMatch(/can be applied/);
    expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain(`/invoices/${reissueId}`);
  });

  it('money is released by hand from the payment’s page, with its before → after', async () => {
    const { paymentId, allocationId } = await paid();
    const base = `/payments/${paymentId}/allocations/${allocationId}/release`;
    expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain(`${base}/new`);
    expect((await web.get(dana, `${base}/new`)).status).toBe(200);
    const typed = { ...at(), version: '1', amountCents: '15.00', reason: 'Belongs to the brother' };
    expect((await web.post(dana, `${base}/effect`, typed)).body).toMatch(/15\.00<\/b> comes off and is free/);
    expect((await web.post(dana, base, typed)).status).toBe(303);
    const shown = await web.get(dana, `/payments/${paymentId}`);
    expect(shown.body).toMatch(/Patient credit/);
    expect(shown.reads).toBeLessThanOrEqual(12);
    expect((await web.get(elsewhere, `${base}/new`)).status).toBe(404);
  });

  it('Correct opens Accept payment with the payment as it stands, and what is recorded takes its place', async () => {
    const { invoiceId, paymentId, patientId, number } = await paid();
    const base = `/payments/${paymentId}/correction`;
    expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain(`${base}/new`);
    const page = await web.get(dana, `${base}/new`);
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/name="amountCents"[^>]*value="40\.00"/);
    expect(page.body).toMatch(/name="rows\[\d+\]\[amountCents\]"[^>]*data-due="4000"[^>]*value="40\.00"/);
    expect(page.body).toContain(number);
    expect(page.body).not.toMatch(/same payment\?/);
    const typed = { ...at(), version: '1', kind: 'patient', patientId, guarantorId: patientId, method: 'check', amountCents: '35.00', 'rows[0][invoiceId]': invoiceId, 'rows[0][amountCents]': '35.00' };
    const live = await web.post(dana, `${base}/preview`, typed);
    expect(live.body).toMatch(/40\.00 due = 35\.00 paid \+ 5\.00 left/);
    expect((await web.post(dana, base, typed)).body).toMatch(/reason/i);
    const done = await web.post(dana, base, { ...typed, reason: 'Typed the wrong check' });
    expect([done.status, done.location]).toEqual([303, expect.stringMatching(/^\/payments\//)]);
    const [wrong, right] = [await web.get(dana, `/payments/${paymentId}`), await web.get(dana, done.location!)];
    expect(wrong.body).toMatch(new RegExp(`Corrected, in its place: <a href="${done.location!}">`));
    expect(right.body).toMatch(new RegExp(`In place of <a href="/payments/${paymentId}">`));
    expect(right.body).toMatch(/35\.00/);
    expect([wrong.reads, right.reads].every((reads) => reads <= 12)).toBe(true);
    expect((await web.get(dana, `${base}/new`)).status).toBe(409);
    expect((await web.get(elsewhere, `${base}/new`)).status).toBe(404);
    expect((await web.post(elsewhere, `${base}/preview`, { ...typed, locationId: web.clinic.riverside })).status).toBe(404);
  });

  it('the credit of the payment that is corrected is not counted beside what takes its place', async () => {
    const patientId = await web.clinic.patient();
    const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
    const { paymentId } = await web.run<{ paymentId: string }>(
      new RecordPatientPayment({ locationId: web.clinic.maple, guarantorId: patientId, method: 'card', amountCents: 2_500, rows: [row(invoiceId, 1_000)], remainderKind: 'credit' }),
    );
    const page = await web.get(dana, `/payments/${paymentId}/correction/new`);
    expect(page.body).toMatch(/<dt>Credits<\/dt><dd>0\.00 → <b>15\.00/);
    expect(page.body).toMatch(/<option value="credit" selected/);
  });

  it('correcting an insurer’s payment shows what it adjusted and moved, and offers the settled invoice again', async () => {
    const patientId = await web.clinic.patient();
    const { invoiceId } = await web.clinic.invoice(patientId, { insurerCents: 6_000 });
    const rows = [row(invoiceId, 4_000, 1_500, 500)];
    const { paymentId } = await web.run<{ paymentId: string }>(
      new RecordInsurancePayment({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents: 4_000, reference: `EFT ${invoiceId.slice(-5)}`, rows }),
    );
    const page = await web.get(dana, `/payments/${paymentId}/correction/new`);
    expect(page.status).toBe(200);
    expect(page.reads).toBeLessThanOrEqual(12);
    for (const [cell, value] of [['amountCents', '40.00'], ['adjustmentCents', '15.00'], ['toPatientCents', '5.00']] as const) {
      expect(page.body).toMatch(new RegExp(`name="rows\\[\\d+\\]\\[${cell}\\]"[^>]*data-due="6000"[^>]*value="${value}"`));
    }
    expect(page.body).toMatch(/60\.00 due = 40\.00 paid \+ 15\.00 adjusted \+ 5\.00 to patient \+ 0\.00 left/);
  });
});
