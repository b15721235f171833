import { type Cell, type PaperLook, PdfPage, type PrintedCurrency } from '../../platform/web/pdf-page.js';
import { formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';
import { AGE_TITLES } from '../domain/statement.js';
import type { ShownDocument } from './documents.queries.js';
import { copyOf, printedBy } from './paper-parts.js';

export type ShownStatement = Extract<ShownDocument, { kind: 'statement' }>;
type Money = (cents: number) => string;

export function statementPdf(shown: ShownStatement, currency: PrintedCurrency, look: PaperLook): PDFKit.PDFDocument {
  return statementsPdf([shown], currency, `Statement ${shown.document.number}`, look);
}

/** Several in one file for the printer, each on pages of its own. */
export function statementsPdf(all: readonly ShownStatement[], currency: PrintedCurrency, title: string, look: PaperLook): PDFKit.PDFDocument {
  const [{ document: { issuerName, issuedOn } }] = all as [ShownStatement];
  const page = new PdfPage(title, issuerName, issuedOn, '', look);
  all.slice(0, -1).forEach((shown) => page.nextPaper(drawn(page, shown, currency)));
  return page.finished(drawn(page, all.at(-1)!, currency));
}

/** The statement as it was issued: what is due first, then why. @returns its foot */
function drawn(page: PdfPage, shown: ShownStatement, { exponent, currency }: PrintedCurrency): string {
  const { document } = shown;
  const money: Money = (cents) => (cents < 0 ? `-${formatCents(-cents, exponent)}` : formatCents(cents, exponent));
  page.letterhead({ name: document.issuerName, address: [document.issuerAddress, document.issuerPhone].filter(Boolean).join(' · '), taxId: document.issuerTaxId });
  heading(page, shown, money, currency);
  items(page, shown, money);
  ages(page, shown, money);
  entries(page, shown, money);
  printedBy(page, shown);
  return `${document.issuerName} · Statement ${document.number} · ${document.recipientName}${copyOf(shown)}`;
}

function heading(page: PdfPage, shown: ShownStatement, money: Money, currency: string): void {
  const { document, head } = shown;
  const top = page.y;
  let y = top + page.text(`Statement${copyOf(shown)}`, page.left, top, { size: 22, bold: true, accent: true, width: 330 }) + 8;
  y += page.text(document.recipientName, page.left, y, { bold: true, size: 11, width: 330 });
  if (head.guarantorAddress) y += page.text(head.guarantorAddress, page.left, y, { width: 330 });
  y += page.text(`${formatDate(document.fromDay)} to ${formatDate(document.asOf)}`, page.left, y + 6, { soft: true, width: 330 }) + 6;
  const boxX = page.left + 372;
  page.box(boxX, top, page.right - boxX, 112);
  page.text(document.amountCents < 0 ? 'Your credit' : 'Please pay', boxX + 12, top + 12, { soft: true, size: 9 });
  page.text(`${money(Math.abs(document.amountCents))} ${currency}`, boxX + 12, top + 25, { size: 18, bold: true, accent: true, width: page.right - boxX - 24 });
  page.text('Statement number', boxX + 12, top + 54, { soft: true, size: 8.5 });
  page.text(String(document.number), boxX + 12, top + 65, { bold: true });
  page.text('As of', boxX + 12, top + 82, { soft: true, size: 8.5 });
  page.text(formatDate(document.asOf), boxX + 12, top + 93, { bold: true });
  page.y = Math.max(y, top + 112) + 16;
}

const ITEM_COLUMNS = [
  { title: 'Visit', width: 66 }, { title: 'Patient', width: 118 }, { title: 'Charged', width: 56, right: true }, { title: 'Payers paid', width: 52, right: true }, { title: 'Adjusted', width: 52, right: true },
  { title: 'With payers', width: 52, right: true }, { title: 'You paid', width: 52, right: true }, { title: 'You owe', width: 68, right: true },
];

function items(page: PdfPage, { head, sections }: ShownStatement, money: Money): void {
  const rows = sections.items.map((item): Cell[] => [
    { text: formatDate(item.serviceDate), note: item.number }, { text: item.patientName, note: `due ${formatDate(item.dueDate)}` }, { text: money(item.chargeCents) }, { text: money(item.payersPaidCents) }, { text: money(item.adjustedCents) },
    { text: money(item.pendingCents) }, { text: money(item.youPaidCents) }, { text: money(item.openCents), bold: true },
  ]);
  if (rows.length === 0) page.y += page.text('Nothing is open.', page.left, page.y);
  else page.table(ITEM_COLUMNS, rows, [...Array.from({ length: 6 }, (_, index): Cell => ({ text: index === 0 ? 'Together' : '' })), { text: '' }, { text: money(head.openCents) }]);
  page.y += 8;
  page.need(16);
  page.y += page.text(`${money(head.openCents)} open - ${money(head.creditCents)} credit we hold for you = ${money(head.closingCents)}${head.pendingCents > 0 ? `. With your payers, not asked of you: ${money(head.pendingCents)}` : ''}`, page.left, page.y);
}

function ages(page: PdfPage, { head }: ShownStatement, money: Money): void {
  page.y += 14;
  const width = page.width / AGE_TITLES.length;
  page.table(AGE_TITLES.map((title) => ({ title, width, right: true })), [head.ages.map((cents): Cell => ({ text: money(cents) }))]);
}

function entries(page: PdfPage, { document, head, sections }: ShownStatement, money: Money): void {
  page.y += 16;
  const columns = [{ title: 'Posted', width: 80 }, { title: 'What happened', width: 220 }, { title: 'About', width: 136 }, { title: 'Amount', width: 80, right: true }];
  const opening: Cell[] = [{ text: formatDate(document.fromDay) }, { text: 'Balance before' }, { text: '' }, { text: money(head.openingCents) }];
  page.table(columns, [opening, ...sections.entries.map((entry): Cell[] => [{ text: formatDate(entry.day) }, { text: entry.what }, { text: entry.about }, { text: money(entry.cents) }])],
    [{ text: formatDate(document.asOf) }, { text: 'Balance' }, { text: '' }, { text: money(head.closingCents) }]);
  page.y += 8;
  page.need(16);
  page.y += page.text(`${money(head.openingCents)} before + ${money(head.chargesCents)} charges ${signedPart(head.paymentsCents, money)} payments ${signedPart(head.adjustmentsCents, money)} adjustments ${signedPart(head.transfersCents, money)} moved = ${money(head.closingCents)}`, page.left, page.y);
}

function signedPart(cents: number, money: Money): string {
  return cents <= 0 ? `- ${money(Math.abs(cents))}` : `+ ${money(cents)}`;
}
