import { MergePatients } from '../../src/patients/index.js';
import { RecordInsurancePayment, RecordPatientPayment, ReversePayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { IssueReceipt } from '../../src/receipts/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { amountInWords } from '../../src/shared/amount-in-words.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { pagesOf } from '../support/pdf.js';
import { clerkAt } from '../support/records.js';
import { row } from '../support/posted-clinic.js';
import { staffActor } from '../../src/staff/index.js';
import { newId } from '../../src/platform/ids.js';

eachEngine((engine) => {
  describe('receipts', () => {
    let web: ClinicWeb;
    let dana: string;
    let fran: string;
    let amelia: string;
    const places = () => [{ id: web.clinic.maple, name: 'Maple Street' }];
    const here = () => ({ locationId: web.clinic.maple });
    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      dana = web.signIn(clerkAt(web.clinic.maple), places());
      fran = web.signIn(staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: web.clinic.maple }] }), places());
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
    });
    afterAll(() => web.close());

    const pays = async (extra: Partial<RecordPatientPayment> = {}): Promise<string> =>
      (await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: amelia, method: 'check', reference: `C-${newId()}`, amountCents: 12_550, rows: [], remainderKind: 'credit', ...extra }))).paymentId;
    const issue = async (who: string, paymentId: string): Promise<string> => (await web.post(who, '/receipts', { paymentId })).location!;
    const paper = async (who: string, address: string): Promise<string> => {
      const answer = await web.app.inject({ method: 'GET', url: `${address}/pdf`, headers: { host: 'clinic.test', 'x-person': who } });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      return pagesOf(answer.rawPayload).join(' ').replace(/\s+/g, ' ');
    };
    const numberOf = async (address: string): Promise<number> => (await web.app.get(Reader).one<{ number: number }>(sql`SELECT number AS number FROM receipts WHERE id = ${address.split('/')[2]!}`))!.number;

    it('says what one act received, in figures and words, what it paid, what is kept and what is still to pay', async () => {
      const { invoiceId, number } = await web.clinic.invoice(amelia, { visits: 2, insurerCents: 15_000 });
      const paymentId = await pays({ amountCents: 3_000, rows: [row(invoiceId, 2_500)], tenders: [{ method: 'cash', amountCents: 1_000, reference: '' }] });
      const address = await issue(fran, paymentId);
      const page = words((await web.get(fran, address)).body);
      for (const said of [number, 'Hartwell', '25.00', 'Cash', 'Check', '30.00']) expect(page).toContain(said);
      expect(await paper(fran, address)).toMatch(/Received from .*Hartwell Thirty and 00\/100 USD .*30\.00 Receipt number .*Kept as credit .*5\.00 Received .*30\.00 Still to pay here: .*Cash .*Check/);
      const other = (await web.app.get(Reader).all<{ id: string }>(sql`SELECT id AS id FROM payments WHERE tender_group_id IS NOT NULL ORDER BY number DESC`))[0]!;
      expect(await issue(fran, other.id)).toBe(address);
      expect((await web.get(fran, address)).reads).toBeLessThanOrEqual(12);
    });

    it('is numbered without gaps, also when one is refused in between, and the payment has one receipt however often it is asked for', async () => {
      const first = await issue(dana, await pays());
      await expect(web.run(new IssueReceipt({ paymentId: await reversed() }))).rejects.toMatchObject({ code: 'receipt-of-reversed' });
      await expect(web.run(new IssueReceipt({ paymentId: await insurers() }))).rejects.toMatchObject({ code: 'receipt-of-insurer' });
      const paymentId = await pays();
      const [one, two] = await Promise.all([issue(dana, paymentId), issue(dana, await pays())]);
      expect(await issue(dana, paymentId)).toBe(one);
      expect([await numberOf(one), await numberOf(two)].sort()).toEqual([(await numberOf(first)) + 1, (await numberOf(first)) + 2]);
      expect((await runCheck(web.app.get(Reader))).violations).toEqual([]);
    });

    it('is printed by whoever issued it; again only with the right to, a reason, and the word copy on it', async () => {
      const address = await issue(fran, await pays());
      expect(await paper(fran, address)).not.toContain('copy');
      const refused = await web.get(dana, `${address}/pdf`);
      expect([refused.status, words(refused.body).includes('Print it again with a reason')]).toEqual([422, true]);
      expect((await web.post(fran, `${address}/prints`, { reason: 'Lost' })).status).toBe(403);
      expect((await web.post(dana, `${address}/prints`, { reason: ' ' })).status).toBe(422);
      await web.post(dana, `${address}/prints`, { reason: 'Lost on the way home' });
      expect(await paper(dana, address)).toContain('copy 1');
      expect((await web.get(fran, `${address}/pdf`)).status).toBe(422);
      expect(words((await web.get(fran, address)).body)).toContain('Lost on the way home');
    });

    it('stays as issued when the money is taken back, and says that it is void', async () => {
      const paymentId = await pays();
      const address = await issue(dana, paymentId);
      const before = await paper(dana, address);
      await web.run(new ReversePayment({ ...here(), paymentId, reason: 'Check came back' }));
      const after = await paper(dana, address);
      expect(after).toContain('VOID');
      expect(after.replaceAll('VOID ', '').replaceAll('VOID', '').trim()).toBe(before.trim());
      expect(words((await web.get(dana, address)).body)).toContain('The money was taken back since');
    });

    it('counts what merged records owe together as still to pay', async () => {
      const [goes, stays] = [await web.clinic.patient({ covered: false }), await web.clinic.patient({ covered: false })];
      await web.clinic.invoice(goes);
      await web.clinic.invoice(stays);
      const record = async (id: string) => (await web.app.get(Reader).one<{ version: number; number: string }>(sql`SELECT version AS version, number AS number FROM patients WHERE id = ${id}`))!;
      await web.run(new MergePatients({ patientId: goes, version: (await record(goes)).version, intoNumber: (await record(stays)).number, reason: 'Registered twice' }));
      const address = await issue(dana, await pays({ guarantorId: stays, amountCents: 500 }));
      expect(words((await web.get(dana, address)).body)).toMatch(/Still to pay here, when issued 200\.00/);
    });

    it('is there only where the payment is', async () => {
      const address = await issue(dana, await pays());
      const rob = web.signIn(clerkAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
      for (const path of [address, `${address}/pdf`]) expect((await web.get(rob, path)).status).toBe(404);
      expect((await web.post(rob, '/receipts', { paymentId: await pays() })).status).toBe(404);
    });

    async function reversed(): Promise<string> {
      const paymentId = await pays();
      await web.run(new ReversePayment({ ...here(), paymentId, reason: 'Mistyped' }));
      return paymentId;
    }

    async function insurers(): Promise<string> {
      return (await web.run<{ paymentId: string }>(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: newId(), amountCents: 100, rows: [], remainderKind: 'to-allocate' }))).paymentId;
    }
  });
});

it('amounts are written out as on a check', () => {
  expect([0, 5, 1_999, 12_550, 100_000, 123_456_789, 100_000_000_00].map((cents) => amountInWords(cents, 2))).toEqual([
    'Zero and 00/100', 'Zero and 05/100', 'Nineteen and 99/100', 'One hundred twenty-five and 50/100', 'One thousand and 00/100',
    'One million two hundred thirty-four thousand five hundred sixty-seven and 89/100', 'One hundred million and 00/100',
  ]);
  expect([amountInWords(21, 0), amountInWords(1_234, 3)]).toEqual(['Twenty-one', 'One and 234/1000']);
});
