import { type Cell, type PaperLook, PdfPage, type PrintedCurrency } from '../../platform/web/pdf-page.js';
import { formatDate } from '../../shared/calendar-date.js';
import { formatCents } from '../../shared/money.js';
import type { ShownDocument } from './documents.queries.js';
import { copyOf, printedBy } from './paper-parts.js';

type ShownSuperbill = Extract<ShownDocument, { kind: 'superbill' }>;
type Money = (cents: number) => string;

/** The insurance receipt as it was issued: who treated whom, for what, by which license, and who paid. */
export function superbillPdf(shown: ShownSuperbill, { exponent, currency }: PrintedCurrency, look: PaperLook): PDFKit.PDFDocument {
  const { document } = shown;
  const money: Money = (cents) => formatCents(cents, exponent);
  const page = new PdfPage(`Insurance receipt ${document.number}`, document.issuerName, document.issuedOn, '', look);
  page.letterhead({ name: document.issuerName, address: [document.issuerAddress, document.issuerPhone].filter(Boolean).join(' · '), taxId: document.issuerTaxId });
  heading(page, shown);
  services(page, shown, money, currency);
  providers(page, shown);
  payments(page, shown, money);
  closing(page, shown, money);
  printedBy(page, shown);
  return page.finished(`${document.issuerName} · Insurance receipt ${document.number} · ${document.recipientName}${copyOf(shown)}`);
}

function heading(page: PdfPage, shown: ShownSuperbill): void {
  const { document, head } = shown;
  const top = page.y;
  let y = top + page.text(`Insurance receipt${copyOf(shown)}`, page.left, top, { size: 20, bold: true, accent: true, width: 290 }) + 8;
  y += page.text('Patient', page.left, y, { soft: true, size: 8.5, width: 250 });
  y += page.text(head.patientName, page.left, y, { bold: true, size: 11, width: 250 });
  y += page.text(head.patientAddress, page.left, y, { width: 250 });
  y += page.text(`Born ${formatDate(head.birthDate)} · patient no. ${head.patientNumber}`, page.left, y + 2, { width: 250 }) + 2;
  if (head.guarantorName !== head.patientName) y += page.text(`Guarantor: ${head.guarantorName}`, page.left, y, { width: 250 });
  const facts: [string, string][] = [
    ['Receipt number', String(document.number)], ['Invoice', `${head.invoiceNumber}, ${formatDate(head.invoiceDate)}`],
    ['Diagnoses', head.diagnoses.map((code, index) => `${String.fromCharCode(65 + index)} ${code}`).join(', ')],
    ...head.coverages.map(({ place, payerName, memberId, groupNumber }): [string, string] => [place, `${payerName}\nmember ${memberId}${groupNumber ? `, group ${groupNumber}` : ''}`]),
  ];
  let factsY = top + 4;
  for (const [label, value] of facts) {
    factsY += page.text(label, page.left + 300, factsY, { soft: true, size: 8.5 });
    factsY += page.text(value, page.left + 300, factsY, { bold: true }) + 4;
  }
  page.y = Math.max(y, factsY) + 14;
}

function services(page: PdfPage, { head, sections }: ShownSuperbill, money: Money, currency: string): void {
  const columns = [
    { title: 'Service date', width: 74 }, { title: 'Service', width: 212 }, { title: 'Units', width: 38, right: true }, { title: 'Diagnoses', width: 56 }, { title: 'Charge', width: 68, right: true }, { title: 'Patient paid', width: 68, right: true },
  ];
  const rows = sections.services.map((service): Cell[] => [
    { text: formatDate(service.serviceDate) }, { text: `${service.code} ${service.description}`, note: service.providerName }, { text: String(service.quantity) }, { text: [...service.pointers].join(', ') },
    { text: money(service.chargeCents) }, { text: money(service.patientPaidCents) },
  ]);
  page.table(columns, rows, [{ text: 'Total' }, { text: currency }, { text: '' }, { text: '' }, { text: money(head.chargedCents) }, { text: money(head.patientPaidCents) }]);
}

function providers(page: PdfPage, { sections }: ShownSuperbill): void {
  page.y += 14;
  const all = [...new Map(sections.services.map((service) => [`${service.providerNpi} ${service.providerName}`, service])).values()];
  page.table([{ title: 'Provided by', width: 256 }, { title: 'NPI', width: 120 }, { title: 'License', width: 140 }], all.map((one): Cell[] => [{ text: one.providerName }, { text: one.providerNpi }, { text: one.licenseNumber }]));
}

function payments(page: PdfPage, { sections, head }: ShownSuperbill, money: Money): void {
  if (sections.payments.length === 0) return;
  page.y += 14;
  const columns = [{ title: 'Paid by the patient on', width: 130 }, { title: 'By', width: 160 }, { title: 'Number', width: 140 }, { title: 'Amount', width: 86, right: true }];
  const rows = sections.payments.map(({ paidOn, methodName, reference, amountCents }): Cell[] => [{ text: formatDate(paidOn) }, { text: methodName }, { text: reference || '–' }, { text: money(amountCents) }]);
  page.table(columns, rows, [{ text: 'Patient paid' }, { text: '' }, { text: '' }, { text: money(head.patientPaidCents) }]);
}

function closing(page: PdfPage, { head }: ShownSuperbill, money: Money): void {
  page.y += 10;
  page.need(44);
  page.y += page.text(
    `${money(head.chargedCents)} charged - ${money(head.payersPaidCents)} payers paid - ${money(head.adjustedCents)} adjusted - ${money(head.payersOpenCents)} with payers - ${money(head.patientPaidCents)} patient paid = ${money(head.patientOpenCents)} patient owes`,
    page.left, page.y,
  ) + 6;
  page.y += page.text(head.isInsuranceBilled ? 'The clinic has billed the insurance for the part with payers. This is not a bill.' : 'The clinic has not billed the insurance; benefits are payable to the patient. This is not a bill.', page.left, page.y, { bold: true });
}
