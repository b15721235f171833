import { Test } from '@nestjs/testing';
import { ChoicesModule, ChoicesQueries, EditChoice, UsualChoices } from '../../src/choices/index.js';
import { DepositReceipts } from '../../src/deposits/index.js';
import { LocationsModule } from '../../src/locations/index.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, TransferShare, type PaymentRow } from '../../src/payments/index.js';
import { replay } from '../../src/audit/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import type { Config } from '../../src/platform/config.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { recordsOf } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const LIST = '/settings/choices';
const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

eachEngine((engine) => {
  describe('payment methods and reasons', () => {
    let config: Config;
    let web: ClinicWeb;
    let [fiona, sam, liam] = ['', '', ''];

    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const somebody = (role: Role, locationId: string): string =>
        web.signIn(staffActor({ id: newId(), name: `The ${role}`, grants: [{ role, locationId }] }), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      [fiona, sam, liam] = [somebody('finance-manager', '*'), somebody('billing-supervisor', web.clinic.maple), somebody('location-manager', web.clinic.maple)];
    });
    afterAll(() => web.close());

    const lists = () => web.app.get(ChoicesQueries, { strict: false }).all();
    const one = async (code: string) => (await lists()).find((choice) => choice.code === code)!;
    const form = (serves: string, fields: Record<string, string>) => ({ position: '15', 'serves[0]': serves, ...fields });
    const edit = async (code: string, fields: Partial<EditChoice>) => {
      const { id, version, name, position, serves, needsNumber, slip, onSlip } = await one(code);
      await web.run(new EditChoice({ choiceId: id, version, name, position, serves: serves.split(','), needsNumber: needsNumber === 1, slip, onSlip: onSlip === 1, ...fields }));
    };
    const pay = (method: string, fields: Partial<RecordInsurancePayment> = {}) =>
      web.run<{ paymentId: string }>(new RecordInsurancePayment({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method, amountCents: 1_000, rows: [], remainderKind: 'to-allocate', ...fields }));
    const pickers = async (kind: string) => (await web.get(sam, `/payments/new?kind=${kind}`)).body;

    test('are on one page that costs few reads; who runs the organization adds to them, and codes stand once', async () => {
      const page = await web.get(liam, LIST);
      expect([page.status, page.reads <= 12, page.body.includes('Insurance EFT/ACH'), page.body.includes('Add a payment method')]).toEqual([200, true, true, false]);
      const lockbox = form('insurer', { list: 'payment-method', name: 'Lockbox check', needsNumber: 'true', slip: 'checks', onSlip: 'true' });
      expect((await web.post(fiona, LIST, lockbox)).location).toBe(LIST);
      expect((await web.post(fiona, LIST, lockbox, HTMX)).body).toContain('There is already a payment method lockbox-check');
      expect((await web.post(fiona, LIST, form('row-adjustment', { list: 'reason', code: 'co-16', name: 'Lacks information' }))).location).toBe(LIST);
      expect((await web.get(fiona, `${LIST}/${(await one('CO-16')).id}`)).body).toContain('value="Lacks information"');
      expect((await web.post(liam, LIST, lockbox)).status).toBe(403);
      expect((await pickers('insurance')).match(/Insurance EFT\/ACH|Lockbox check|CO-16 Lacks information/g)!.slice(0, 2)).toEqual(['Insurance EFT/ACH', 'Lockbox check']);
      expect(await pickers('insurance')).not.toContain('>Cash<');
      expect(await pickers('other')).toMatch(/>Check<[^]*>Transfer<[^]*>Card<[^]*>Cash</);
    });

    test.each([
      ['without a name', { list: 'payment-method', name: '', slip: 'checks' }, 'Name is missing'],
      ['for nobody', { list: 'payment-method', name: 'Barter', slip: 'checks', 'serves[0]': '' }, 'Tick at least one of those who pay this way'],
      ['without its part of the slip', { list: 'payment-method', name: 'Coins' }, 'Choose where its receipts stand'],
      ['with a code that no EOB has', { list: 'reason', name: 'Odd', code: '_x', 'serves[0]': 'void' }, 'has 1 to 10 letters, digits and dashes'],
    ])('one %s is refused', async (_, fields, sentence) => {
      const { status, body } = await web.post(fiona, LIST, form('patient', fields as Record<string, string>), HTMX);
      expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
    });

    test('a method of one’s own may lie in the till, and stays there for good; money goes to the bank from where it lay', async () => {
      const { maple: locationId } = web.clinic;
      expect((await web.post(fiona, LIST, form('patient', { list: 'payment-method', name: 'Coins', slip: 'cash', onSlip: 'true' }))).location).toBe(LIST);
      const guarantorId = await web.clinic.patient();
      const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ locationId, guarantorId, method: 'coins', amountCents: 700, rows: [], remainderKind: 'credit' }));
      const reader = web.app.get(Reader);
      const on = async (): Promise<Record<string, number>> => Object.fromEntries((await reader.all<{ code: string; cents: number }>(sql`
        SELECT account_code AS code, SUM(amount_cents) AS cents FROM entries WHERE payment_id = ${paymentId} AND account_code IN ('1000', '1010', '1020') GROUP BY account_code`)).map(({ code, cents }) => [code, cents]));
      expect(await on()).toEqual({ 1020: 700 });
      await expect(edit('coins', { slip: 'checks' })).rejects.toMatchObject({ code: 'method-till' });
      await expect(edit('check', { slip: 'cash' })).rejects.toMatchObject({ sentence: expect.stringContaining('stays as it was when it was added') as string });
      await web.run(new DepositReceipts({ locationId, paymentIds: [paymentId] }));
      expect(await on()).toEqual({ 1000: 700, 1010: 0, 1020: 0 });
    });

    test('a payment takes a method of its kind that is in use, with its number where it needs one', async () => {
      await expect(pay('pigeon')).rejects.toMatchObject({ code: 'payment-method', sentence: expect.stringContaining('“pigeon” is no payment method here') as string });
      await expect(pay('cash')).rejects.toMatchObject({ code: 'payment-method' });
      const { maple: locationId } = web.clinic;
      const guarantorId = await web.clinic.patient();
      await expect(web.run(new RecordPatientPayment({ locationId, guarantorId, method: 'insurance-eft', amountCents: 100, rows: [], remainderKind: 'credit' }))).rejects.toMatchObject({ code: 'payment-method' });
      await expect(pay('lockbox-check')).rejects.toMatchObject({ code: 'payment-number-missing', fields: ['reference'] });
      const { paymentId } = await pay('lockbox-check', { reference: 'LB 1' });
      await edit('lockbox-check', { name: 'Lockbox', isRetired: true });
      expect((await web.get(sam, `/payments/${paymentId}`)).body).toContain('Lockbox from');
      expect(await pickers('insurance')).not.toContain('Lockbox');
      await expect(pay('lockbox-check', { reference: 'LB 2' })).rejects.toMatchObject({ sentence: 'The payment method Lockbox is not used any more. Choose another.' });
      expect((await web.get(sam, `/payments/${paymentId}/correction/new`)).body).toMatch(/value="lockbox-check" selected/);
      expect((await web.get(sam, `/payments?method=lockbox-check`)).body).toContain('>Lockbox</td>');
    });

    test('a reason is one of the act’s own that is in use; what was recorded with a retired one stays', async () => {
      const { maple: locationId, harborlight, kestrel } = web.clinic;
      const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
      const row: PaymentRow = { ...PLAIN, invoiceId, amountCents: 900, adjustmentCents: 100, adjustmentReasonCode: 'CO-16' };
      await pay('insurance-eft', { rows: [row] });
      await edit('CO-16', { isRetired: true });
      await expect(pay('insurance-eft', { rows: [row] })).rejects.toMatchObject({ sentence: 'The reason CO-16 is not used any more. Choose another.', fields: ['rows[0][adjustmentReasonCode]'] });
      await expect(pay('insurance-eft', { rows: [{ ...row, adjustmentReasonCode: 'PR-1' }] })).rejects.toMatchObject({ code: 'reason-unknown' });
      const why = { locationId, invoiceId, amountCents: 100, reason: 'Neighbor' };
      await expect(web.run(new AdjustInvoice({ ...why, partyKey: harborlight, kind: 'courtesy', reasonCode: 'XX' }))).rejects.toMatchObject({ code: 'reason-unknown', fields: ['reasonCode'] });
      await expect(web.run(new TransferShare({ ...why, fromPartyKey: harborlight, toPartyKey: kestrel, reasonCode: 'CO-45' }))).rejects.toMatchObject({ code: 'reason-unknown' });
      expect((await web.get(sam, `/invoices/${invoiceId}/adjustments/new`)).body).toContain('CO-45 Contractual');
      expect((await web.get(sam, `/invoices/${invoiceId}`)).body).toContain('CO-16');
    });

    test('fields that take any words propose those of the lists', async () => {
      const frank = web.signIn(staffActor({ id: newId(), name: 'Frank', grants: [{ role: 'front-desk', locationId: web.clinic.maple }] }), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      await edit('TWICE', { isRetired: true });
      const { body } = await web.get(frank, `${LIST}/words/reversal`);
      expect([body.includes('<option value="Wrong amount">'), body.includes('Entered twice'), body.includes('Wrong patient')]).toEqual([true, false, false]);
      const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
      expect((await web.get(sam, `/invoices/${invoiceId}/voiding/new`)).body).toContain(`list="reasons-void"`);
      expect((await web.get(frank, `${LIST}/words/dancing`)).status).toBe(404);
    });

    test('what reaches the bank by itself is proposed for a deposit only when its part of the slip is chosen', async () => {
      await pay('insurance-eft', { reference: 'EFT BY ITSELF' });
      const shown = async (group: string) => (await web.get(sam, `/deposits/new${group}`)).body.includes('EFT BY ITSELF');
      expect(await shown('')).toBe(true);
      await edit('insurance-eft', { onSlip: false });
      expect([await shown(''), await shown('?group=transfers'), await shown('?group=checks')]).toEqual([false, true, false]);
    });

    test('the trail gives the lists back, and starting again adds nothing', async () => {
      const before = await lists();
      await web.app.get(UsualChoices, { strict: false }).ensure();
      expect(await lists()).toEqual(before);
      expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
    });

    test('a clinic from before there were lists gets the usual ones at the next start', async () => {
      const old = await engine.config();
      await (await recordsOf(old)).close();
      const module = await Test.createTestingModule({ imports: [PlatformModule, LocationsModule, ChoicesModule] }).overrideProvider(CONFIG).useValue(old).compile();
      await module.init();
      expect(await module.get(ChoicesQueries).all()).toEqual([]);
      await module.get(UsualChoices).ensure();
      expect((await module.get(ChoicesQueries).all()).map(({ code }) => code)).toEqual(expect.arrayContaining(['insurance-eft', 'cash', 'CO-45', 'PR-2']));
      await module.close();
      await module.get(Database).close();
    });
  });
});
