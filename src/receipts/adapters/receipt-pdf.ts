import { type Cell, type PaperLook, PdfPage, type PrintedCurrency } from '../../platform/web/pdf-page.js';
import { amountInWords } from '../../shared/amount-in-words.js';
import { formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';
import type { ShownReceipt } from './receipts.queries.js';

/** The receipt on paper, as it was issued; a copy says which it is, and one whose money was taken back says so across the page. */
export function receiptPdf(shown: ShownReceipt, { exponent, currency }: PrintedCurrency, look: PaperLook): PDFKit.PDFDocument {
  const { receipt, prints, isVoid } = shown;
  const money = (cents: number): string => formatCents(cents, exponent);
  const page = new PdfPage(`Receipt ${receipt.number}`, receipt.issuerName, receipt.issuedOn, isVoid ? 'VOID' : '', look);
  page.letterhead({ name: receipt.issuerName, address: receipt.issuerAddress, taxId: receipt.issuerTaxId });
  heading(page, shown, { money, currency, exponent });
  applied(page, shown, money);
  tenders(page, shown, money);
  const [last] = prints.slice(-1);
  page.printed(`Issued on ${formatDate(receipt.issuedOn)}${last ? `, printed by ${last.printedName} on ${formatDate(last.printedOn)}` : ''}.`);
  return page.finished(`${receipt.issuerName} · Receipt ${receipt.number}${copyOf(shown)}`);
}

function copyOf({ prints }: ShownReceipt): string {
  return prints.length > 1 ? ` · copy ${prints.length - 1}` : '';
}

function heading(page: PdfPage, shown: ShownReceipt, { money, currency, exponent }: PrintedCurrency & { money: (cents: number) => string }): void {
  const { receipt } = shown;
  const top = page.y;
  let y = top + page.text(`Receipt${copyOf(shown)}`, page.left, top, { size: 22, bold: true, accent: true, width: 330 }) + 8;
  y += page.text('Received from', page.left, y, { soft: true, size: 8.5, width: 330 });
  y += page.text(receipt.payerName, page.left, y, { bold: true, size: 11, width: 330 });
  y += page.text(`${amountInWords(receipt.amountCents, exponent)} ${currency}`, page.left, y + 6, { width: 330 }) + 6;
  const boxX = page.left + 372;
  page.box(boxX, top, page.right - boxX, 112);
  page.text('Received', boxX + 12, top + 12, { soft: true, size: 9 });
  page.text(money(receipt.amountCents), boxX + 12, top + 25, { size: 20, bold: true, accent: true, width: page.right - boxX - 24 });
  page.text('Receipt number', boxX + 12, top + 54, { soft: true, size: 8.5 });
  page.text(String(receipt.number), boxX + 12, top + 65, { bold: true });
  page.text('Payment date', boxX + 12, top + 82, { soft: true, size: 8.5 });
  page.text(formatDate(receipt.receivedOn), boxX + 12, top + 93, { bold: true });
  page.y = Math.max(y, top + 112) + 16;
}

function applied(page: PdfPage, { receipt, lines }: ShownReceipt, money: (cents: number) => string): void {
  const columns = [{ title: 'Invoice', width: 110 }, { title: 'Patient', width: 230 }, { title: 'Service date', width: 90 }, { title: 'Amount', width: 86, right: true }];
  const rows = lines.map((line): Cell[] => [{ text: line.invoiceNumber }, { text: line.patientName }, { text: formatDate(line.serviceDate) }, { text: money(line.amountCents) }]);
  if (receipt.heldCents > 0) rows.push([{ text: 'Kept as credit' }, { text: receipt.payerName }, { text: '' }, { text: money(receipt.heldCents) }]);
  page.table(columns, rows, [{ text: 'Received' }, { text: '' }, { text: '' }, { text: money(receipt.amountCents) }]);
  page.y += 8;
  page.need(16);
  page.y += page.text(receipt.dueCents > 0 ? `Still to pay here: ${money(receipt.dueCents)}` : 'Nothing is left to pay here.', page.left, page.y, { bold: true });
}

function tenders(page: PdfPage, shown: ShownReceipt, money: (cents: number) => string): void {
  page.y += 16;
  const columns = [{ title: 'Paid by', width: 190 }, { title: 'Number', width: 150 }, { title: 'Our payment', width: 90 }, { title: 'Amount', width: 86, right: true }];
  page.table(columns, shown.tenders.map((tender): Cell[] => [{ text: tender.methodName }, { text: tender.reference || '–' }, { text: `PAY-${tender.paymentNumber}` }, { text: money(tender.amountCents) }]));
}
