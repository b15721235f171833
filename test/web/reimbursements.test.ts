import { VoidInvoice } from '../../src/payments/index.js';
import { AddCoverage } from '../../src/patients/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { formatDate } from '../../src/shared/calendar-date.js';
import { reimbursedParts, type CoverageRule } from '../../src/invoices/domain/split.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;

describe('what a reimbursing coverage is expected to repay', () => {
  const rule = (copayKind: CoverageRule['copayKind'], copayValue: number, copayWhose: CoverageRule['copayWhose']): CoverageRule => ({ partyKind: 'insurer', partyKey: 'c', payerId: 'y', sequence: 1, repay: 'reimburse', copayKind, copayValue, copayWhose });
  test.each([
    ['everything without a co-pay', rule('none', 0, 'patient'), [10_000, 5_000]],
    ['all but a percent that is the patient’s', rule('percent', 2_000, 'patient'), [8_000, 4_000]],
    ['a percent that is the insurer’s', rule('percent', 2_000, 'insurer'), [2_000, 1_000]],
    ['all but an amount that is the patient’s, taken in line order', rule('amount', 12_000, 'patient'), [0, 3_000]],
    ['an amount that is the insurer’s, never more than there is', rule('amount', 99_000, 'insurer'), [10_000, 5_000]],
  ])('is %s', (_, coverage, parts) => {
    expect(reimbursedParts([10_000, 5_000], coverage)).toEqual(parts);
  });
});

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  let reader: string;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const [maple, riverside] = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
    dana = web.signIn(clerkAt(maple.id), [maple]);
    rita = web.signIn(clerkAt(riverside.id), [riverside]);
    reader = web.signIn(readerAt(maple.id), [maple]);
  });
  afterAll(() => web.close());

  const repaid = async (fields: Partial<AddCoverage> = {}, covered = false) => {
    const patientId = await web.clinic.patient({ covered });
    await web.run(new AddCoverage({ patientId, payerId: web.clinic.tamarack, sequence: 2, repay: 'reimburse', memberId: 'T-77', validFrom: '2020-01-01', ...fields }));
    return { patientId, ...(await web.clinic.invoice(patientId, covered ? { insurerCents: 6_000 } : {})) };
  };
  const memo = async (invoiceId: string) =>
    (await web.app.get(Reader).all<{ id: string; state: string; expectedCents: number; receivedCents: number }>(sql`SELECT r.id AS id, r.state AS state, r.expected_cents AS expectedCents, r.received_cents AS receivedCents FROM reimbursements r WHERE r.invoice_id = ${invoiceId}`))[0];
  const settle = async (who: string, invoiceId: string, fields: Record<string, string>) => web.post(who, `/invoices/${invoiceId}/reimbursements/${(await memo(invoiceId))!.id}`, { locationId: web.clinic.maple, ...fields }, HTMX);

  test('the patient owes all of the invoice, no insurer owes anything, and the memo stands on invoice, patient and ledger', async () => {
    const { patientId, invoiceId, number } = await repaid({ copayKind: 'percent', copayValue: 2_000, copayWhose: 'patient' });
    const shares = await web.app.get(Reader).all(sql`SELECT s.party_kind AS partyKind, s.charged_cents AS chargedCents FROM shares s WHERE s.invoice_id = ${invoiceId}`);
    expect(shares).toEqual([{ partyKind: 'patient', chargedCents: 10_000 }]);
    for (const path of [`/patients/${patientId}`, `/patients/${patientId}/ledger`]) {
      const { body, reads } = await web.get(dana, path);
      expect(body).toContain(`Tamarack Mutual is to repay the patient <b>80.00</b>, since ${formatDate(web.clinic.today)} · <a href="/invoices/${invoiceId}">${number}</a>`);
      expect(body).toContain('Balance</div><div class="v">100.00');
      expect(reads).toBeLessThanOrEqual(MOST_READS);
    }
    const page = await web.get(dana, `/invoices/${invoiceId}`);
    expect(page.body).toContain('a memo: the insurer repays the patient');
    expect(page.reads).toBeLessThanOrEqual(MOST_READS);
  });

  test('beside a direct coverage it is of the patient’s part only', async () => {
    expect(await memo((await repaid({}, true)).invoiceId)).toMatchObject({ state: 'expected', expectedCents: 4_000 });
  });

  test('it is noted as received or declined and back, and moves no money', async () => {
    const { patientId, invoiceId } = await repaid();
    const journals = async () => (await web.app.get(Reader).one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM journals`))!.n;
    const before = await journals();
    expect((await settle(dana, invoiceId, { state: 'received', receivedCents: '75.50' })).status).toBe(200);
    expect(await memo(invoiceId)).toMatchObject({ state: 'received', receivedCents: 7_550 });
    expect((await web.get(dana, `/patients/${patientId}`)).body).toContain('<b>75.50</b> repaid to the patient by Tamarack Mutual');
    expect((await settle(dana, invoiceId, { state: 'declined' })).status).toBe(200);
    expect((await web.get(dana, `/patients/${patientId}`)).body).toContain('Tamarack Mutual repays nothing');
    expect((await settle(dana, invoiceId, { state: 'expected' })).status).toBe(200);
    expect(await memo(invoiceId)).toMatchObject({ state: 'expected', receivedCents: 0 });
    expect((await settle(dana, invoiceId, { state: 'received' })).status).toBe(200);
    expect(await memo(invoiceId)).toMatchObject({ state: 'received', receivedCents: 10_000 });
    expect(await journals()).toBe(before);
  });

  test('a day to come, a day before the invoice, and nothing received are refused', async () => {
    const { invoiceId } = await repaid();
    expect((await settle(dana, invoiceId, { state: 'received', settledOn: '1/1/2190' })).body).toContain('Jan 1, 2190 is still to come');
    expect((await settle(dana, invoiceId, { state: 'declined', settledOn: '1/1/2020' })).body).toContain('the answer of the insurer may not be earlier');
    expect((await settle(dana, invoiceId, { state: 'received', receivedCents: '0.00' })).body).toContain('Type what the patient received, or choose Declined.');
    expect((await settle(reader, invoiceId, { state: 'declined' })).status).toBe(403);
    expect((await settle(rita, invoiceId, { state: 'declined' })).status).toBe(404);
    expect((await settle(rita, invoiceId, { state: 'declined', locationId: web.clinic.riverside })).status).toBe(404);
  });

  test('a voided invoice expects nothing any more', async () => {
    const { patientId, invoiceId } = await repaid();
    await web.run(new VoidInvoice({ locationId: web.clinic.maple, invoiceId, reason: 'Wrong patient' }));
    expect((await web.get(dana, `/invoices/${invoiceId}`)).body).toContain('Withdrawn');
    expect((await web.get(dana, `/patients/${patientId}`)).body).not.toContain('is to repay the patient');
    expect((await settle(dana, invoiceId, { state: 'received' })).body).toContain('The invoice was voided');
  });

  test('a coverage that had ended by the service date is not asked', async () => {
    expect(await memo((await repaid({ validTo: '2020-12-31' })).invoiceId)).toBeUndefined();
  });
});
