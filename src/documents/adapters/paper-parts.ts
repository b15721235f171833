import type { PdfPage } from '../../platform/web/pdf-page.js';
import { formatDate } from '../../shared/calendar-date.js';
import type { ShownDocument } from './documents.queries.js';

export function copyOf({ prints }: Pick<ShownDocument, 'prints'>): string {
  return prints.length > 1 ? ` · copy ${prints.length - 1}` : '';
}

export function printedBy(page: PdfPage, { document, prints }: ShownDocument): void {
  const [last] = prints.slice(-1);
  page.printed(`Issued on ${formatDate(document.issuedOn)}${last ? `, printed by ${last.printedName} on ${formatDate(last.printedOn)}` : ''}.`);
}
