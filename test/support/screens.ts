import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DepositReceipts } from '../../src/deposits/index.js';
import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { LogContact } from '../../src/insurers/index.js';
import { AddCoverage, RegisterPatient } from '../../src/patients/index.js';
import { RecordInsurancePayment, RecordPatientPayment, RecordRemittance, SavePaymentDraft, SettleSuspense } from '../../src/payments/index.js';
import { AddClaim, AttachRemittance, StartRemittance } from '../../src/remittances/index.js';
import { SettleLocations } from '../../src/settlements/index.js';
import { IssueStatement } from '../../src/documents/index.js';
import { SendPaper } from '../../src/mail/index.js';
import { IssueReceipt } from '../../src/receipts/index.js';
import { AttachScan, RemoveScan } from '../../src/scans/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { clinicWeb, type ClinicWeb } from './clinic-web.js';
import { newDatabase } from './database.js';
import { recordScreens } from './record-screens.js';
import { clerkAt } from './records.js';

const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

/** Pages of the books, whatever is in them. */
const BOOKS: readonly [string, string][] = [
  ['ledger check', '/ledger/check'], ['roll-forward', '/ledger/roll-forward'], ['receivables', '/ledger/receivables'], ['receivables of an age', '/ledger/receivables?bucket=not-due'],
  ['days and months', '/days'], ['daily report', '/reports/daily'], ['dashboard', '/reports/dashboard'], ['worklists', '/worklists?whose=all&when=all'], ['what needs somebody today', '/worklists/today'], ['statements due', '/documents/statements/due'], ['outstanding by age', '/reports/dashboard/aging?kind=insurer'], ['insurers’ payments at the bank', '/reports/dashboard/bank'],
  ['trial balance of a span', '/ledger/trial-balance?from=2026-01-01'],
];

/** Screens of drafting that name no record. */
const DRAFTING = [['reviewed drafts', '/invoices?state=reviewed'], ['providers', '/providers'], ['new provider', '/providers/new']] as const;

/** A listening product with a patient whose invoices stand in several states, and somebody who may see every screen. */
export interface Screens {
  web: ClinicWeb;
  patientId: string;
  /** Name of a screen → its address. */
  paths: Map<string, string>;
  open(browser: Browser, options?: BrowserContextOptions): Promise<Page>;
  url(path: string): string;
  close(): Promise<void>;
}

export async function openScreens(): Promise<Screens> {
  const { config, drop } = await newDatabase('sqlite');
  const web = await clinicWeb({ ...config, mail: { host: '127.0.0.1', port: 9, isTls: false, user: '', password: '', from: 'billing@clinic.test' } });
  const who = signInEverybody(web);
  const { patientId, invoiceId, draftId, paymentId, acrossId, depositId, receiptId } = await someRecords(web);
  await web.app.listen(0, '127.0.0.1');
  const { port } = web.app.getHttpServer().address() as AddressInfo;
  const paths = new Map([
    ['home', '/'], ['patients', '/patients'], ['patient', `/patients/${patientId}`], ['new patient', '/patients/new'], ['edit patient', `/patients/${patientId}/edit`], ['patient ledger', `/patients/${patientId}/ledger?asOf=2190-01-01&kind=charge`], ['access requests', '/patients/access-requests'], ['merge a patient', `/patients/${patientId}/merging`],
   
    ['invoices', '/invoices'], ['draft', `/invoices/drafts/${draftId}`], ['invoice', `/invoices/${invoiceId}`],
    ['adjust', `/invoices/${invoiceId}/adjustments/new`], ['accept payment', `/payments/new?patient=${patientId}&kind=insurance`],
    ['accept patient payment', `/payments/new?patient=${patientId}&kind=patient`], ['payments', '/payments'], ['unapplied money', '/payments/unapplied'], ['awaiting insurance', '/payments/awaiting'], ['deposits', '/deposits'], ['new deposit', '/deposits/new'], ['deposit', `/deposits/${depositId}`], ['payment', `/payments/${paymentId}`], ['receipt', `/receipts/${receiptId}`], ['payment over two locations', `/payments/${acrossId}`], ['payment received elsewhere', `/payments/${acrossId}/reached`], ['between locations', '/settlements'], ['between two locations', `/settlements/pair?from=${web.clinic.maple}&to=${web.clinic.riverside}`],
    ['settings', '/settings'], ['organization', '/settings/organization'], ['insurers', '/insurers'], ['services', '/services'], ['journals', '/ledger/journals'], ['trial balance', '/ledger/trial-balance'], ['audit trail', '/audit'],
    ['insurer', `/insurers/${web.clinic.harborlight}`], ['new insurer', '/insurers/new'], ['merge payers', `/insurers/${web.clinic.harborlight}/merging?intoId=${web.clinic.tamarack}`], ['contact log', `/contact-log?payer=${web.clinic.harborlight}`], ['log a contact', `/contact-log/new?invoice=${invoiceId}`], ['payer ledger', `/insurers/${web.clinic.harborlight}/ledger`], ['search', '/search?q=har&panel=search-list'], ['follow-ups', '/follow-ups?whose=all&when=all'],
    ['new contact', `/insurers/${web.clinic.harborlight}/contacts/new`],
    ['an act', await firstLink(web, who, '/audit', /href="(\/audit\/acts\/[^"]+)"/)], ['a missing record', `/patients/${draftId}`],
  ]);
  paths.set('chart of accounts', '/settings/accounts').set('locations', '/settings/locations').set('location', `/settings/locations/${web.clinic.maple}`).set('new location', '/settings/locations/new').set('payment methods and reasons', '/settings/choices').set('a payment method', await firstLink(web, who, '/settings/choices', /href="(\/settings\/choices\/[0-9A-Z]{26})"/)).set('a new payment method', '/settings/choices/new').set('a new reason', '/settings/choices/new?list=reason').set('prices of a location', `/services/at/${web.clinic.maple}`);
  paths.set('papers', '/documents').set('a statement', await firstLink(web, who, '/documents', /href="(\/documents\/[0-9A-Z]{26})"/)).set('a statement before it is issued', `/documents/statements/new?guarantor=${patientId}`).set('an insurance receipt that lacks something', `/documents/superbills/new?invoice=${invoiceId}`);
  const { mailId } = await web.run<{ mailId: string }>(new SendPaper({ paperKind: 'receipt', paperId: receiptId, to: 'amelia.hartwell@example.org', body: 'Your receipt.' }));
  paths.set('e-mails', '/mail').set('an e-mail', `/mail/${mailId}`).set('a paper by e-mail', `/mail/of-paper?kind=receipt&paper=${receiptId}`);
  paths.set('an item of a worklist', (await firstLink(web, who, '/worklists?whose=all&when=all', /href="(\/worklists\/item\?[^"]+)"/)).replaceAll('&amp;', '&'));
  for (const [name, path] of [...(await acts(web, invoiceId, paymentId)), ...(await recordScreens(web, { patientId, invoiceId })), ...BOOKS, ...DRAFTING]) paths.set(name, path);
  paths.set('drafts of payments', '/payments/drafts').set('draft of a payment', `/payments/drafts/${await draftPayment(web, patientId, invoiceId)}`);
  paths.set('what an EOB said', `/payments/${paymentId}/decisions`).set('insurance payments', '/remittances').set('new insurance payment', '/remittances/new').set('grid of an EOB', `/remittances/${await draftRemittance(web, invoiceId)}`);
  const { draftId: lateId } = await web.run<{ draftId: string }>(new AttachRemittance({ locationId: web.clinic.maple, paymentId: acrossId }));
  paths.set('EOB of an earlier payment', `/remittances/${lateId}`);
  paths.set('a takeback without its claim', await takenWithoutClaim(web)).set('payment timeline', `/insurers/${web.clinic.harborlight}/timeline`).set('scans', await scanned(web, paths.get('grid of an EOB')!)).set('scans of a payment', `/scans?kind=payment&subject=${paymentId}`);
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  return {
    web, patientId, paths, url,
    open: async (browser, options = {}) => (await browser.newContext({ ...options, extraHTTPHeaders: { 'x-person': who } })).newPage(),
    close: async () => {
      await web.close();
      await drop();
    },
  };
}

async function draftRemittance({ run, clinic }: ClinicWeb, invoiceId: string): Promise<string> {
  const locationId = clinic.maple;
  const { draftId } = await run<{ draftId: string }>(new StartRemittance({ locationId, payerId: clinic.harborlight, method: 'insurance-check', amountCents: 6_400 }));
  await run(new AddClaim({ locationId, draftId, invoiceId }));
  return draftId;
}

/** Of 15.00, 5.00 are accepted as a cost. */
async function takenWithoutClaim({ run, clinic, app }: ClinicWeb): Promise<string> {
  const locationId = clinic.maple;
  const providerRows = [{ code: 'WO', amountCents: -1_500, reference: 'LTR 5' }, { code: 'L6', amountCents: 1_500, reference: '' }];
  const { paymentId } = await run<{ paymentId: string }>(new RecordRemittance({ locationId, payerId: clinic.harborlight, method: 'insurance-eft', reference: 'EFT 5', amountCents: 0, lines: [], providerRows }));
  const { id: moveId } = (await app.get(Reader).one<{ id: string }>(sql`SELECT id AS id FROM payment_moves WHERE account_code = '1160'`))!;
  await run(new SettleSuspense({ locationId, paymentId, moveId, way: 'loss', amountCents: 500, reason: 'They insist' }));
  return `/remittances/suspense/${moveId}`;
}

/** Two scans of the draft, one taken off. */
async function scanned({ run }: ClinicWeb, gridHref: string): Promise<string> {
  const subjectId = gridHref.split('/').pop()!;
  const attach = (fileName: string, byte: string) => run<{ scanId: string }>(new AttachScan({ subjectKind: 'remittance', subjectId, hash: byte.repeat(32), mediaType: 'application/pdf', byteSize: 48_211, fileName }));
  await attach('EOB 80041.pdf', 'ab');
  const { scanId } = await attach('wrong side.pdf', 'cd');
  await run(new RemoveScan({ scanId, version: 1, reason: 'The back of the page' }));
  return `/scans?kind=remittance&subject=${subjectId}`;
}

function signInEverybody(web: ClinicWeb): string {
  const places = [{ id: web.clinic.maple, name: 'Maple Street' }, { id: web.clinic.riverside, name: 'Riverside' }];
  const clerk = clerkAt(web.clinic.maple, web.clinic.riverside);
  return web.signIn({ ...clerk, can: () => true, locations: () => 'all', granted: 'all' }, places);
}

async function someRecords(web: ClinicWeb): Promise<{ patientId: string; invoiceId: string; draftId: string; paymentId: string; acrossId: string; depositId: string; receiptId: string }> {
  const { run, clinic } = web;
  const locationId = clinic.maple;
  const { patientId } = await run<{ patientId: string }>(new RegisterPatient({ locationId, lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14' }));
  await run(new AddCoverage({ patientId, payerId: clinic.harborlight, sequence: 1, memberId: 'XK1004471', validFrom: '2020-01-01' }));
  const { invoiceId } = await clinic.invoice(patientId, { visits: 2, insurerCents: 16_000 });
  await clinic.invoice(patientId, { visits: 1, insurerCents: 8_000 });
  await clinic.invoice(patientId, { visits: 1, insurerCents: 5_000 });
  const rows = [{ ...PLAIN, invoiceId, amountCents: 3_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45' }];
  await run(new RecordInsurancePayment({ locationId, payerId: clinic.harborlight, method: 'insurance-eft', amountCents: 3_000, reference: 'EFT 80041', rows }));
  await run(new RecordInsurancePayment({ locationId, payerId: clinic.harborlight, method: 'insurance-check', amountCents: 1_500, reference: 'CHK 9', rows: [], remainderKind: 'to-allocate' }));
  const patientRows = [{ ...PLAIN, invoiceId, amountCents: 1_000 }];
  const { paymentId } = await run<{ paymentId: string }>(
    new RecordPatientPayment({ locationId, guarantorId: patientId, method: 'card', amountCents: 2_500, rows: patientRows, remainderKind: 'credit' }),
  );
  const elsewhere = await clinic.invoice(patientId, { locationId: clinic.riverside });
  const elsewhereRows = [{ ...PLAIN, invoiceId: elsewhere.invoiceId, amountCents: 2_000 }];
  const { paymentId: acrossId } = await run<{ paymentId: string }>(new RecordInsurancePayment({ locationId, payerId: clinic.harborlight, method: 'insurance-check', amountCents: 2_000, reference: 'CHK 80042', rows: elsewhereRows }));
  await run(new SettleLocations({ locationId, toId: clinic.riverside, amountCents: 500, reason: 'Monthly transfer' }));
  const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
  await run(new AddDraftLine({ locationId, draftId, serviceId: clinic.visit, quantity: 1, serviceDate: clinic.today }));
  await run(new LogContact({ payerId: clinic.harborlight, invoiceId, happenedOn: clinic.today, channel: 'phone', spokeTo: 'Pat Moss', body: 'Claim is in review.', nextOn: clinic.today }));
  await run(new LogContact({ payerId: clinic.harborlight, happenedOn: '2026-01-05', channel: 'portal', body: 'New portal address.', nextOn: '2026-01-09' }));
  const { depositId } = await run<{ depositId: string }>(new DepositReceipts({ locationId, paymentIds: [paymentId] }));
  const { receiptId } = await run<{ receiptId: string }>(new IssueReceipt({ paymentId }));
  await run(new IssueStatement({ locationId, guarantorId: patientId }));
  return { patientId, invoiceId, draftId, paymentId, acrossId, depositId, receiptId };
}

/** The acts on an invoice with money on it, and on a payment that stands there. */
async function acts(web: ClinicWeb, invoiceId: string, paymentId: string): Promise<[string, string][]> {
  const allocation = await web.app.get(Reader).one<{ id: string }>(sql`SELECT MIN(a.id) AS id FROM allocations a WHERE a.payment_id = ${paymentId}`);
  const insurance = await web.app.get(Reader).one<{ id: string }>(sql`SELECT MIN(p.id) AS id FROM payments p WHERE p.kind = 'insurer'`);
  const [invoice, payment] = [`/invoices/${invoiceId}`, `/payments/${paymentId}`];
  return [
    ['apply insurance', `${invoice}/insurance/new`], ['transfer a part', `${invoice}/transfers/new`], ['void an invoice', `${invoice}/voiding/new`], ['correct an invoice', `${invoice}/correction/new`],
    ['release money', `${payment}/allocations/${allocation!.id}/release/new`], ['correct a payment', `${payment}/correction/new`], ['correct an insurer’s payment', `/payments/${insurance!.id}/correction/new`],
  ];
}

async function draftPayment({ run, clinic }: ClinicWeb, patientId: string, invoiceId: string): Promise<string> {
  const fields = {
    kind: 'insurer', patientId, payerId: clinic.harborlight, guarantorId: null, amountCents: 4_000, method: 'insurance-eft', rule: 'oldest-first', reference: 'EFT 80042', paymentDate: clinic.today,
    depositDate: null, postingDate: null, reason: '', claimNumber: '', notes: 'Waits for page 2', remainderKind: '', purpose: '', visitDate: null, owedReference: '', duplicateReason: '',
  } as const;
  const row = { ...PLAIN, invoiceId, payeeId: null, amountCents: 4_000, seenCents: 9_000, seenVersion: 1 };
  return (await run<{ draftId: string }>(new SavePaymentDraft({ locationId: clinic.maple, drafted: { fields, rows: [row], sources: [] } }))).draftId;
}

async function firstLink(web: ClinicWeb, who: string, path: string, pattern: RegExp): Promise<string> {
  const { body } = await web.get(who, path);
  return pattern.exec(body)?.[1] ?? '/';
}
