import { formatDate } from '../../shared/calendar-date.js';
import { formatCents, sumCents } from '../../shared/money.js';
import type { InvoicesQueries } from './invoices.queries.js';
import { type Cell, type PaperLook, PdfPage, type PrintedCurrency } from '../../platform/web/pdf-page.js';

export type PrintedInvoice = Awaited<ReturnType<InvoicesQueries['show']>>;

/** With the location's own words above and below what an invoice lists. */
export type InvoiceLook = PaperLook & { header: string; footer: string };

type Line = PrintedInvoice['lines'][number];

const COLUMNS = [
  { title: 'Service date', width: 64 }, { title: 'Service', width: 142 }, { title: 'Charge', width: 54, right: true }, { title: 'Payers paid', width: 54, right: true },
  { title: 'Adjusted', width: 50, right: true }, { title: 'With payers', width: 50, right: true }, { title: 'You paid', width: 48, right: true }, { title: 'You owe', width: 54, right: true },
] as const;

/** The invoice on paper: drawn from the data, for the person who owes the patient's part. */
export function invoicePdf(printed: PrintedInvoice, { exponent, currency }: PrintedCurrency, look: InvoiceLook): PDFKit.PDFDocument {
  const { invoice } = printed;
  const money = (cents: number): string => formatCents(cents, exponent);
  const page = new PdfPage(`Invoice ${invoice.number}`, invoice.issuerName, invoice.postingDate, invoice.state === 'voided' ? 'VOIDED' : '', look);
  page.letterhead({ name: invoice.issuerName, address: invoice.issuerAddress, taxId: invoice.issuerTaxId });
  heading(page, printed, money);
  words(page, look.header);
  const totals = sums(printed.lines.map(amountsOf));
  page.table(COLUMNS, printed.lines.map((line) => lineCells(line, money)), totalCells(totals, currency, money));
  equation(page, totals, money);
  parties(page, printed, money);
  events(page, printed, money);
  words(page, look.footer);
  return page.finished(`${invoice.issuerName} · Invoice ${invoice.number} · ${invoice.patientName}`);
}

function words(page: PdfPage, text: string): void {
  if (text === '') return;
  page.y += 14;
  page.need(page.heightOf(text, page.width));
  page.y += page.text(text, page.left, page.y) + 12;
}

function heading(page: PdfPage, { invoice, payers, parties: all }: PrintedInvoice, money: (cents: number) => string): void {
  const top = page.y;
  let y = top + page.text('Invoice', page.left, top, { size: 22, bold: true, accent: true, width: 200 }) + 8;
  y += page.text('For', page.left, y, { soft: true, size: 8.5, width: 200 });
  y += page.text(invoice.guarantorName, page.left, y, { bold: true, size: 11, width: 200 });
  if (invoice.guarantorAddress) y += page.text(invoice.guarantorAddress, page.left, y, { width: 200 });
  if (invoice.patientId !== invoice.guarantorId) y += page.text(`Patient: ${invoice.patientName}`, page.left, y + 2, { width: 200 }) + 2;

  const facts: [string, string][] = [['Invoice number', invoice.number], ['Patient number', invoice.patientNumber], ...(invoice.diagnoses ? [['Diagnoses', lettered(invoice.diagnoses)] as [string, string]] : [])];
  for (const payer of payers) facts.push([payer.place, payer.masked ? `${payer.payerName}\nmember ${payer.masked}` : payer.payerName]);
  let factsY = top + 4;
  for (const [label, value] of facts) {
    factsY += page.text(label, page.left + 215, factsY, { soft: true, size: 8.5, width: 145 });
    factsY += page.text(value, page.left + 215, factsY, { bold: true, width: 145 }) + 4;
  }

  const patientCents = sumCents(all.filter(({ partyKind }) => partyKind === 'patient').map(({ openCents }) => openCents));
  const boxX = page.left + 372;
  page.box(boxX, top, page.right - boxX, 112);
  page.text('You owe', boxX + 12, top + 12, { soft: true, size: 9 });
  page.text(money(patientCents), boxX + 12, top + 25, { size: 20, bold: true, accent: true, width: page.right - boxX - 24 });
  page.text(patientCents > 0 ? 'Please pay by' : 'Due date', boxX + 12, top + 54, { soft: true, size: 8.5 });
  page.text(formatDate(all.find(({ partyKind }) => partyKind === 'patient')?.dueDate ?? invoice.dueDate), boxX + 12, top + 65, { bold: true });
  page.text('Invoice date', boxX + 12, top + 82, { soft: true, size: 8.5 });
  page.text(formatDate(invoice.originalDate), boxX + 12, top + 93, { bold: true });
  page.y = Math.max(y, factsY, top + 112) + 16;
}

/** `A M54.5, B J06.9` */
function lettered(diagnoses: string): string {
  return diagnoses.split(' ').map((code, index) => `${String.fromCharCode(65 + index)} ${code}`).join(', ');
}

function amountsOf(line: Line) {
  const of = (isPatient: boolean) => line.shares.filter(({ partyKind }) => (partyKind === 'patient') === isPatient);
  const total = (isPatient: boolean, field: 'paidCents' | 'openCents') => sumCents(of(isPatient).map((share) => share[field]));
  return {
    chargeCents: line.state === 'voided' ? 0 : line.chargeCents, payersPaidCents: total(false, 'paidCents'), adjustedCents: sumCents(line.shares.map((share) => share.adjustedCents)),
    payersOpenCents: total(false, 'openCents'), patientPaidCents: total(true, 'paidCents'), patientOpenCents: total(true, 'openCents'),
  };
}

type Amounts = ReturnType<typeof amountsOf>;

function sums(all: readonly Amounts[]): Amounts {
  const total = (field: keyof Amounts) => sumCents(all.map((amounts) => amounts[field]));
  return {
    chargeCents: total('chargeCents'), payersPaidCents: total('payersPaidCents'), adjustedCents: total('adjustedCents'), payersOpenCents: total('payersOpenCents'),
    patientPaidCents: total('patientPaidCents'), patientOpenCents: total('patientOpenCents'),
  };
}

function amountCells(amounts: Amounts, money: (cents: number) => string): Cell[] {
  const { chargeCents, payersPaidCents, adjustedCents, payersOpenCents, patientPaidCents, patientOpenCents } = amounts;
  return [chargeCents, payersPaidCents, adjustedCents, payersOpenCents, patientPaidCents, patientOpenCents].map((cents, index) => ({ text: money(cents), bold: index === 5 }));
}

function lineCells(line: Line, money: (cents: number) => string): Cell[] {
  const notes = [
    line.quantity === 1 && line.discountCents === 0 && line.taxCents === 0 ? '' : `${line.quantity} × ${money(line.unitPriceCents)}`,
    line.discountCents ? `discount ${money(line.discountCents)}` : '', line.taxCents ? `tax ${money(line.taxCents)}` : '',
    line.providerName && `${line.providerName}${line.providerNpi ? `, NPI ${line.providerNpi}` : ''}`, line.pointers && `diagnoses ${line.pointers}`,
  ].filter(Boolean);
  return [{ text: formatDate(line.serviceDate) }, { text: line.code ? `${line.description} (${line.code})` : line.description, note: notes.join(' · ') }, ...amountCells(amountsOf(line), money)];
}

function totalCells(totals: Amounts, currency: string, money: (cents: number) => string): Cell[] {
  return [{ text: 'Total' }, { text: currency }, ...amountCells(totals, money)];
}

/** The total as a sentence; kept below its table. */
function equation(page: PdfPage, totals: Amounts, money: (cents: number) => string): void {
  const { chargeCents, payersPaidCents, adjustedCents, payersOpenCents, patientPaidCents, patientOpenCents } = totals;
  page.y += 8;
  page.need(16);
  page.y += page.text(
    `${money(chargeCents)} charged – ${money(payersPaidCents)} payers paid – ${money(adjustedCents)} adjusted – ${money(payersOpenCents)} with payers – ${money(patientPaidCents)} you paid = ${money(patientOpenCents)} you owe`,
    page.left, page.y,
  );
}

function parties(page: PdfPage, { parties: all }: PrintedInvoice, money: (cents: number) => string): void {
  page.y += 16;
  const rows = all.map((party): Cell[] => [
    { text: party.partyName }, { text: money(party.chargedCents) }, { text: money(party.paidCents) }, { text: money(party.adjustedCents) }, { text: money(party.openCents), bold: true },
    { text: party.openCents > 0 ? formatDate(party.dueDate) : 'settled' },
  ]);
  const columns = [
    { title: 'Who owes what', width: 186 }, { title: 'Part', width: 66, right: true }, { title: 'Paid', width: 62, right: true }, { title: 'Adjusted', width: 62, right: true },
    { title: 'Open', width: 62, right: true }, { title: 'Due', width: 78 },
  ];
  page.table(columns, rows);
}

function events(page: PdfPage, { payments, adjustments }: PrintedInvoice, money: (cents: number) => string): void {
  const rows = [
    ...payments.filter(({ liveCents }) => liveCents !== 0).map((payment) => ({ on: payment.postingDate, what: `Payment PAY-${payment.number}`, note: payment.reference, who: payment.partyName ?? '', cents: payment.liveCents })),
    ...adjustments.filter(({ reversesId, reversedById }) => !reversesId && !reversedById).map((row) => ({ on: row.postingDate, what: row.kindName, note: row.reasonCode, who: row.partyName ?? '', cents: row.amountCents })),
  ].sort((a, b) => (a.on < b.on ? -1 : 1));
  if (rows.length === 0) return;
  page.y += 16;
  const columns = [{ title: 'Posted', width: 80 }, { title: 'Payments and adjustments', width: 196 }, { title: 'Of', width: 170 }, { title: 'Amount', width: 70, right: true }];
  page.table(columns, rows.map(({ on, what, note, who, cents }): Cell[] => [{ text: formatDate(on) }, { text: what, note }, { text: who }, { text: money(cents) }]));
}
