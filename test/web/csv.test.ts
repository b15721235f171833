import { DepositReceipts } from '../../src/deposits/index.js';
import { LogContact } from '../../src/insurers/index.js';
import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import { AddProvider } from '../../src/services/index.js';
import { column, csvFile, moneyColumn } from '../../src/platform/web/index.js';
import { withFormContext } from '../../src/platform/form-context.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

interface Owed {
  name: string;
  cents: number | null;
}
const COLUMNS = [column<Owed>('Name', (row) => row.name), column<Owed>('Letters', (row) => row.name.length), moneyColumn<Owed>('Owed', (row) => row.cents)];

async function written(rows: Owed[], exponent = 2): Promise<string> {
  const file = await withFormContext({ exponent }, () => csvFile('owed', COLUMNS, (after) => Promise.resolve(after === undefined ? { items: rows, next: 'x' } : { items: [] })));
  let text = '';
  for await (const chunk of file.getStream()) text += String(chunk);
  return text;
}

describe('a list as a file', () => {
  test('has amounts without commas, a plain minus, and nothing where nothing is known', async () => {
    expect(await written([{ name: 'Núñez', cents: -123_450 }, { name: 'B', cents: null }, { name: 'C', cents: 0 }])).toBe('\ufeffName,Letters,Owed\nNúñez,5,-1234.50\nB,1,\nC,1,0.00\n');
    expect(await written([{ name: 'Yen', cents: 1_250 }], 0)).toContain('Yen,3,1250\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('shows a cell %j to a spreadsheet as text', async (name) => {
    expect(await written([{ name, cents: 1 }])).toContain(`'${name}`);
  });

  test('quotes what would break a line or a column', async () => {
    expect(await written([{ name: 'Say "a, b"\nc', cents: 1 }])).toContain('"Say ""a, b""\nc",12,0.01\n');
  });
});

const OF_MAPLE = 'Farwell';

/** Page → what its file begins with, and what one line of it holds; `ofAll`: the same for the whole organization. */
const EXPORTS: readonly { page: string; head: string; line: string; ofAll?: true }[] = [
  { page: '/patients', head: 'Patient,Birth date', line: '"Farwell, Amelia",1984-03-14' },
  { page: '/invoices', head: 'Invoice,Location,Patient', line: 'MS-10001,Maple Street,"Farwell, Amelia"' },
  { page: '/invoices?state=draft', head: 'Draft of,Location,Started,Lines,Charge', line: '"Farwell, Amelia",Maple Street' },
  { page: '/payments', head: 'Payment,Location,From', line: 'Maple Street,Harborlight Health Plan' },
  { page: '/payments/unapplied', head: 'Held for,Payment,From', line: 'Harborlight Health Plan,Maple Street' },
  { page: '/payments/awaiting', head: 'Invoice,Patient,Service date', line: 'MS-10001,"Farwell, Amelia"' },
  { page: '/deposits', head: 'Slip,Location,Deposit date,Receipts,Amount', line: '1,Maple Street' },
  { page: '/deposits/:deposit', head: 'Payment,From,Method', line: 'EFT 12' },
  { page: '/insurers', head: 'Name,Kind,Payer ID', line: 'Kestrel Freight,Employer', ofAll: true },
  { page: '/insurers/:payer/ledger', head: 'Payment,Payment number,Posting date', line: 'EFT 12' },
  { page: '/contact-log?payer=:payer', head: 'Date,Payer,Invoice', line: '"They said ""wait"""' },
  { page: '/follow-ups?whose=all&when=all', head: 'Date,Payer,Invoice', line: '"They said ""wait"""' },
  { page: '/services', head: 'Code,Description,Tax in percent,Price,State', line: 'BR1,Knee brace,8.25,80.00,active', ofAll: true },
  { page: '/providers', head: 'Provider,NPI,License no.,State', line: '"Ida Brandt, MD"', ofAll: true },
  { page: '/ledger/journals', head: 'Journal,Posting date,Cause,What happened', line: 'Payment recorded' },
  { page: '/ledger/trial-balance', head: 'Location,Account,Name,Opening,Debits,Credits,Closing', line: 'Maple Street,2100,' },
  { page: '/ledger/roll-forward?from=2000-01-01', head: 'Location,Who owes,Opening,Charges,Payments', line: 'Maple Street,Insurers,0.00,100.00,-60.00' },
  { page: '/ledger/receivables', head: 'Who,Kind,Not due yet', line: 'Harborlight Health Plan,Insurer,40.00' },
  { page: '/ledger/receivables?party=:payer', head: 'Invoice,Patient,Counted from,Days,Open', line: 'MS-10001,"Farwell, Amelia"' },
  { page: '/days', head: 'Day,State,Payments,Received', line: ',open,1,70.00' },
  { page: '/audit', head: 'Entered (UTC),What,Outcome', line: 'Record an insurer’s payment,done' },
  { page: '/audit/history?type=payment&id=:payment', head: 'Version,Entered (UTC),What,Who,Field,Before,After', line: 'Record an insurer’s payment' },
  { page: '/settings/accounts', head: 'Code,Name,Kind', line: '1100,', ofAll: true },
  { page: '/settings/locations', head: 'Code,Name,Address', line: 'MS,Maple Street' },
];

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let ids: Record<string, string>;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const maple = { id: web.clinic.maple, name: 'Maple Street' };
    dana = web.signIn(clerkAt(maple.id), [maple]);
    for (let index = 0; index < 53; index += 1) await web.clinic.patient({ covered: false, lastName: `Many${String(index).padStart(2, '0')}` });
    await web.clinic.patient({ lastName: 'Manyfar', locationId: web.clinic.riverside });
    ids = await someOfEachList();
  });
  afterAll(() => web.close());

  test('the patients’ list is exported whole, as it is filtered, and only as far as the reader may see', async () => {
    const page = await web.get(dana, '/patients?q=many');
    expect(page.body).toContain('href="/patients/export?q=many"');
    const { status, body } = await web.get(dana, '/patients/export?q=many');
    expect(status).toBe(200);
    const lines = body.trim().split('\n');
    expect(lines[0]).toBe('Patient,Birth date,Patient number,Primary payer,Phone');
    expect(lines.slice(1).map((line) => /^"Many(\d\d), Amelia",1984-03-14,\d+,,$/.exec(line)?.[1])).toEqual(Array.from({ length: 53 }, (_, index) => String(index).padStart(2, '0')));
    expect((await web.get(dana, '/patients/export?q=manyfar')).body.trim().split('\n')).toHaveLength(1);
  });

  test.each(EXPORTS)('$page has its file: linked from the page, as it is filtered, within the reader’s locations', async ({ page, head, line, ofAll }) => {
    const path = page.replace(/:(\w+)/g, (_, name: string) => ids[name]!);
    const link = /href="([^"]*\/export[^"]*)"/.exec((await web.get(dana, path)).body)?.[1]?.replaceAll('&amp;', '&');
    expect([page, link?.split('?')[0]]).toEqual([page, `${path.split('?')[0]}/export`]);
    const mine = await web.get(dana, link!);
    expect([mine.status, mine.body]).toEqual([200, expect.stringMatching(new RegExp(`^\ufeff${head.replace(/[()]/g, '.')}`))]);
    expect(mine.body).toContain(line);
    const river = { id: web.clinic.riverside, name: 'Riverside' };
    const elsewhere = await web.get(web.signIn(clerkAt(river.id), [river]), link!.replace(/location=[^&]*&?/, ''));
    if (ofAll) expect(elsewhere.body).toContain(line.split(',')[0]);
    else expect([elsewhere.body.includes(line), elsewhere.body.includes(OF_MAPLE)]).toEqual([false, false]);
  });

  test('a filter of the page holds for its file', async () => {
    expect((await web.get(dana, '/ledger/journals/export?cause=invoice-voided')).body.trim().split('\n')).toHaveLength(1);
    expect((await web.get(dana, '/invoices/export?state=settled')).body).not.toContain(OF_MAPLE);
    const refused = await web.get(dana, '/ledger/trial-balance/export?from=2026-02-01&asOf=2026-01-01');
    expect([refused.status, refused.body.includes('This cannot be shown so'), refused.body.includes('Nothing was recorded')]).toEqual([422, true, false]);
  });

  /** One record of each list at Maple Street. */
  async function someOfEachList(): Promise<Record<string, string>> {
    const { clinic, run } = web;
    const locationId = clinic.maple;
    const patientId = await clinic.patient({ lastName: OF_MAPLE });
    const { invoiceId } = await clinic.invoice(patientId);
    const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
    await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: 1, serviceDate: clinic.today }));
    const rows = [{ invoiceId, amountCents: 6_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }];
    const fields = { locationId, payerId: clinic.harborlight, method: 'insurance-eft' as const, amountCents: 7_000, reference: 'EFT 12', rows, remainderKind: 'to-allocate' as const };
    const { paymentId } = await run<{ paymentId: string }>(new RecordInsurancePayment(fields));
    const { depositId } = await run<{ depositId: string }>(new DepositReceipts({ locationId, paymentIds: [paymentId] }));
    await run(new LogContact({ payerId: clinic.harborlight, invoiceId, happenedOn: clinic.today, channel: 'phone', spokeTo: 'Pat Moss', body: 'They said "wait"', nextOn: clinic.today }));
    await run(new AddProvider({ name: 'Ida Brandt, MD', npi: '', licenseNumber: '' }));
    return { payer: clinic.harborlight, deposit: depositId, payment: paymentId };
  }
});
