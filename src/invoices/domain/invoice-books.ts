import { sumCents } from '../../shared/money.js';
import { type InvoiceRows, openCentsOf } from './invoice-state.js';

/** MONEY 1, asserted before anything of an act is kept. A violation is a fault of the product, never of the clerk. */
export function checkBooks({ root, lines, shares }: InvoiceRows): void {
  for (const line of lines) {
    const charged = sumCents(shares.filter((share) => share.lineId === line.id).map((share) => share.chargedCents));
    const charge = line.state === 'voided' ? 0 : line.chargeCents;
    if (charged !== charge) throw new BooksDoNotAdd(root.id, `shares of line ${line.position} add to ${charged}, not ${charge}`);
    if (line.creditedCents < 0 || line.taxCreditedCents < 0 || line.taxCreditedCents > line.taxCents) {
      throw new BooksDoNotAdd(root.id, `line ${line.position} credits ${line.creditedCents} with tax ${line.taxCreditedCents}`);
    }
  }
  for (const share of shares) {
    const open = openCentsOf(share);
    if (open < 0 || open > share.chargedCents || share.paidCents < 0) throw new BooksDoNotAdd(root.id, `share ${share.id} has ${open} open`);
  }
}

export class BooksDoNotAdd extends Error {
  constructor(invoiceId: string, what: string) {
    super(`invoice ${invoiceId} does not add up: ${what}`);
    this.name = 'BooksDoNotAdd';
  }
}
